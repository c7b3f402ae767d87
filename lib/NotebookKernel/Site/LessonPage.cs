using System.Globalization;
using System.Text;
using NotebookKernel.Notebooks;

namespace NotebookKernel.Site;

/// <summary>The page of one notebook: contents at the side, the cells, and at the foot the notebook itself and the neighbours.</summary>
internal static class LessonPage
{
    /// <param name="lessons">All lessons, in the order of reading.</param>
    /// <param name="index">Which of them.</param>
    public static string Body(IReadOnlyList<Lesson> lessons, int index)
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
        AppendNeighbours(body, lessons, index);
        return body.Append("</footer>\n</main>\n</div>\n").ToString();
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

    private static void AppendNeighbours(StringBuilder body, IReadOnlyList<Lesson> lessons, int index)
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
}
