using MathNet.Numerics.LinearAlgebra;
using Plotly.NET;
using Plotly.NET.CSharp;
using Plotly.NET.LayoutObjects;
using Chart = Plotly.NET.CSharp.Chart;

namespace Course.Plots;

public static partial class Plot
{
    /// <summary>Maps of the same samples side by side, coloured by class or by a quantity.</summary>
    /// <remarks>
    /// The axes bear no numbers: turned, mirrored or stretched as a whole, a map says the same. One unit is as long along both axes. Coordinates are
    /// rounded to a ten-thousandth of the map's width, which no screen shows and which keeps pages small.
    /// </remarks>
    /// <param name="maps">Name and points of each map; the points are n x 2, one sample a row, in the same order in all.</param>
    /// <param name="title">What is shown.</param>
    /// <param name="labels">Class of each sample, length n; default none.</param>
    /// <param name="classNames">Name of class 0, 1, ...; default <c>class 0</c> and so on.</param>
    /// <param name="values">A quantity of each sample to colour it by, length n, instead of classes; default none.</param>
    /// <param name="valueLabel">Name of the quantity, with its unit; needed with <paramref name="values"/>.</param>
    /// <param name="columns">Maps side by side; default 2.</param>
    /// <param name="altText">What the plot shows; default says only which maps of how many samples.</param>
    /// <param name="caption">A line below; default none.</param>
    /// <exception cref="ArgumentException">There is no map, one is not n x 2 or not finite, or labels or values do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="columns"/> is less than 1.</exception>
    public static Figure Embeddings(
        IReadOnlyList<(string Name, Matrix<double> Points)> maps, string title, int[]? labels = null, IReadOnlyList<string>? classNames = null,
        Vector<double>? values = null, string? valueLabel = null, int columns = 2, string? altText = null, string? caption = null)
    {
        ArgumentNullException.ThrowIfNull(maps);
        Guard.Count(maps.Count, 1, nameof(maps), "maps");
        Guard.Count(columns, 1, nameof(columns), "maps side by side");
        int n = 0;
        for (int m = 0; m < maps.Count; m++)
        {
            string name = Guard.Text($"maps[{m}]");
            Guard.Features(maps[m].Points, 2, name);
            n = m == 0 ? maps[0].Points.RowCount : n;
            Guard.OnePerSample(maps[m].Points.RowCount, n, name, "maps[0]");
        }

        var colours = Colouring.Of(labels, classNames, values, valueLabel, n, "maps[0]");
        columns = Math.Min(columns, maps.Count);
        int rows = (maps.Count + columns - 1) / columns;
        var cells = maps.Select((map, m) => Dots(map.Points, colours, legend: m == 0, small: columns > 1));
        var chart = maps.Count == 1 ? cells.Single() : Chart.Grid(cells, rows, columns, XGap: 0.06, YGap: 0.16);
        for (int m = 0; m < maps.Count; m++)
        {
            var points = maps[m].Points;
            double side = 1.1 * Math.Max(Width(points.Column(0)), Width(points.Column(1)));
            chart = chart
                .WithXAxis(Bare(points.Column(0), side).Also(x => x.SetValue("title", Title.init(maps[m].Name))), StyleParam.SubPlotId.NewXAxis(m + 1))
                .WithYAxis(
                    Bare(points.Column(1), side).Also(y => y.SetValue("scaleanchor", StyleParam.ScaleAnchor.NewX(m + 1))), StyleParam.SubPlotId.NewYAxis(m + 1));
        }

        // Square cells on a page 640 pixels wide.
        return chart.WithCourseTheme(title, 90 + rows * (maps.Count == 1 ? 400 : Math.Max(190, 660 / columns)))
            .WithMarginSize<int, int, int, int, int, bool>(Left: 12, Right: 12, Bottom: 36)
            .ToFigure(
                altText ?? $"{(maps.Count == 1 ? "Map" : "Maps")} of {Samples(n)}: {string.Join(", ", maps.Select(map => map.Name))}." + colours.InWords(),
                caption);
    }

    private static double Width(Vector<double> values) => values.Maximum() - values.Minimum();

    // A frame without numbers, as wide as it is high on every page.
    private static LinearAxis Bare(Vector<double> values, double side)
    {
        double centre = (values.Minimum() + values.Maximum()) / 2;
        return LinearAxis.init<double, double, double, double, double, string, string, string>(
            ShowTickLabels: false, Ticks: StyleParam.TickOptions.Empty, ZeroLine: false, ShowGrid: false, ShowLine: true, Mirror: StyleParam.Mirror.True,
            Constrain: StyleParam.AxisConstraint.Domain,
            Range: side > 0 ? StyleParam.Range.ofMinMax(centre - side / 2, centre + side / 2) : StyleParam.Range.ofMinMax(centre - 1, centre + 1));
    }

    private static GenericChart Dots(Matrix<double> points, Colouring colours, bool legend, bool small)
    {
        var (x, y) = (points.Column(0), points.Column(1));
        double width = Math.Max(Width(x), Width(y));
        (x, y) = (Rounded(x, width), Rounded(y, width));
        int size = points.RowCount > 1000 ? small ? 3 : 5 : small ? 5 : 7;
        return Chart.Combine(colours.Groups.Select((group, k) => Chart.Point<double, double, string>(
            ClassLabels.Pick(x, group.Rows), ClassLabels.Pick(y, group.Rows), Name: group.Name ?? "samples", ShowLegend: legend && group.Name is not null,
            Marker: colours.Marker(k, size, legend), UseDefaults: false)
            .Also(chart => chart.GetTraces()[0].SetValue("legendgroup", group.Name ?? "samples"))));
    }

    /// <summary>Values as decimals with no more digits than a picture of this width can show.</summary>
    internal static Vector<double> Rounded(Vector<double> values, double width)
    {
        int digits = width > 0 ? Math.Clamp(4 - (int)Math.Floor(Math.Log10(width)), 0, 15) : 15;
        return values.Map(value => Math.Round(value, digits), Zeros.Include);
    }
}
