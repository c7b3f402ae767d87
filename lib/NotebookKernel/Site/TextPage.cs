namespace NotebookKernel.Site;

/// <summary>A page that is no notebook: a title and words.</summary>
internal sealed class TextPage
{
    public TextPage(SitePage source)
    {
        (Slug, Title) = (source.Slug, source.Title);
        var page = new MarkdownPage(url => url);
        var title = page.AddTitle(Title);
        var document = page.Read(source.Markdown);
        Body = $"<main id=\"main\" class=\"index\">\n<h1 id=\"{Html.Encode(title.Id)}\">{title.Html}</h1>\n<div class=\"prose\">\n{MarkdownPage.Render(document, Slug)}</div>\n</main>\n";
        Sections = SearchSection.Read([document], page.Headings);
    }

    public string Slug { get; }

    public string Title { get; }

    public string Address => Html.Address(Slug + ".html");

    /// <summary>The page's content.</summary>
    public string Body { get; }

    /// <summary>What the search looks through.</summary>
    public IReadOnlyList<SearchSection> Sections { get; }
}
