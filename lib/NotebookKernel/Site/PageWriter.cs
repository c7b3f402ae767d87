using System.Globalization;
using System.Text;
using NotebookKernel.Notebooks;

namespace NotebookKernel.Site;

/// <summary>The site's pages as HTML.</summary>
internal sealed class PageWriter(SiteOptions options, ScriptAssets scripts, IReadOnlyList<Lesson> lessons)
{
    /// <summary>Whether a page written so far has formulas.</summary>
    public bool AnyFormulas { get; private set; }

    /// <summary>Whether a page written so far has charts.</summary>
    public bool AnyCharts { get; private set; }

    /// <summary>The page that leads to all others.</summary>
    public string Index()
    {
        var body = new StringBuilder();
        body.Append("<main id=\"main\" class=\"index\">\n<h1>").Append(Html.Encode(options.Title)).Append("</h1>\n");
        if (options.Introduction.Length > 0)
        {
            var page = new MarkdownPage(url => url);
            page.AddTitle(options.Title);
            body.Append("<div class=\"intro\">").Append(MarkdownPage.Render(page.Read(options.Introduction), "intro")).Append("</div>\n");
        }

        body.Append("<ol class=\"lessons\">\n");
        foreach (var lesson in lessons)
        {
            body.Append($"<li><p class=\"number\">{lesson.Number}");
            if (lesson.Minutes is { } minutes)
                body.Append($"<span>{minutes} min</span>");
            body.Append($"</p>\n<div><h2><a href=\"{lesson.PageAddress}\">{lesson.Title.Html}</a></h2>\n{lesson.LeadHtml}");
            if (lesson.FailedCell is { } cell)
                body.Append($"<p><a class=\"failed\" href=\"{lesson.PageAddress}#cell-{cell}\">failed in cell {cell}</a></p>\n");
            body.Append("</div></li>\n");
        }

        body.Append("</ol>\n</main>\n");
        return Page(options.Title, body.ToString(), home: true);
    }

    /// <summary>The page of one notebook.</summary>
    /// <param name="index">Its place in the order of reading.</param>
    public string Lesson(int index)
    {
        var lesson = lessons[index];
        var body = new StringBuilder("<div class=\"columns\">\n");
        AppendContents(body, lesson);
        body.Append("<main id=\"main\">\n<article>\n");
        if (lesson.OwnTitle is { } title)
            body.Append($"<h1 id=\"{Html.Encode(title.Id)}\">{title.Html}</h1>\n");
        if (lesson.FailedCell is { } failed)
            body.Append($"<p class=\"error\" role=\"status\">This run failed in <a href=\"#cell-{failed}\">cell {failed}</a>; what comes after it may be missing.</p>\n");
        var number = 0;
        foreach (var cell in lesson.Source.Notebook.Cells)
        {
            if (cell.Kind == CellKind.Markdown)
                body.Append(cell.HasTag("exercise") ? "<section class=\"prose exercise\">\n" : "<section class=\"prose\">\n").Append(lesson.Text(cell)).Append("</section>\n");
            else if (cell.Kind == CellKind.Code)
                CellCode.Append(body, cell, ++number);
        }

        body.Append("</article>\n<footer class=\"end\">\n").Append($"<p><a href=\"{lesson.CopyAddress}\" download>Download this notebook</a> with its outputs");
        if (lesson.Source.Elapsed is { } elapsed)
            body.Append(CultureInfo.InvariantCulture, $"; it ran in {elapsed.TotalSeconds:0.0} s");
        body.Append(".</p>\n");
        AppendNeighbours(body, index);
        body.Append("</footer>\n</main>\n</div>\n");
        return Page($"{lesson.Title.Text} · {options.Title}", body.ToString(), home: false);
    }

    private static void AppendContents(StringBuilder body, Lesson lesson)
    {
        var headings = lesson.Headings.Where(h => h.Level is 2 or 3).ToList();
        if (headings.Count == 0)
            return;
        body.Append("<nav id=\"contents\" aria-label=\"On this page\">\n<details open><summary>On this page</summary>\n<ol>\n");
        var nested = false;
        for (var i = 0; i < headings.Count; i++)
        {
            body.Append($"<li><a href=\"#{Html.Encode(headings[i].Id)}\">{headings[i].Html}</a>");
            var next = i + 1 < headings.Count ? headings[i + 1].Level : 2;
            if (next > headings[i].Level && !nested)
            {
                body.Append("\n<ol>\n");
                nested = true;
            }
            else
            {
                body.Append("</li>\n");
                if (next < headings[i].Level && nested)
                {
                    body.Append("</ol></li>\n");
                    nested = false;
                }
            }
        }

        body.Append("</ol>\n</details>\n</nav>\n");
    }

    private void AppendNeighbours(StringBuilder body, int index)
    {
        if (lessons.Count < 2)
            return;
        body.Append("<nav class=\"neighbours\" aria-label=\"Lessons\">\n");
        if (index > 0)
            body.Append($"<a rel=\"prev\" href=\"{lessons[index - 1].PageAddress}\"><span class=\"way\">Previous</span> {lessons[index - 1].Title.Html}</a>\n");
        if (index + 1 < lessons.Count)
            body.Append($"<a rel=\"next\" href=\"{lessons[index + 1].PageAddress}\"><span class=\"way\">Next</span> {lessons[index + 1].Title.Html}</a>\n");
        body.Append("</nav>\n");
    }

    private string Page(string title, string body, bool home)
    {
        var formulas = body.Contains("class=\"math", StringComparison.Ordinal);
        var charts = body.Contains("<figure class=\"chart\">", StringComparison.Ordinal);
        AnyFormulas |= formulas;
        AnyCharts |= charts;
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
            {scripts.Head(formulas, charts)}</head>
            <body>
            <a class="skip" href="#main">Skip to the text</a>
            {(home ? "" : $"<header class=\"top\"><a href=\"index.html\">{Html.Encode(options.Title)}</a></header>\n")}{body}</body>
            </html>

            """;
    }
}
