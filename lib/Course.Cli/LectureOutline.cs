using System.Text.Json;

namespace Course.Cli;

/// <summary>Which sections of the lectures a lesson covers, from <c>outline.json</c> in the notebook's folder.</summary>
internal static class LectureOutline
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    /// <summary>
    /// A line for each lecture, or for several that share sections: its name, then the sections. Empty where the folder has no outline.
    /// </summary>
    /// <param name="notebook">The notebook's path.</param>
    /// <exception cref="IOException">The outline is there, and not to be read.</exception>
    public static IReadOnlyList<string> Sections(string notebook)
    {
        var file = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(notebook))!, "outline.json");
        if (!File.Exists(file))
            return [];
        try
        {
            var rows = JsonSerializer.Deserialize<Row[]>(File.ReadAllText(file), Web) ?? [];
            return [.. rows.Where(row => row.Notebook == Path.GetFileName(notebook))
                .GroupBy(row => string.Join(" and ", row.Lecture))
                .Select(group => $"{char.ToUpperInvariant(group.Key[0])}{group.Key[1..]}: {string.Join("; ", group.Select(row => row.Section))}.")];
        }
        catch (JsonException e)
        {
            throw new IOException($"{file} is no outline: {e.Message}", e);
        }
    }

    /// <param name="Section">The section's title in the lecture.</param>
    /// <param name="Lecture">The lectures that have it.</param>
    /// <param name="Notebook">The file that covers it.</param>
    private sealed record Row(string Section, string[] Lecture, string Notebook);
}
