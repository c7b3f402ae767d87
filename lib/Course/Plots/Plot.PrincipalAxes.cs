using MathNet.Numerics.LinearAlgebra;
using Plotly.NET;
using Plotly.NET.CSharp;
using Plotly.NET.LayoutObjects;
using Chart = Plotly.NET.CSharp.Chart;

namespace Course.Plots;

public static partial class Plot
{
    /// <summary>Samples of two features with their principal axes: arrows from the mean, each as long as the standard deviation along it.</summary>
    /// <param name="x">n x 2, one sample a row.</param>
    /// <param name="mean">Where the arrows start, length 2.</param>
    /// <param name="components">k x 2, one direction a row, each of length 1.</param>
    /// <param name="variances">Variance along each direction, length k, not negative.</param>
    /// <param name="title">What is shown.</param>
    /// <param name="xLabel">Name of the first feature, with its unit.</param>
    /// <param name="yLabel">Name of the second feature, with its unit.</param>
    /// <param name="labels">Class of each sample, length n; default none.</param>
    /// <param name="classNames">Name of class 0, 1, ...; default <c>class 0</c> and so on.</param>
    /// <param name="altText">What the plot shows; default composed from the data.</param>
    /// <param name="caption">A line below; default none.</param>
    /// <exception cref="ArgumentException">Shapes do not fit, an entry is not finite, or a direction is not of length 1.</exception>
    public static Figure PrincipalAxes(
        Matrix<double> x, Vector<double> mean, Matrix<double> components, Vector<double> variances, string title, string xLabel, string yLabel,
        int[]? labels = null, IReadOnlyList<string>? classNames = null, string? altText = null, string? caption = null)
    {
        Guard.Features(x, 2, nameof(x));
        Guard.Values(mean, nameof(mean), 2);
        Guard.Features(components, 2, nameof(components));
        Guard.Values(variances, nameof(variances));
        if (mean.Count != 2)
            throw new ArgumentException(Guard.Text($"mean has {mean.Count} entries; it should have 2, one a feature of x."), nameof(mean));
        Guard.OnePerSample(variances.Count, components.RowCount, nameof(variances), nameof(components));
        for (int k = 0; k < components.RowCount; k++)
        {
            double length = components.Row(k).L2Norm();
            if (Math.Abs(length - 1) > 1e-6)
                throw new ArgumentException(Guard.Text($"components[{k}] has length {length:G6}; a direction has length 1. Pass one direction a row."), nameof(components));
            if (variances[k] < 0)
                throw new ArgumentException(Guard.Text($"variances[{k}] is {variances[k]}; a variance is not negative."), nameof(variances));
        }

        var classes = ClassLabels.Of(labels, classNames, x.RowCount, nameof(x));
        var first = x.Column(0);
        var second = x.Column(1);
        var arrows = Enumerable.Range(0, components.RowCount)
            .Select(k => (Deviation: Math.Sqrt(variances[k]), Tip: mean + Math.Sqrt(variances[k]) * components.Row(k)))
            .ToArray();

        var samples = classes.Groups[0].Name is null
            ? Chart.Point<double, double, string>(
                first, second, Name: "samples", Marker: Plotly.NET.TraceObjects.Marker.init(Size: 6, Opacity: 0.5, Color: Palette.SkyBlue), UseDefaults: false)
            : Points(first, second, classes);
        var halos = arrows.Select(arrow => Chart.Line<double, double, string>(
            new[] { mean[0], arrow.Tip[0] }, new[] { mean[1], arrow.Tip[1] }, ShowLegend: false, LineColor: Color.fromString("white"), LineWidth: 8, UseDefaults: false)
            .Also(halo => halo.GetTraces()[0].SetValue("hoverinfo", "skip")));
        var lines = arrows.Select((arrow, k) => Chart.Line<double, double, string>(
            new[] { mean[0], arrow.Tip[0] }, new[] { mean[1], arrow.Tip[1] }, Name: Guard.Text($"component {k}, σ = {arrow.Deviation:G3}"),
            LineColor: AxisColor(k), LineWidth: 3, UseDefaults: false));
        var heads = arrows.Select((arrow, k) => Annotation.init<double, double, double, string, double, string, string, string, string, string>(
            X: arrow.Tip[0], Y: arrow.Tip[1], AX: mean[0], AY: mean[1], AXRef: "x", AYRef: "y", XRef: "x", YRef: "y", Text: "", ShowArrow: true,
            ArrowHead: StyleParam.ArrowHead.TriangleTall, ArrowSize: 1, ArrowColor: AxisColor(k)).Also(head => head.SetValue("arrowwidth", 3)));

        var chart = Chart.Combine([samples, .. halos, .. lines])
            .WithCourseTheme(title, xLabel, yLabel, 480)
            .WithAnnotations(heads.ToArray());
        chart = WithEqualAxes(
            chart,
            Vector<double>.Build.DenseOfEnumerable(first.Concat(arrows.Select(arrow => arrow.Tip[0])).Append(mean[0])),
            Vector<double>.Build.DenseOfEnumerable(second.Concat(arrows.Select(arrow => arrow.Tip[1])).Append(mean[1])));

        string axes = string.Join("; ", arrows.Select((arrow, k) => Guard.Text(
            $"component {k} points along ({components[k, 0]:0.00}, {components[k, 1]:0.00}) with standard deviation {arrow.Deviation:G3}")));
        return chart.ToFigure(
            altText ?? Guard.Text($"Scatter plot of {Samples(x.RowCount)}, {xLabel} against {yLabel}, with principal axes drawn from the mean ({mean[0]:G3}, {mean[1]:G3}): ")
                + axes + "." + classes.InWords(),
            caption);
    }

    /// <summary>Colours that stand out from those of the samples.</summary>
    private static Color AxisColor(int k) => k % 2 == 0 ? Palette.Black : Palette.Wine;

    private static T Also<T>(this T target, Action<T> change)
    {
        change(target);
        return target;
    }
}
