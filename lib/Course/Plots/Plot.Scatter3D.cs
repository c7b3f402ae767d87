using Course.Decomposition;
using MathNet.Numerics.LinearAlgebra;
using Plotly.NET;
using Plotly.NET.CSharp;
using Plotly.NET.LayoutObjects;
using Chart = Plotly.NET.CSharp.Chart;

namespace Course.Plots;

public static partial class Plot
{
    /// <summary>Three features of each sample as a point in space, to be turned with the mouse; coloured by class or by a quantity.</summary>
    /// <param name="x">n x 3, one sample a row.</param>
    /// <param name="features">Name of each feature, with its unit, length 3.</param>
    /// <param name="title">What is shown.</param>
    /// <param name="labels">Class of each sample, length n; default none.</param>
    /// <param name="classNames">Name of class 0, 1, ...; default <c>class 0</c> and so on.</param>
    /// <param name="values">A quantity of each sample to colour it by, length n, instead of classes; default none.</param>
    /// <param name="valueLabel">Name of the quantity, with its unit; needed with <paramref name="values"/>.</param>
    /// <param name="plane">
    /// A fit of three features, of whose first two components the plane is drawn, and each sample's distance from it; default none.
    /// </param>
    /// <param name="eye">Where one looks from, in units of the box's half width; default in front of the first two axes and a little above.</param>
    /// <param name="altText">What the plot shows; default composed from the data.</param>
    /// <param name="caption">A line below; default none.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="x"/> is not n x 3 or not finite, names, labels or values do not fit, or <paramref name="plane"/> has not two components
    /// of three features.
    /// </exception>
    /// <exception cref="InvalidOperationException"><paramref name="plane"/> is not fitted.</exception>
    public static Figure Scatter3D(
        Matrix<double> x, IReadOnlyList<string> features, string title, int[]? labels = null, IReadOnlyList<string>? classNames = null,
        Vector<double>? values = null, string? valueLabel = null, Pca? plane = null, (double X, double Y, double Z)? eye = null,
        string? altText = null, string? caption = null)
    {
        Guard.Features(x, 3, nameof(x));
        ArgumentNullException.ThrowIfNull(features);
        if (features.Count != 3)
            throw new ArgumentException(Guard.Text($"features has {features.Count} names; it should have 3, one a column of x."), nameof(features));
        var colours = Colouring.Of(labels, classNames, values, valueLabel, x.RowCount, nameof(x));
        var shadows = plane is null ? null : Shadows(x, plane);

        var (a, b, c) = (x.Column(0), x.Column(1), x.Column(2));
        int size = x.RowCount > 500 ? 2 : 3;
        var points = colours.Groups.Select((group, k) => Chart.Point3D<double, double, double, string>(
            ClassLabels.Pick(a, group.Rows), ClassLabels.Pick(b, group.Rows), ClassLabels.Pick(c, group.Rows),
            Name: group.Name ?? "samples", ShowLegend: group.Name is not null || plane is not null,
            Marker: colours.Marker(k, size, legend: true, space: true), UseDefaults: false));
        var chart = Chart.Combine(plane is null || shadows is null ? points : [.. points, Distances(x, shadows), Sheet(x, plane)]);
        var (eyeX, eyeY, eyeZ) = eye ?? (1.6, -2.0, 0.9);
        LinearAxis Axis(int j) => LinearAxis.init<double, double, double, double, double, string, string, string>(Title: Title.init(features[j]), NTicks: 5);
        chart = Plotly.NET.GenericChartExtensions.WithScene(chart, Scene.init(
            AspectMode: StyleParam.AspectMode.Data, XAxis: Axis(0), YAxis: Axis(1), ZAxis: Axis(2),
            Camera: Camera.init(Eye: CameraEye.init(X: eyeX, Y: eyeY, Z: eyeZ))))
            .WithCourseTheme(title, 520)
            .WithMarginSize<int, int, int, int, int, bool>(Left: 4, Right: 4, Bottom: 4);
        return chart.ToFigure(
            altText ?? Guard.Text($"{Samples(x.RowCount)} in space: {features[0]} {Span(a)}, {features[1]} {Span(b)}, {features[2]} {Span(c)}.")
                + colours.InWords() + (shadows is null ? "" : DistanceInWords(x, shadows)),
            caption);
    }

