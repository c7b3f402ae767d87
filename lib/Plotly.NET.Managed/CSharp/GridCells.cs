using Plotly.NET.LayoutObjects;

namespace Plotly.NET.CSharp;

/// <summary>Puts charts into the cells of a grid.</summary>
internal static class GridCells
{
    /// <summary>
    /// Gives cell <paramref name="index"/> axes (or a scene) of its own number; in a coupled grid its traces take the x axis of the column
    /// and the y axis of the row.
    /// </summary>
    public static GenericChart Place(GenericChart chart, int index, int columns, bool coupled)
    {
        var (row, column) = Math.DivRem(index, columns);
        var layout = chart.Layout;
        if (chart.Traces.Any(trace => trace is Trace3D))
        {
            string scene = PlotlyValues.Id("scene", index + 1);
            var placed = (layout.Member("scene") as Scene ?? new Scene()).Copy()
                .Set("domain", new Domain().Set("row", row).Set("column", column));
            return GenericChart.Of([.. chart.Traces.Select(trace => trace.Copy().Set("scene", scene))], layout.Without("scene").Set(scene, placed), chart.Config);
        }

        string x = PlotlyValues.Id("x", (coupled ? column : index) + 1), y = PlotlyValues.Id("y", (coupled ? row : index) + 1);
        var traces = chart.Traces.Select(trace => trace.Copy().Set("xaxis", x).Set("yaxis", y)).ToArray();
        var axes = layout.Without("xaxis").Without("yaxis");
        foreach (string axis in (string[])["xaxis", "yaxis"])
            axes.Set(PlotlyValues.Id(axis, index + 1), layout.Member(axis) ?? new LinearAxis());
        return GenericChart.Of(traces, axes, chart.Config);
    }

    /// <summary>
    /// Titles above the cells, in the order of the cells. A gap is a fraction of a cell with its gap, as plotly.js lays out its grids.
    /// </summary>
    public static Annotation[] Titles(
        IEnumerable<string> titles, Optional<Font> font, double offset, int rows, int columns, double xGap, double yGap, bool bottomToTop)
    {
        double stepX = 1 / (columns - xGap), stepY = 1 / (rows - yGap);
        return
        [
            .. titles.Take(rows * columns).Select((title, index) =>
            {
                var (row, column) = Math.DivRem(index, columns);
                int fromBottom = bottomToTop ? row : rows - 1 - row;
                return new Annotation()
                    .Set("x", (column + (1 - xGap) / 2) * stepX).Set("xanchor", "center").Set("xref", "paper")
                    .Set("y", (fromBottom + 1 - yGap) * stepY + offset).Set("yanchor", "bottom").Set("yref", "paper")
                    .Set("showarrow", false).Set("text", title).Set("font", font);
            }),
        ];
    }
}
