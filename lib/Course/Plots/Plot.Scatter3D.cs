using MathNet.Numerics.LinearAlgebra;
using Plotly.NET;
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
    /// <param name="eye">Where one looks from, in units of the box's half width; default in front of the first two axes and a little above.</param>
    /// <param name="altText">What the plot shows; default composed from the data.</param>
    /// <param name="caption">A line below; default none.</param>
    /// <exception cref="ArgumentException"><paramref name="x"/> is not n x 3 or not finite, or names, labels or values do not fit.</exception>
    public static Figure Scatter3D(
        Matrix<double> x, IReadOnlyList<string> features, string title, int[]? labels = null, IReadOnlyList<string>? classNames = null,
        Vector<double>? values = null, string? valueLabel = null, (double X, double Y, double Z)? eye = null, string? altText = null, string? caption = null)
    {
        Guard.Features(x, 3, nameof(x));
        ArgumentNullException.ThrowIfNull(features);
        if (features.Count != 3)
            throw new ArgumentException(Guard.Text($"features has {features.Count} names; it should have 3, one a column of x."), nameof(features));
        var colours = Colouring.Of(labels, classNames, values, valueLabel, x.RowCount, nameof(x));

        var (a, b, c) = (x.Column(0), x.Column(1), x.Column(2));
        int size = x.RowCount > 500 ? 2 : 3;
        var chart = Chart.Combine(colours.Groups.Select((group, k) => Chart.Point3D<double, double, double, string>(
            ClassLabels.Pick(a, group.Rows), ClassLabels.Pick(b, group.Rows), ClassLabels.Pick(c, group.Rows),
            Name: group.Name ?? "samples", ShowLegend: group.Name is not null, Marker: colours.Marker(k, size, legend: true, space: true), UseDefaults: false)));
        var (eyeX, eyeY, eyeZ) = eye ?? (1.3, -1.7, 0.8);
        LinearAxis Axis(int j) => LinearAxis.init<double, double, double, double, double, string, string, string>(Title: Title.init(features[j]), NTicks: 5);
        chart = Plotly.NET.GenericChartExtensions.WithScene(chart, Scene.init(
            AspectMode: StyleParam.AspectMode.Data, XAxis: Axis(0), YAxis: Axis(1), ZAxis: Axis(2),
            Camera: Camera.init(Eye: CameraEye.init(X: eyeX, Y: eyeY, Z: eyeZ))))
            .WithCourseTheme(title, 520)
            .WithMarginSize<int, int, int, int, int, bool>(Left: 4, Right: 4, Bottom: 4);
        return chart.ToFigure(
            altText ?? Guard.Text($"{Samples(x.RowCount)} in space: {features[0]} {Span(a)}, {features[1]} {Span(b)}, {features[2]} {Span(c)}.") + colours.InWords(),
            caption);
    }
}
