using System.Text;
using Markdig.Syntax;
using NotebookKernel.Notebooks;

namespace NotebookKernel.Site;

/// <summary>A heading of a page and the words below it, up to the next heading.</summary>
/// <param name="Id">The heading's anchor.</param>
/// <param name="Heading">Its text.</param>
/// <param name="Text">What is said below it, in texts and captions, on one line.</param>
internal sealed record SearchSection(string Id, string Heading, string Text)
{
    /// <summary>The sections of a notebook.</summary>
    /// <param name="cells">Its cells.</param>
    /// <param name="texts">Its Markdown cells, read.</param>
    /// <param name="headings">The page's headings, the title first.</param>
    public static IReadOnlyList<SearchSection> Read(
        IReadOnlyList<NotebookCell> cells, IReadOnlyDictionary<NotebookCell, MarkdownDocument> texts, IReadOnlyList<Heading> headings) =>
        Read(cells.SelectMany(cell => texts.TryGetValue(cell, out var text) ? Blocks(text) : Charts(cell)), headings);

    /// <summary>The sections of a text.</summary>
    public static IReadOnlyList<SearchSection> Read(MarkdownDocument text, IReadOnlyList<Heading> headings) => Read(Blocks(text), headings);

    private static List<SearchSection> Read(IEnumerable<(bool IsHeading, string Words)> parts, IReadOnlyList<Heading> headings)
    {
        var blocks = parts.ToList();

        // The first heading is the title, unless the title was made from the file's name.
        var titleIsWritten = blocks.Count(block => block.IsHeading) == headings.Count;
        var sections = new List<SearchSection>();
        var (heading, text) = (titleIsWritten ? "" : headings[0].Text, new StringBuilder());
        foreach (var (isHeading, words) in blocks)
        {
            if (isHeading && heading.Length == 0)
            {
                heading = words;
            }
            else if (isHeading)
            {
                sections.Add(new SearchSection(headings[sections.Count].Id, heading, text.ToString()));
                heading = words;
                text.Clear();
            }
            else if (words.Length > 0)
            {
                text.Append(text.Length == 0 ? "" : " ").Append(words);
            }
        }

        sections.Add(new SearchSection(headings[sections.Count].Id, heading, text.ToString()));
        return sections;
    }

    private static IEnumerable<(bool IsHeading, string Words)> Blocks(MarkdownDocument text) =>
        text.Descendants<LeafBlock>().Select(block => (block is HeadingBlock, InlineText.Prose(block.Inline)));

    private static IEnumerable<(bool IsHeading, string Words)> Charts(NotebookCell cell) => cell.Outputs
        .Select(output => output switch { DisplayOutput display => display.Data, ResultOutput result => result.Data, _ => null })
        .Select(bundle => (false, bundle is not null && bundle.Data.TryGetValue(MimeTypes.PlotlyJson, out var json) ? Figure.Words(json) : ""));
}
