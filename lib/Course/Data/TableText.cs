using System.Globalization;
using System.Net;
using System.Text;

namespace Course.Data;

/// <summary>The two forms in which a table is shown: aligned text and HTML.</summary>
internal static class TableText
{
    private const int MostRows = 20, EdgeRows = 5;
    private const int MostColumns = 20, EdgeColumns = 10;
    private const int Digits = 6, FewestDecimals = 4;

    /// <summary>Columns aligned to the right under their names, row names to the left.</summary>
    public static string Plain(Table table)
    {
        var (rows, columns, cells, names) = Shown(table);
        var widths = new int[columns.Count];
        for (var j = 0; j < widths.Length; j++)
            widths[j] = Math.Max(ColumnName(table, columns[j]).Length, cells.Max(row => row[j].Length));
        var nameWidth = names.Max(name => name.Length);
        var text = new StringBuilder().Append(' ', nameWidth);
        for (var j = 0; j < widths.Length; j++)
            text.Append("  ").Append(ColumnName(table, columns[j]).PadLeft(widths[j]));
        for (var i = 0; i < cells.Count; i++)
        {
            text.Append('\n').Append(table.RowNames is null ? names[i].PadLeft(nameWidth) : names[i].PadRight(nameWidth));
            for (var j = 0; j < widths.Length; j++)
                text.Append("  ").Append(cells[i][j].PadLeft(widths[j]));
        }
        if (rows.Contains(null) || columns.Contains(null))
            text.Append('\n').Append(Size(table));
        return text.ToString();
    }

    /// <summary>A table element with header cells that say what they head, for the eye and for a screen reader.</summary>
    public static void Html(Table table, TextWriter writer)
    {
        var (rows, columns, cells, names) = Shown(table);
        writer.Write("<table class=\"course-table\">");
        if (rows.Contains(null) || columns.Contains(null))
            Cell(writer, "<caption>", Size(table), "</caption>");
        writer.Write("<thead><tr><td></td>");
        foreach (var column in columns)
            Cell(writer, "<th scope=\"col\" style=\"text-align:right\">", ColumnName(table, column), "</th>");
        writer.Write("</tr></thead><tbody>");
        for (var i = 0; i < cells.Count; i++)
        {
            writer.Write("<tr>");
            Cell(writer, "<th scope=\"row\">", names[i], "</th>");
            foreach (var cell in cells[i])
                Cell(writer, "<td style=\"text-align:right\">", cell, "</td>");
            writer.Write("</tr>");
        }
        writer.Write("</tbody></table>");
    }

    private static void Cell(TextWriter writer, string open, string text, string close)
    {
        writer.Write(open);
        writer.Write(WebUtility.HtmlEncode(text));
        writer.Write(close);
    }

    private static string Size(Table table) => Guard.Text($"{table.RowCount} rows × {table.ColumnCount} columns");

    private static string ColumnName(Table table, int? column) => column is { } j ? table.ColumnNames[j] : "…";

    // Null stands for the rows or columns left out.
    private static (List<int?> Rows, List<int?> Columns, List<string[]> Cells, List<string> Names) Shown(Table table)
    {
        var rows = Indices(table.RowCount, MostRows, EdgeRows);
        var columns = Indices(table.ColumnCount, MostColumns, EdgeColumns);
        var formats = columns.ConvertAll(column => column is { } j ? Format(rows, i => table.Values[i, j]) : "");
        var cells = new List<string[]>();
        var names = new List<string>();
        foreach (var row in rows)
        {
            var cell = new string[columns.Count];
            for (var k = 0; k < cell.Length; k++)
                cell[k] = row is { } i && columns[k] is { } j ? Number(table.Values[i, j], formats[k]) : "…";
            cells.Add(cell);
            names.Add(row is not { } r ? "…" : table.RowNames is { } given ? given[r] : Guard.Text($"{table.FirstRow + r}"));
        }
        return (rows, columns, cells, names);
    }

    private static List<int?> Indices(int count, int most, int edge)
    {
        var all = Enumerable.Range(0, count).Select(i => (int?)i).ToList();
        if (count <= most)
            return all;
        return [.. all[..edge], null, .. all[^edge..]];
    }

    // One format a column, so that points stand under points: whole numbers, decimals, or powers of ten where decimals would hide digits.
    private static string Format(List<int?> rows, Func<int, double> value)
    {
        double largest = 0, smallest = double.PositiveInfinity;
        var whole = true;
        foreach (var row in rows)
        {
            if (row is not { } i || !double.IsFinite(value(i)))
                continue;
            var size = Math.Abs(value(i));
            whole &= size == Math.Floor(size);
            largest = Math.Max(largest, size);
            if (size > 0)
                smallest = Math.Min(smallest, size);
        }
        if (whole && largest < 1e15)
            return "F0";
        if (largest >= 1e9 || largest < 1e-3)
            return "0.00000e+00";
        var decimals = Math.Max(FewestDecimals, Digits - 1 - (int)Math.Floor(Math.Log10(largest)));
        // Values far smaller than the largest may be rounding or may matter: four more decimals let them show.
        return Guard.Text($"F{(smallest < Math.Pow(10, -decimals) ? decimals + 4 : decimals)}");
    }

    private static string Number(double value, string format)
    {
        if (double.IsNaN(value))
            return "NaN";
        if (double.IsInfinity(value))
            return value > 0 ? "∞" : "−∞";
        var text = value.ToString(format, CultureInfo.InvariantCulture);
        // What rounds to zero is shown without a sign.
        return text[0] == '-' && !text.AsSpan().ContainsAnyInRange('1', '9') ? text[1..] : text;
    }
}
