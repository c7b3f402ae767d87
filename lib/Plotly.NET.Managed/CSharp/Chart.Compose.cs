using Plotly.NET.LayoutObjects;

namespace Plotly.NET.CSharp;

public static partial class Chart
{
    /// <summary>All traces in one chart; where layouts differ, the later chart's wins, member by member.</summary>
    public static GenericChart Combine(IEnumerable<GenericChart> gCharts) => GenericChart.combine(gCharts);

    /// <summary>Nothing: an empty cell of a grid.</summary>
    public static GenericChart Invisible()
    {
        static LinearAxis Hidden() => new LinearAxis().Set("showticklabels", false).Set("showline", false).Set("showgrid", false).Set("zeroline", false);
        return GenericChart.Of([new Trace2D(null)], new Layout().Set("xaxis", Hidden()).Set("yaxis", Hidden()), new Config());
    }

    /// <summary>Charts in rows and columns, row by row, each with axes of its own.</summary>
    /// <exception cref="ArgumentException">There are more charts than cells.</exception>
    public static GenericChart Grid(
        IEnumerable<GenericChart> gCharts, int nRows, int nCols, Optional<IEnumerable<string>> SubPlotTitles = default,
        Optional<Font> SubPlotTitleFont = default, Optional<double> SubPlotTitleOffset = default,
        Optional<Tuple<StyleParam.LinearAxisId, StyleParam.LinearAxisId>[][]> SubPlots = default,
        Optional<StyleParam.LinearAxisId[]> XAxes = default, Optional<StyleParam.LinearAxisId[]> YAxes = default,
        Optional<StyleParam.LayoutGridRowOrder> RowOrder = default, Optional<StyleParam.LayoutGridPattern> Pattern = default,
        Optional<double> XGap = default, Optional<double> YGap = default, Optional<Domain> Domain = default,
        Optional<StyleParam.LayoutGridXSide> XSide = default, Optional<StyleParam.LayoutGridYSide> YSide = default)
    {
        var charts = gCharts.ToArray();
        if (charts.Length > (long)nRows * nCols)
            throw new ArgumentException($"{charts.Length} charts do not fit into {nRows} x {nCols} cells.", nameof(gCharts));

        var pattern = Pattern.Or(StyleParam.LayoutGridPattern.Independent);
        var rowOrder = RowOrder.Or(StyleParam.LayoutGridRowOrder.TopToBottom);
        var grid = new LayoutGrid()
            .Set("rows", nRows).Set("columns", nCols).Set("subplots", SubPlots).Set("xaxes", XAxes).Set("yaxes", YAxes)
            .Set("roworder", rowOrder).Set("pattern", pattern).Set("xgap", XGap).Set("ygap", YGap)
            .Set("domain", Domain).Set("xside", XSide).Set("yside", YSide);

        bool coupled = ReferenceEquals(pattern, StyleParam.LayoutGridPattern.Coupled);
        var cells = charts.Select((chart, i) => GridCells.Place(chart, i, nCols, coupled));
        var titles = GridCells.Titles(
            SubPlotTitles.Or([]), SubPlotTitleFont, SubPlotTitleOffset.Or(0), nRows, nCols,
            XGap.Or(coupled ? 0.1 : 0.2), YGap.Or(coupled ? 0.1 : 0.3), ReferenceEquals(rowOrder, StyleParam.LayoutGridRowOrder.BottomToTop));
        return GenericChart.combine(cells).AddLayout(new Layout().Set("annotations", titles).Set("grid", grid));
    }

    /// <summary>Charts below each other: a grid of one column.</summary>
    public static GenericChart SingleStack(
        IEnumerable<GenericChart> gCharts, Optional<IEnumerable<string>> SubPlotTitles = default, Optional<Font> SubPlotTitleFont = default,
        Optional<double> SubPlotTitleOffset = default, Optional<Tuple<StyleParam.LinearAxisId, StyleParam.LinearAxisId>[][]> SubPlots = default,
        Optional<StyleParam.LinearAxisId[]> XAxes = default, Optional<StyleParam.LinearAxisId[]> YAxes = default,
        Optional<StyleParam.LayoutGridRowOrder> RowOrder = default, Optional<StyleParam.LayoutGridPattern> Pattern = default,
        Optional<double> XGap = default, Optional<double> YGap = default, Optional<Domain> Domain = default,
        Optional<StyleParam.LayoutGridXSide> XSide = default, Optional<StyleParam.LayoutGridYSide> YSide = default)
    {
        var charts = gCharts.ToArray();
        return Grid(
            charts, charts.Length, 1, SubPlotTitles, SubPlotTitleFont, SubPlotTitleOffset, SubPlots, XAxes, YAxes, RowOrder,
            Pattern, XGap, YGap, Domain, XSide, YSide);
    }
}
