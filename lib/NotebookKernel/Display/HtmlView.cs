using System.Text;

namespace NotebookKernel.Display;

/// <summary>Views as HTML: semantic, escaped, and styled by class names alone (<c>nk-…</c>).</summary>
internal static class HtmlView
{
    /// <summary>The markup of a view.</summary>
    public static string Render(View view)
    {
        var html = new StringBuilder();
        if (view is MarkupView markup) return markup.Html;
        html.Append("<div class=\"nk-view\">");
        Append(html, view, nested: false);
        return html.Append("</div>").ToString();
    }

    private static void Append(StringBuilder html, View view, bool nested)
    {
        switch (view)
        {
            case ScalarView scalar:
                html.Append(scalar.IsNumber ? "<span class=\"nk-number\">" : "<span class=\"nk-text\">");
                Text(html, scalar.Text).Append("</span>");
                break;
            case BlockView block when nested && !block.Text.Contains('\n', StringComparison.Ordinal):
                Text(html, block.Text);
                break;
            case BlockView block:
                Text(html.Append("<pre class=\"nk-block\">"), block.Text).Append("</pre>");
                break;
            case MarkupView markup:
                html.Append(markup.Html);
                break;
            case ItemsView items:
                Append(html, items);
                break;
            case FieldsView or GridView when nested:
                Text(html.Append("<details class=\"nk-details\"><summary>"), TextView.Summary(view)).Append("</summary>");
                Append(html, view, nested: false);
                html.Append("</details>");
                break;
            case FieldsView fields:
                Append(html, fields);
                break;
            case GridView grid:
                Append(html, grid);
                break;
        }
    }

    private static void Append(StringBuilder html, ItemsView items)
    {
        html.Append("<span class=\"nk-items\">");
        if (items.Caption is { } caption) Text(html.Append("<span class=\"nk-type\">"), caption).Append("</span> ");
        html.Append(items.Open);
        for (var i = 0; i < items.Items.Count; i++)
        {
            if (i > 0) html.Append(", ");
            Append(html, items.Items[i], nested: true);
        }

        if (items.More is { } more) Text(html.Append(", <span class=\"nk-more\">"), more).Append("</span>");
        html.Append(items.Close).Append("</span>");
    }

    private static void Append(StringBuilder html, FieldsView fields)
    {
        Text(html.Append("<table class=\"nk-table nk-fields\"><caption>"), fields.Caption).Append("</caption><tbody>");
        foreach (var (name, value) in fields.Fields)
        {
            Text(html.Append("<tr><th scope=\"row\">"), name).Append("</th>");
            Cell(html, value);
            html.Append("</tr>");
        }

        html.Append("</tbody></table>");
        More(html, fields.More);
    }

    private static void Append(StringBuilder html, GridView grid)
    {
        Text(html.Append("<table class=\"nk-table\"><caption>"), grid.Caption).Append("</caption>");
        html.Append("<thead><tr><td></td>");
        foreach (var column in grid.Columns) Text(html.Append("<th scope=\"col\">"), column).Append("</th>");
        html.Append("</tr></thead><tbody>");
        foreach (var (head, cells) in grid.Rows)
        {
            Text(html.Append("<tr><th scope=\"row\">"), head).Append("</th>");
            foreach (var cell in cells) Cell(html, cell);
            for (var i = cells.Count; i < grid.Columns.Count; i++) html.Append("<td></td>");
            html.Append("</tr>");
        }

        html.Append("</tbody></table>");
        More(html, grid.More);
    }

    private static void Cell(StringBuilder html, View value)
    {
        if (value is ScalarView scalar)
        {
            Text(html.Append(scalar.IsNumber ? "<td class=\"nk-number\">" : "<td>"), scalar.Text).Append("</td>");
            return;
        }

        html.Append("<td>");
        Append(html, value, nested: true);
        html.Append("</td>");
    }

    private static void More(StringBuilder html, string? more)
    {
        if (more is not null) Text(html.Append("<p class=\"nk-more\">"), more).Append("</p>");
    }

    private static StringBuilder Text(StringBuilder html, string text)
    {
        foreach (var c in text)
        {
            _ = c switch
            {
                '&' => html.Append("&amp;"),
                '<' => html.Append("&lt;"),
                '>' => html.Append("&gt;"),
                '"' => html.Append("&quot;"),
                '\'' => html.Append("&#39;"),
                _ => html.Append(c),
            };
        }

        return html;
    }
}
