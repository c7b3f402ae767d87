using System.Globalization;
using System.Text.RegularExpressions;
using Markdig.Syntax;
using NotebookKernel.Notebooks;

namespace NotebookKernel.Site;

/// <summary>What the site says of a notebook before its page is opened: title, first words, headings, outcome.</summary>
internal sealed partial class Lesson
{
    private readonly Dictionary<NotebookCell, MarkdownDocument> _texts = [];
    private readonly Dictionary<NotebookCell, string> _rendered;

    /// <param name="source">The notebook.</param>
    /// <param name="slug">The name of its page, without extension.</param>
    /// <param name="link">Where its links lead in the site.</param>
    public Lesson(SiteNotebook source, string slug, Func<Lesson, string, string> link)
    {
        (Source, Slug) = (source, slug);
        var page = new MarkdownPage(url => link(this, url));
        var cells = source.Notebook.Cells;
        var name = Path.GetFileNameWithoutExtension(source.Notebook.Path);
        if (!MarkdownPage.StartsWithHeading(cells.FirstOrDefault(c => c.Kind == CellKind.Markdown)?.Source ?? ""))
            OwnTitle = page.AddTitle(name);
        foreach (var cell in cells.Where(c => c.Kind == CellKind.Markdown))
            _texts[cell] = page.Read(cell.Source, url => url.StartsWith("attachment:", StringComparison.Ordinal) ? Attachment(cell, url) : link(this, url));

        Headings = page.Headings;
        Title = Headings[0];
        Sections = SearchSection.Read(cells, _texts, Headings);
        Number = LeadingNumber().Match(name) is { Success: true } number ? number.Value : null;
        _rendered = cells.Index().Where(c => c.Item.Kind == CellKind.Markdown).ToDictionary(c => c.Item, c => MarkdownPage.Render(
            _texts[c.Item], "text-" + (c.Index + 1).ToString(CultureInfo.InvariantCulture)));
        Minutes = Opening().OfType<ParagraphBlock>().Select(p => MinutesText().Match(InlineText.Plain(p.Inline)))
            .FirstOrDefault(m => m.Success)?.Groups[1].Value;
        LeadHtml = string.Concat(Lead().Select(MarkdownPage.RenderExcerpt));
        var failed = cells.Where(c => c.Kind == CellKind.Code).Index().FirstOrDefault(c => c.Item.Outputs.Any(o => o is ErrorOutput));
        FailedCell = failed.Item is null ? null : failed.Index + 1;
    }

    public SiteNotebook Source { get; }

    public string Slug { get; }

    public string PageAddress => Html.Address(Slug + ".html");

    public string CopyAddress => Html.Address("notebooks", Slug + ".ipynb");

    /// <summary>The page's h1.</summary>
    public Heading Title { get; }

    /// <summary>The title made from the file's name, if the notebook does not begin with a heading.</summary>
    public Heading? OwnTitle { get; }

    /// <summary>All headings of the page, the title first.</summary>
    public IReadOnlyList<Heading> Headings { get; }

    /// <summary>What the search looks through.</summary>
    public IReadOnlyList<SearchSection> Sections { get; }

    /// <summary>The number that the file's name begins with, such as 03.</summary>
    public string? Number { get; }

    /// <summary>The paragraph below the title.</summary>
    public string LeadHtml { get; }

    /// <summary>The minutes that the first words speak of.</summary>
    public string? Minutes { get; }

    /// <summary>The first code cell with an error, from 1.</summary>
    public int? FailedCell { get; }

    /// <summary>A Markdown cell as HTML.</summary>
    public string Text(NotebookCell cell) => _rendered[cell];

    /// <summary>All blocks below the title, up to the next heading.</summary>
    private IEnumerable<Block> Opening() => _texts.Values.SelectMany(text => text).SkipWhile(block => OwnTitle is null && block is HeadingBlock { Level: 1 })
        .TakeWhile(block => block is not HeadingBlock);

    /// <summary>The first words below the title: a paragraph, and the list that it announces.</summary>
    private IEnumerable<Block> Lead()
    {
        using var blocks = Opening().SkipWhile(block => block is not ParagraphBlock).GetEnumerator();
        if (!blocks.MoveNext())
            yield break;
        yield return blocks.Current;
        if (InlineText.Plain(((ParagraphBlock)blocks.Current).Inline).EndsWith(':') && blocks.MoveNext() && blocks.Current is ListBlock)
            yield return blocks.Current;
    }

    /// <summary>A picture pasted into the cell, inside the page.</summary>
    private static string Attachment(NotebookCell cell, string url)
    {
        var name = Uri.UnescapeDataString(url["attachment:".Length..]);
        if (cell.Attachments.ValueKind == System.Text.Json.JsonValueKind.Object && cell.Attachments.TryGetProperty(name, out var picture)
            && picture.ValueKind == System.Text.Json.JsonValueKind.Object)
        {
            foreach (var type in picture.EnumerateObject().Where(t => t.Name.StartsWith("image/", StringComparison.Ordinal)))
                return $"data:{type.Name};base64,{type.Value.GetString()?.Replace("\n", "", StringComparison.Ordinal)}";
        }

        return url;
    }

    [GeneratedRegex(@"^\d+")]
    private static partial Regex LeadingNumber();

    [GeneratedRegex(@"\b(\d+)\s*min(?:utes?)?\b")]
    private static partial Regex MinutesText();
}
