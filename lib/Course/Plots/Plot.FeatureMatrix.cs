using MathNet.Numerics.LinearAlgebra;
using Plotly.NET;
using Plotly.NET.CSharp;
using Plotly.NET.LayoutObjects;
using Chart = Plotly.NET.CSharp.Chart;

namespace Course.Plots;

public static partial class Plot
{
    /// <summary>Up to this many features, the cells show their numbers, and no colour bar is needed.</summary>
    private const int Annotated = 8;

    /// <summary>Up to this many features, the cells are squares and their columns are named.</summary>
    private const int Squares = 12;

    /// <summary>The correlation of each pair of features as a coloured cell, from -1 (blue) over 0 (white) to 1 (vermillion).</summary>
    /// <param name="correlation">p x p, symmetric, entries between -1 and 1.</param>
    /// <param name="features">Name of each feature, length p.</param>
    /// <param name="title">What is shown; default says so.</param>
    /// <param name="altText">What the plot shows; default composed from the data.</param>
    /// <param name="caption">A line below; default none.</param>
    /// <exception cref="ArgumentException">The matrix is not symmetric or no correlation, or the names do not fit.</exception>
    public static Figure Correlations(
        Matrix<double> correlation, IReadOnlyList<string> features, string title = "Correlation of the features", string? altText = null, string? caption = null)
    {
        Guard.Symmetric(correlation, nameof(correlation));
        double largest = Columns.LargestMagnitude(Columns.Of(correlation));
        if (largest > 1 + 1e-9)
        {
            throw new ArgumentException(
                Guard.Text($"correlation has an entry of magnitude {largest:G6}; correlations lie between -1 and 1. For covariances use Plot.Covariances."),
                nameof(correlation));
        }

        return FeatureMatrix(correlation, features, 1, "correlation", "0.00", title, altText, caption);
    }

    /// <summary>The covariance of each pair of features as a coloured cell; the scale is symmetric about 0.</summary>
    /// <param name="covariance">p x p, symmetric, in products of the features' units.</param>
    /// <param name="features">Name of each feature, length p.</param>
    /// <param name="title">What is shown; default says so.</param>
    /// <param name="altText">What the plot shows; default composed from the data.</param>
    /// <param name="caption">A line below; default none.</param>
    /// <exception cref="ArgumentException">The matrix is not symmetric, or the names do not fit.</exception>
    public static Figure Covariances(
        Matrix<double> covariance, IReadOnlyList<string> features, string title = "Covariance of the features", string? altText = null, string? caption = null)
    {
        Guard.Symmetric(covariance, nameof(covariance));
        double largest = Columns.LargestMagnitude(Columns.Of(covariance));
        return FeatureMatrix(covariance, features, largest > 0 ? largest : 1, "covariance", "G3", title, altText, caption);
    }

    private static Figure FeatureMatrix(
        Matrix<double> values, IReadOnlyList<string> features, double limit, string quantity, string format, string title, string? altText, string? caption)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (features.Count != values.RowCount)
        {
            throw new ArgumentException(
                Guard.Text($"features has {features.Count} names but {quantity} is {values.RowCount} x {values.RowCount}; each feature needs one."),
                nameof(features));
        }

        double[][] rows = values.ToRowArrays();
        var chart = Chart.Heatmap<double, string, string, string>(
            rows, X: features.ToArray(), Y: features.ToArray(), ColorScale: Palette.Diverging, ReverseYAxis: true, UseDefaults: false,
            ShowScale: features.Count > Annotated,
            ColorBar: ColorBar.init<double, double>(Thickness: 12, OutlineWidth: 0));
        foreach (var trace in chart.GetTraces())
        {
            trace.SetValue("zmin", -limit);
            trace.SetValue("zmax", limit);
            trace.SetValue("hovertemplate", "%{y} and %{x}: %{z:.3g}<extra></extra>");
        }

        int p = features.Count;
        bool small = p <= Squares;
        var axis = () => LinearAxis.init<double, double, double, double, double, string, string, string>(
            ShowGrid: false, TickFont: Font.init(Size: small ? 12 : 9), Ticks: StyleParam.TickOptions.Empty, DTick: 1);
        if (small)
        {
            chart = chart
                .WithXAxis(axis().Also(x =>
                {
                    x.SetValue("constrain", "domain");
                    x.SetValue("constraintoward", "left");
                    if (p > 3)
                        x.SetValue("tickangle", -90);
                }))
                .WithYAxis(axis().Also(y =>
                {
                    if (p > Annotated)
                        return; // Squares beside the scale and long names would be too small for the names on a phone.
                    y.SetValue("scaleanchor", "x");
                    y.SetValue("constrain", "domain");
                    y.SetValue("constraintoward", "top");
                }));
        }
        else
        {
            // Names below the columns would overlap on a phone; those beside the rows say the same.
            chart = chart
                .WithXAxis(axis().Also(x => x.SetValue("showticklabels", false)))
                .WithXAxisStyle<double, double, string>(TitleText: "the same features in the same order")
                .WithYAxis(axis());
        }

        chart = chart.WithCourseTheme(title, small ? 460 : 110 + Math.Max(12, 600 / p) * p);
        if (p <= Annotated)
        {
            chart = chart.WithAnnotations(
            [
                .. rows.SelectMany((row, i) => row.Select((value, j) => Annotation.init<int, int, string, string, string, string, string, string, string, string>(
                    X: j, Y: i, Text: value.ToString(format, System.Globalization.CultureInfo.InvariantCulture), ShowArrow: false,
                    Font: Font.init(Size: p <= 5 ? 12 : 9, Color: Color.fromString(Math.Abs(value) > 0.72 * limit ? "white" : "black"))))),
            ]);
        }

        return chart.ToFigure(altText ?? InWords(values, features, quantity), caption);
    }

    private static string InWords(Matrix<double> values, IReadOnlyList<string> features, string quantity)
    {
        string what = Guard.Text($"Heatmap of the {quantity} of {features.Count} features");
        if (features.Count < 2)
            return Guard.Text($"{what}: {features[0]} {values[0, 0]:G3}.");
        var pairs = Enumerable.Range(0, features.Count).SelectMany(i => Enumerable.Range(0, i).Select(j => (I: j, J: i))).ToArray();
        var highest = pairs.MaxBy(pair => values[pair.I, pair.J]);
        var lowest = pairs.MinBy(pair => values[pair.I, pair.J]);
        return Guard.Text($"{what}. The highest between two is {values[highest.I, highest.J]:G3} ({features[highest.I]} and {features[highest.J]}), ")
            + Guard.Text($"the lowest {values[lowest.I, lowest.J]:G3} ({features[lowest.I]} and {features[lowest.J]}).");
    }
}
