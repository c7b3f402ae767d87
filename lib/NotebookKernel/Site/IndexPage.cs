using System.Text;

namespace NotebookKernel.Site;

/// <summary>The first page: the lessons, each with its first words, its length and its sections.</summary>
internal static class IndexPage
{
    public static string Body(SiteOptions options, IReadOnlyList<Lesson> lessons)
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
            Append(body, lesson);
        body.Append("</ol>\n</main>\n");
        return body.ToString();
    }

    private static void Append(StringBuilder body, Lesson lesson)
    {
        body.Append($"<li><p class=\"number\">{lesson.Number}");
        if (lesson.Minutes is { } minutes)
            body.Append($"<span>{minutes} min</span>");
        body.Append($"</p>\n<div><h2><a href=\"{lesson.PageAddress}\">{lesson.Title.Html}</a></h2>\n{lesson.LeadHtml}");
        foreach (var line in lesson.Source.Covers)
            body.Append($"<p class=\"covers\">{Html.Encode(line)}</p>\n");
        if (lesson.FailedCell is { } cell)
            body.Append($"<p><a class=\"failed\" href=\"{lesson.PageAddress}#cell-{cell}\">failed in cell {cell}</a></p>\n");

        var sections = lesson.Headings.Where(h => h.Level == 2).ToList();
        if (sections.Count > 0)
        {
            body.Append($"<details><summary aria-label=\"Sections of {Html.Encode(lesson.Title.Text)}\">Sections</summary>\n<ol>\n");
            foreach (var section in sections)
                body.Append($"<li><a href=\"{lesson.PageAddress}#{Html.Encode(section.Id)}\">{section.Html}</a></li>\n");
            body.Append("</ol>\n</details>\n");
        }

        body.Append("</div></li>\n");
    }
}
