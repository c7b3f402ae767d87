using System.IO.Enumeration;

namespace Course.Cli;

/// <summary>The notebooks that a command line names.</summary>
internal static class NotebookPaths
{
    /// <summary>Files as they are, folders by their notebooks, patterns by what they match; each file once, patterns in the order of names.</summary>
    /// <param name="paths">Files, folders and patterns with <c>*</c>, <c>?</c> and <c>**</c>; none for all notebooks of the course.</param>
    /// <param name="home">The folder of the course; null if there is none.</param>
    /// <exception cref="UsageException">One of them is no notebook, or there are none.</exception>
    public static IReadOnlyList<string> Find(IReadOnlyList<string> paths, string? home)
    {
        if (paths.Count == 0)
        {
            var notebooks = Path.Combine(home ?? Environment.CurrentDirectory, "notebooks");
            if (!Directory.Exists(notebooks))
                throw new UsageException("There is no folder \"notebooks\" here or above. Name the notebooks to run, or go to the folder of the course.");
            paths = [notebooks];
        }

        var found = new List<string>();
        foreach (var path in paths)
        {
            var matches = Directory.Exists(path) ? InFolder(path) : path.AsSpan().IndexOfAny("*?") >= 0 && !File.Exists(path) ? Matching(path) : [Existing(path)];
            if (matches.Count == 0)
                throw new UsageException($"{Shown(path)}: no notebook (.ipynb) there.");
            found.AddRange(matches.Select(Shown));
        }

        return [.. found.DistinctBy(Path.GetFullPath)];
    }

    private static List<string> InFolder(string folder) => Sorted(Directory.EnumerateFiles(folder, "*.ipynb"));

    private static string Existing(string path)
    {
        if (!File.Exists(path))
            throw new UsageException(path.StartsWith('-') ? $"{path}: there is no such option." : $"{path}: there is no such notebook.");
        if (!path.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase))
            throw new UsageException($"{path}: not a notebook (.ipynb).");
        return path;
    }

    private static List<string> Matching(string pattern)
    {
        var parts = pattern.Split('/', Path.DirectorySeparatorChar);
        var plain = parts.TakeWhile(p => p.AsSpan().IndexOfAny("*?") < 0).ToList();
        var start = plain.Count == 0 ? "." : string.Join(Path.DirectorySeparatorChar, plain);
        if (start.Length == 0)
            start = Path.DirectorySeparatorChar.ToString();
        return Sorted(Walk(start, parts[plain.Count..]).Where(p => p.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase)).Distinct());
    }

    private static IEnumerable<string> Walk(string folder, string[] parts)
    {
        if (!Directory.Exists(folder))
            return [];
        if (parts is ["**", ..])
        {
            return Walk(folder, parts[1..]).Concat(Directory.EnumerateDirectories(folder)
                .Where(d => Path.GetFileName(d)[0] != '.').SelectMany(d => Walk(d, parts)));
        }

        bool Matches(string path) => FileSystemName.MatchesSimpleExpression(parts[0], Path.GetFileName(path), ignoreCase: OperatingSystem.IsWindows());
        return parts.Length == 1
            ? Directory.EnumerateFiles(folder).Where(Matches)
            : Directory.EnumerateDirectories(folder).Where(Matches).SelectMany(d => Walk(d, parts[1..]));
    }

    private static List<string> Sorted(IEnumerable<string> paths) => [.. paths.Order(StringComparer.Ordinal)];

    /// <summary>Relative to where the user is, unless that leads far away.</summary>
    private static string Shown(string path)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }
}
