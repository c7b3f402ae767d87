namespace NotebookKernel.Notebooks;

/// <summary>Writes a folder whole or not at all.</summary>
public static class AtomicFolder
{
    /// <summary>Fills a new folder beside the old one, then puts it in its place; what was in the old one is gone.</summary>
    /// <param name="folder">The folder; need not exist.</param>
    /// <param name="fill">Fills the folder whose path it gets.</param>
    /// <exception cref="IOException">It is the root of a disk, or cannot be written.</exception>
    public static void Replace(string folder, Action<string> fill)
    {
        ArgumentNullException.ThrowIfNull(fill);
        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        var parent = Path.GetDirectoryName(folder) ?? throw new IOException($"{folder} is the root of a disk; name a folder in it.");
        Directory.CreateDirectory(parent);
        var unique = Guid.NewGuid().ToString("N")[..8];
        var fresh = Path.Combine(parent, $".{Path.GetFileName(folder)}.new-{unique}");
        var old = Path.Combine(parent, $".{Path.GetFileName(folder)}.old-{unique}");
        try
        {
            Directory.CreateDirectory(fresh);
            fill(fresh);
            if (Directory.Exists(folder))
                Directory.Move(folder, old);
            Directory.Move(fresh, folder);
        }
        catch
        {
            if (Directory.Exists(old) && !Directory.Exists(folder))
                Directory.Move(old, folder);
            throw;
        }
        finally
        {
            foreach (var leftOver in (ReadOnlySpan<string>)[fresh, old])
            {
                if (Directory.Exists(leftOver))
                    Directory.Delete(leftOver, recursive: true);
            }
        }
    }
}
