namespace NotebookKernel.Language;

/// <summary>Completes the notebook's own directives and the paths in them.</summary>
internal static class DirectiveCompletion
{
    private static readonly CompletionItem[] Directives =
    [
        new("#r \"", "keyword", "\"path.dll\" or \"nuget: Name, Version\""),
        new("#i \"", "keyword", "\"nuget: source\""),
        new("#load \"", "keyword", "\"script.csx\""),
        new("#!import \"", "keyword", "\"script or notebook\""),
        new("#!time", "keyword", "the cell's wall time"),
        new("#!csharp", "keyword", "C# from here on"),
        new("#!markdown", "keyword", "text from here on"),
        new("#!html", "keyword", "HTML from here on"),
    ];

    /// <returns>Null if the cursor is not in a directive.</returns>
    public static Completion? At(string code, int cursor, string workingDirectory)
    {
        var start = cursor == 0 ? 0 : code.LastIndexOf('\n', cursor - 1) + 1;
        var line = code[start..cursor];
        var indent = line.Length - line.TrimStart().Length;
        if (indent == line.Length || line[indent] != '#') return null;

        var quote = line.IndexOf('"', StringComparison.Ordinal);
        if (quote < 0)
        {
            var matching = Directives.Where(d => d.Text.StartsWith(line[indent..], StringComparison.Ordinal));
            return new Completion([.. matching], start + indent, cursor);
        }

        if (line.IndexOf('"', quote + 1) >= 0) return new Completion([], cursor, cursor);
        string[] extensions = line[indent..quote].TrimEnd() switch
        {
            "#r" => [".dll"],
            "#load" => [".csx", ".cs"],
            "#!import" => [".ipynb", ".csx", ".cs"],
            _ => [],
        };
        var path = line[(quote + 1)..];
        var slash = path.LastIndexOfAny(['/', '\\']) + 1;
        return new Completion(Paths(workingDirectory, path[..slash], path[slash..], extensions), start + quote + 1 + slash, cursor);
    }

    private static List<CompletionItem> Paths(string workingDirectory, string folder, string name, string[] extensions)
    {
        var items = new List<CompletionItem>();
        var full = Path.GetFullPath(folder, workingDirectory);
        if (extensions.Length == 0 || !Directory.Exists(full)) return items;
        try
        {
            foreach (var entry in new DirectoryInfo(full).EnumerateFileSystemInfos().OrderBy(e => e.Name, StringComparer.Ordinal))
            {
                if (!entry.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase)) continue;
                if (entry is DirectoryInfo) items.Add(new CompletionItem(entry.Name + "/", "folder", ""));
                else if (extensions.Contains(entry.Extension, StringComparer.OrdinalIgnoreCase)) items.Add(new CompletionItem(entry.Name, "file", ""));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What cannot be listed has nothing to offer.
        }

        return items;
    }
}
