namespace NotebookKernel.Site;

/// <summary>What all pages of the site have around their content.</summary>
internal sealed class PageFrame(SiteOptions options, ScriptAssets scripts)
{
    /// <summary>Whether a page written so far has formulas.</summary>
    public bool AnyFormulas { get; private set; }

    /// <summary>Whether a page written so far has charts.</summary>
    public bool AnyCharts { get; private set; }

    /// <summary>The page that leads to all others.</summary>
    public string Home(string body) => Page(options.Title, body, null, lesson: null);

    /// <summary>A page of words.</summary>
    public string Words(string title, string body, string address) => Page($"{title} · {options.Title}", body, address, lesson: null);

    /// <summary>The page of a notebook.</summary>
    public string Lesson(Lesson lesson, string body) => Page($"{lesson.Title.Text} · {options.Title}", body, lesson.PageAddress, lesson);

    private string Page(string title, string body, string? address, Lesson? lesson)
    {
        var formulas = body.Contains("class=\"math", StringComparison.Ordinal);
        var charts = body.Contains("<figure class=\"chart\">", StringComparison.Ordinal);
        AnyFormulas |= formulas;
        AnyCharts |= charts;
        var home = address is null ? "" : $"<a href=\"index.html\">{Html.Encode(options.Title)}</a>\n";
        var pages = string.Concat(options.Pages.Select(page =>
        {
            var target = Html.Address(page.Slug + ".html");
            return $"<a href=\"{target}\"{(target == address ? " aria-current=\"page\"" : "")}>{Html.Encode(page.Title)}</a>\n";
        }));
        var copy = lesson is null ? "" : $"<a href=\"{lesson.CopyAddress}\" download>Notebook</a>\n";
        return $"""
            <!DOCTYPE html>
            <html lang="{Html.Encode(options.Language)}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{Html.Encode(title)}</title>
            <link rel="icon" href="data:,">
            <link rel="stylesheet" href="assets/site.css">
            {scripts.Head(formulas, charts, lesson is not null)}</head>
            <body>
            <a class="skip" href="#main">Skip to the text</a>
            <header class="top">
            {home}<nav aria-label="Course">
            {pages}{copy}</nav>
            </header>
            {body}</body>
            </html>

            """;
    }
}
