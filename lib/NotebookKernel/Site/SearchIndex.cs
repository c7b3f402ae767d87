using System.Text.Encodings.Web;
using System.Text.Json;

namespace NotebookKernel.Site;

/// <summary>What the pages' search looks through: a script, because a page that was opened as a file may load nothing else.</summary>
internal static class SearchIndex
{
    public const string FileName = "search-index.js";

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The script: for each page its address, its title (its first heading), and for each section the anchor, the heading and the text.</summary>
    public static string Script(IEnumerable<(string Address, IReadOnlyList<SearchSection> Sections)> pages)
    {
        object[] index = [.. pages.Select(page => new object[]
        {
            page.Address, page.Sections[0].Heading, page.Sections.Select(section => new[] { section.Id, section.Heading, section.Text }),
        })];
        return $"window.searchIndex = {JsonSerializer.Serialize(index, Plain)};\n";
    }
}
