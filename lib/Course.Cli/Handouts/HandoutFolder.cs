using System.Security.Cryptography;
using NotebookKernel.Notebooks;

namespace Course.Cli.Handouts;

/// <summary>A folder that is written as a whole, and replaced only as long as it is just as it was written.</summary>
/// <remarks>A list of its files with their checksums, in the form of <c>sha256sum</c>, tells whether somebody has worked in it.</remarks>
internal sealed class HandoutFolder(string path)
{
    private const string List = ".course-handout";

    /// <summary>The course's own folders.</summary>
    private static readonly string[] Parts = ["notebooks", "lib", "data", "docs", "tests"];

    /// <summary>The folder.</summary>
    public string Path { get; } = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));

    /// <summary>Makes sure that writing it destroys nothing of anybody's.</summary>
    /// <param name="force">Whether what is in it may go.</param>
    /// <param name="home">The folder of the course.</param>
    /// <param name="sources">The folders of the notebooks that are read.</param>
    /// <exception cref="UsageException">It would.</exception>
    public void Check(bool force, string home, IReadOnlyList<string> sources)
    {
        if (File.Exists(Path))
            throw new UsageException($"--out {Path} is a file; name a folder.");
        string[] kept = [home, .. sources, Environment.CurrentDirectory, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)];
        var lost = kept.FirstOrDefault(k => k.Length > 0 && IsIn(k, Path)) ?? Parts.Select(p => System.IO.Path.Combine(home, p)).FirstOrDefault(p => IsIn(Path, p));
        if (lost is not null)
            throw new UsageException($"--out {Path} would take the place of {lost}, or of a part of it. Name a folder of its own, such as one beside the course.");
        if (force || !Directory.Exists(Path) || !Directory.EnumerateFileSystemEntries(Path).Any())
            return;
        if (!File.Exists(System.IO.Path.Combine(Path, List)))
        {
            throw new UsageException(
                $"--out {Path} holds files that this command did not write, and they would be gone. "
                + "Name an empty or a new folder; --force replaces this one with all that is in it.");
        }

        if (Changed() is { Count: > 0 } changed)
        {
            var some = string.Join(", ", changed.Take(3)) + (changed.Count > 3 ? $" and {changed.Count - 3} more" : "");
            throw new UsageException(
                $"--out {Path} was changed since it was written ({some}), and the changes would be gone. "
                + "Name another folder; --force replaces this one with all that is in it.");
        }
    }

    /// <summary>Writes it anew.</summary>
    /// <param name="fill">Fills the folder whose path it gets.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(Action<string> fill) => AtomicFolder.Replace(Path, fresh =>
    {
        fill(fresh);
        var lines = Files(fresh).Select(f => $"{Checksum(System.IO.Path.Combine(fresh, f))}  {f}\n").ToList();
        File.WriteAllText(System.IO.Path.Combine(fresh, List), string.Concat(lines));
    });

    /// <summary>Whether a folder is another one or lies in it.</summary>
    private static bool IsIn(string inner, string outer)
    {
        var relative = System.IO.Path.GetRelativePath(outer, inner);
        return relative == "."
            || !(relative == ".." || relative.StartsWith(".." + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal)
                || System.IO.Path.IsPathRooted(relative));
    }

    /// <summary>The files that were added, changed or taken away.</summary>
    private List<string> Changed()
    {
        var written = File.ReadLines(System.IO.Path.Combine(Path, List)).Where(l => l.Length > 66).ToDictionary(l => l[66..], l => l[..64], StringComparer.Ordinal);
        var there = Files(Path).Where(f => f != List).ToList();
        return [.. there.Where(f => !written.TryGetValue(f, out var checksum) || checksum != Checksum(System.IO.Path.Combine(Path, f))), .. written.Keys.Except(there)];
    }

    /// <summary>All files, in the order of their names, with slashes.</summary>
    private static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Select(f => System.IO.Path.GetRelativePath(folder, f).Replace('\\', '/')).Order(StringComparer.Ordinal);

    private static string Checksum(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
