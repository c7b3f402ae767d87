using MathNet.Numerics.LinearAlgebra;
using Plotly.NET;
using Plotly.NET.LayoutObjects;
using Chart = Plotly.NET.CSharp.Chart;

namespace Course.Plots;

public static partial class Plot
{
    /// <summary>The share of the variance that each component explains, the running sum, and how many components reach a threshold.</summary>
    /// <param name="explainedVarianceRatio">Share of each component, length k, not negative, together at most 1, largest first.</param>
    /// <param name="threshold">The share to reach, strictly between 0 and 1; default 0.95.</param>
    /// <param name="title">What is shown; default says so.</param>
    /// <param name="altText">What the plot shows; default composed from the data.</param>
    /// <param name="caption">A line below; default none.</param>
    /// <exception cref="ArgumentException">The shares are not shares.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threshold"/> is not between 0 and 1.</exception>
    public static Figure Scree(
        Vector<double> explainedVarianceRatio, double threshold = 0.95, string title = "Explained variance by component", string? altText = null, string? caption = null)
    {
        var share = explainedVarianceRatio;
        Guard.Values(share, nameof(explainedVarianceRatio));
        if (!(threshold is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(threshold), Guard.Text($"threshold is {threshold}; a share of the variance lies between 0 and 1, such as 0.95."));
        var sums = new double[share.Count];
        for (int k = 0; k < share.Count; k++)
        {
            if (share[k] < 0)
                throw new ArgumentException(Guard.Text($"explainedVarianceRatio[{k}] is {share[k]}; a share of the variance is not negative."), nameof(explainedVarianceRatio));
            sums[k] = share[k] + (k == 0 ? 0 : sums[k - 1]);
        }

        if (sums[^1] > 1 + 1e-6)
        {
            throw new ArgumentException(
                Guard.Text($"explainedVarianceRatio sums to {sums[^1]:G6}; shares sum to at most 1. Variances themselves are divided by their total first."),
                nameof(explainedVarianceRatio));
        }

        int needed = Array.FindIndex(sums, sum => sum >= threshold) + 1;
        int[] numbers = [.. Enumerable.Range(1, share.Count)];
        string reached = needed == 0 ? "not reached" : needed == 1 ? "1 component" : Guard.Text($"{needed} components");

        var chart = Chart.Combine(
            [
                Chart.Column<double, int, string>(share, Keys: numbers, Name: "each component", MarkerColor: Palette.SkyBlue, UseDefaults: false),
                Chart.Line<int, double, string>(
                    numbers, sums, ShowMarkers: share.Count <= 40, Name: "running sum", LineColor: Palette.Blue, LineWidth: 2, MarkerColor: Palette.Blue, UseDefaults: false),
                Chart.Line<double, double, string>(
                    new[] { 0.5, share.Count + 0.5 }, new[] { threshold, threshold }, Name: Guard.Text($"{100 * threshold:G4} %: {reached}"),
                    LineColor: Palette.Vermillion, LineDash: StyleParam.DrawingStyle.Dash, LineWidth: 1.5, UseDefaults: false),
            ])
            .WithCourseTheme(title, "component", "share of the variance")
            .WithXAxis(LinearAxis.init<double, double, double, double, double, string, string, string>(
                Range: StyleParam.Range.ofMinMax(0.5, share.Count + 0.5), DTick: share.Count <= 12 ? 1 : null, ShowGrid: false))
            .WithYAxis(LinearAxis.init<double, double, double, double, double, string, string, string>(
                Range: StyleParam.Range.ofMinMax(0, 1.04), TickFormat: ".0%"));
        return chart.ToFigure(
            altText ?? Guard.Text($"Explained variance of {share.Count} components: the first explains {100 * share[0]:0.0} %")
                + (share.Count > 1 ? Guard.Text($", the second {100 * share[1]:0.0} %") : "")
                + Guard.Text($", all together {100 * Math.Min(1, sums[^1]):0.0} %. ")
                + (needed == 0
                    ? Guard.Text($"They do not reach {100 * threshold:G4} %.")
                    : Guard.Text($"{reached} {(needed == 1 ? "reaches" : "reach")} {100 * threshold:G4} %.")),
            caption);
    }
}
