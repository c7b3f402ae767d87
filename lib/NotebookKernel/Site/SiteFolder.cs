using NotebookKernel.Notebooks;

namespace NotebookKernel.Site;

/// <summary>A folder that is replaced as a whole, and only if a site was written there before.</summary>
public static class SiteFolder
{
    /// <summary>The file that tells a folder of ours from a folder of somebody's.</summary>
    private const string Marker = ".notebook-site";

    /// <summary>Makes sure that a site may be written to a folder.</summary>
    /// <param name="folder">The site's folder; need not exist.</param>
    /// <exception cref="IOException">It holds something that is no site, or is a file.</exception>
    public static void Check(string folder)
    {
        if (File.Exists(folder))
            throw new IOException($"{folder} is a file; the site needs a folder.");
        if (Directory.Exists(folder) && !File.Exists(Path.Combine(folder, Marker)) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new IOException($"{folder} holds files that are no site, and the site would replace them. Name an empty or a new folder.");
    }

    /// <summary>Fills a new folder beside the old one, then puts it in its place.</summary>
    internal static void Replace(string folder, Action<string> fill)
    {
        Check(folder);
        AtomicFolder.Replace(folder, fresh =>
        {
            File.WriteAllText(Path.Combine(fresh, Marker), "This folder is written, and replaced as a whole, by a program.\n");
            fill(fresh);
        });
    }
}