    /// <summary>Where the perpendicular from each sample meets the plane, n x 3.</summary>
    private static Matrix<double> Shadows(Matrix<double> x, Pca plane)
    {
        if (plane.Components is not { RowCount: >= 2, ColumnCount: 3 } components)
        {
            throw new ArgumentException(
                Guard.Text($"plane has {plane.Components.RowCount} components of {plane.Components.ColumnCount} features; ")
                    + "a plane in space takes at least 2 of 3. Fit it to the columns of x: new Pca(components: 2).Fit(x).",
                nameof(plane));
        }

        var spanning = components.SubMatrix(0, 2, 0, 3);
        return FromMean(x, plane.Mean).TransposeAndMultiply(spanning) * spanning + Repeated(plane.Mean, x.RowCount);
    }

    /// <summary>A line from each sample to its shadow.</summary>
    private static GenericChart Distances(Matrix<double> x, Matrix<double> shadows)
    {
        // NaN lifts the pen.
        double[] Along(int j) => [.. Enumerable.Range(0, x.RowCount).SelectMany(i => (double[])[x[i, j], shadows[i, j], double.NaN])];
        return Chart.Line3D<double, double, double, string>(
            Along(0), Along(1), Along(2), Name: "distances", ShowLegend: true, LineColor: Palette.Vermillion, LineWidth: 4, UseDefaults: false)
            .Also(lines => lines.GetTraces()[0].SetValue("hoverinfo", "skip"));
    }

    /// <summary>The rectangle of the plane, along its two components, that holds the shadows of all samples.</summary>
    private static GenericChart Sheet(Matrix<double> x, Pca plane)
    {
        var (first, second) = (plane.Components.Row(0), plane.Components.Row(1));
        var from = FromMean(x, plane.Mean);
        double[] Ends(Vector<double> along)
        {
            var scores = from * along;
            double pad = 0.06 * (scores.Maximum() - scores.Minimum());
            return [scores.Minimum() - pad, scores.Maximum() + pad];
        }

        var (across, up) = (Ends(first), Ends(second));
        double[][] Corners(int j) => [.. up.Select(s => (double[])[.. across.Select(r => plane.Mean[j] + r * first[j] + s * second[j])])];
        // A plane may stand upright: each corner has its own x and y, where the usual surface has a height over each x and each y.
        return Chart.Surface<double, double, double, string>(
            Corners(2), Name: "plane", ShowLegend: false, Opacity: 0.35, ShowScale: false, UseDefaults: false,
            ColorScale: StyleParam.Colorscale.NewCustom([Tuple.Create(0.0, Palette.Grey), Tuple.Create(1.0, Palette.Grey)]))
            .Also(surface =>
            {
                surface.GetTraces()[0].SetValue("x", Corners(0));
                surface.GetTraces()[0].SetValue("y", Corners(1));
                surface.GetTraces()[0].SetValue("hoverinfo", "skip");
            });
    }

    private static string DistanceInWords(Matrix<double> x, Matrix<double> shadows) =>
        " The plane of the first two components passes them at a root mean square distance of "
            + Guard.Text($"{(x - shadows).FrobeniusNorm() / Math.Sqrt(x.RowCount):G3}.");

    private static Matrix<double> FromMean(Matrix<double> x, Vector<double> mean) => x - Repeated(mean, x.RowCount);

    private static Matrix<double> Repeated(Vector<double> row, int times) => Matrix<double>.Build.Dense(times, row.Count, (_, j) => row[j]);
}
