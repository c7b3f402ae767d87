using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Statistics;
using Plotly.NET;
using Plotly.NET.LayoutObjects;
using Plotly.NET.TraceObjects;
using Chart = Plotly.NET.CSharp.Chart;

namespace Course.Plots;

/// <summary>The plots that lessons repeat. Each says in words, with numbers from the data, what it shows; pass an alternative text of your own to say more.</summary>
public static partial class Plot
{
    /// <summary>Two features of each sample as a point, coloured by class if labels are given.</summary>
    /// <param name="x">The feature along x, length n.</param>
    /// <param name="y">The feature along y, length n.</param>
    /// <param name="title">What is shown.</param>
    /// <param name="xLabel">Name of <paramref name="x"/>, with its unit.</param>
    /// <param name="yLabel">Name of <paramref name="y"/>, with its unit.</param>
    /// <param name="labels">Class of each sample, length n; default none.</param>
    /// <param name="classNames">Name of class 0, 1, ...; default <c>class 0</c> and so on.</param>
    /// <param name="equalAxes">Whether one unit is as long along x as along y; default false.</param>
    /// <param name="altText">What the plot shows; default composed from the data.</param>
    /// <param name="caption">A line below; default none.</param>
    /// <exception cref="ArgumentException">Lengths differ, an entry is not finite, or a label has no name.</exception>
    public static Figure Scatter(
        Vector<double> x, Vector<double> y, string title, string xLabel, string yLabel, int[]? labels = null, IReadOnlyList<string>? classNames = null,
        bool equalAxes = false, string? altText = null, string? caption = null)
    {
        Guard.Values(x, nameof(x));
        Guard.Values(y, nameof(y));
        Guard.OnePerSample(y.Count, x.Count, nameof(y), nameof(x));
        var classes = ClassLabels.Of(labels, classNames, x.Count, nameof(x));

        var chart = Points(x, y, classes).WithCourseTheme(title, xLabel, yLabel, equalAxes ? 480 : 420);
        if (equalAxes)
            chart = WithEqualAxes(chart, x, y);

        // Adding 0 turns a rounded -0 into 0.
        double correlation = x.Count > 1 ? Math.Round(Correlation.Pearson(x, y), 2) + 0 : double.NaN;
        return chart.ToFigure(
            altText ?? $"Scatter plot of {Samples(x.Count)}: {xLabel} {Span(x)}, {yLabel} {Span(y)}"
                + (double.IsFinite(correlation) ? Guard.Text($", correlation {correlation:0.00}") : "") + "." + classes.InWords(),
            caption);
    }

    /// <summary>A trace for each class.</summary>
    private static GenericChart Points(Vector<double> x, Vector<double> y, ClassLabels classes)
    {
        // Many points hide each other: smaller and lighter ones keep their density visible.
        int size = x.Count > 1000 ? 5 : 7;
        double opacity = x.Count > 1000 ? 0.5 : 0.75;
        return Chart.Combine(classes.Groups.Select((group, k) => Chart.Point<double, double, string>(
            ClassLabels.Pick(x, group.Rows), ClassLabels.Pick(y, group.Rows), Name: group.Name ?? "samples", ShowLegend: group.Name is not null,
            Marker: Marker.init(Size: size, Opacity: opacity, Color: Palette.Class(k), Symbol: Palette.Symbol(k)), UseDefaults: false)));
    }

    /// <summary>One unit as long along y as along x; the drawing is as large as the samples need.</summary>
    private static GenericChart WithEqualAxes(GenericChart chart, Vector<double> x, Vector<double> y) =>
        chart.WithEqualAxes()
            .WithXAxis(LinearAxis.init<double, double, double, double, double, string, string, string>(Range: Padded(x)))
            .WithYAxis(LinearAxis.init<double, double, double, double, double, string, string, string>(Range: Padded(y)));

    private static StyleParam.Range Padded(Vector<double> values)
    {
        double low = values.Minimum(), high = values.Maximum(), pad = high > low ? 0.06 * (high - low) : 1;
        return StyleParam.Range.ofMinMax(low - pad, high + pad);
    }

    private static string Samples(int count) => count == 1 ? "1 sample" : Guard.Text($"{count} samples");

    /// <summary>"from 1.2 to 3.4", with four significant digits.</summary>
    private static string Span(IEnumerable<double> values) => Guard.Text($"from {values.Min():G4} to {values.Max():G4}");
}
