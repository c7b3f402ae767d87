using System.Text;

namespace NotebookKernel.Display;

/// <summary>Views as plain text.</summary>
internal static class TextView
{
    private const int CellWidth = 40;

    /// <summary>The text of a view, on several lines where it has rows.</summary>
    public static string Render(View view) => view is GridView grid ? Grid(grid) : Inline(view);

    /// <summary>The text of a view on one line, as far as its values are of one line.</summary>
    public static string Inline(View view) => view switch
    {
        ScalarView scalar => scalar.Text,
        BlockView block => block.Text,
        MarkupView markup => markup.Html,
        ItemsView items => $"{(items.Caption is null ? "" : items.Caption + " ")}{items.Open}"
            + Join(items.Items.Select(Inline), items.More) + items.Close,
        FieldsView fields => $"{fields.Caption} {{ {Join(fields.Fields.Select(f => $"{f.Name} = {Inline(f.Value)}"), fields.More)} }}",
        GridView grid => Summary(grid),
        _ => "",
    };

    /// <summary>What stands for a closed table.</summary>
    public static string Summary(View view) => view switch
    {
        GridView grid => grid.Caption,
        FieldsView fields => fields.Caption,
        _ => Inline(view),
    };

    private static string Join(IEnumerable<string> parts, string? more) => string.Join(", ", more is null ? parts : parts.Append(more));

    private static string Grid(GridView grid)
    {
        var rows = grid.Rows.Select(r => r.Cells.Select(c => Clip(Inline(c))).Prepend(Clip(r.Head)).ToArray()).ToList();
        var heads = grid.Columns.Select(Clip).Prepend("").ToArray();
        var numeric = Enumerable.Range(0, heads.Length)
            .Select(j => j > 0 && grid.Rows.Any(r => r.Cells.Count >= j && r.Cells[j - 1] is ScalarView { IsNumber: true }))
            .ToArray();
        var widths = Enumerable.Range(0, heads.Length)
            .Select(j => rows.Where(r => j < r.Length).Select(r => r[j].Length).Append(heads[j].Length).Max())
            .ToArray();
        var text = new StringBuilder(grid.Caption);
        Line(heads);
        foreach (var row in rows) Line(row);
        if (grid.More is { } more) text.Append('\n').Append(more);
        return text.ToString();

        void Line(string[] cells)
        {
            var line = new StringBuilder();
            for (var j = 0; j < cells.Length; j++)
            {
                if (j > 0) line.Append("  ");
                line.Append(numeric[j] ? cells[j].PadLeft(widths[j]) : cells[j].PadRight(widths[j]));
            }

            text.Append('\n').Append(line.ToString().TrimEnd());
        }
    }

    private static string Clip(string text)
    {
        text = text.ReplaceLineEndings(" ");
        return text.Length <= CellWidth ? text : text[..(CellWidth - 1)] + "…";
    }
}
