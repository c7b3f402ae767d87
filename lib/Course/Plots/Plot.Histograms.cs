using MathNet.Numerics.LinearAlgebra;
using Plotly.NET;
using Plotly.NET.CSharp;
using Plotly.NET.TraceObjects;
using Chart = Plotly.NET.CSharp.Chart;

namespace Course.Plots;

public static partial class Plot
{
    /// <summary>How one feature is distributed in each class: histograms over each other, with the same bins.</summary>
    /// <param name="values">The feature, length n.</param>
    /// <param name="title">What is shown.</param>
    /// <param name="label">Name of the feature, with its unit.</param>
    /// <param name="labels">Class of each sample, length n; default none.</param>
    /// <param name="classNames">Name of class 0, 1, ...; default <c>class 0</c> and so on.</param>
    /// <param name="altText">What the plot shows; default composed from the data.</param>
    /// <param name="caption">A line below; default none.</param>
    /// <remarks>The bin width is Freedman and Diaconis's, 2 IQR / n^(1/3) (Z. Wahrsch. verw. Geb. 57 (1981) 453), with 5 to 60 bins.</remarks>
    /// <exception cref="ArgumentException">Lengths differ, an entry is not finite, or a label has no name.</exception>
    public static Figure Histogram(
        Vector<double> values, string title, string label, int[]? labels = null, IReadOnlyList<string>? classNames = null, string? altText = null, string? caption = null)
    {
        Guard.Values(values, nameof(values));
        var classes = ClassLabels.Of(labels, classNames, values.Count, nameof(values));
        return Overlaid(values, classes, legend: true)
            .WithCourseTheme(title, label, "samples")
            .ToFigure(altText ?? $"Histogram of {Samples(values.Count)}: {label} {Span(values)}. " + MeansInWords(values, classes), caption);
    }

    /// <summary>How several features are distributed in each class: a histogram for each feature, side by side.</summary>
    /// <param name="x">n x p, one sample a row; a plot for each column.</param>
    /// <param name="features">Name of each feature, length p.</param>
    /// <param name="title">What is shown.</param>
    /// <param name="labels">Class of each sample, length n; default none.</param>
    /// <param name="classNames">Name of class 0, 1, ...; default <c>class 0</c> and so on.</param>
    /// <param name="columns">Plots side by side; default 2.</param>
    /// <param name="altText">What the plot shows; default composed from the data.</param>
    /// <param name="caption">A line below; default none.</param>
    /// <inheritdoc cref="Histogram" path="/remarks|/exception"/>
    public static Figure Histograms(
        Matrix<double> x, IReadOnlyList<string> features, string title, int[]? labels = null, IReadOnlyList<string>? classNames = null, int columns = 2,
        string? altText = null, string? caption = null)
    {
        Guard.Design(x, nameof(x));
        Guard.Count(columns, 1, nameof(columns), "plots side by side");
        ArgumentNullException.ThrowIfNull(features);
        if (features.Count != x.ColumnCount)
            throw new ArgumentException(Guard.Text($"features has {features.Count} names but x has {x.ColumnCount} columns; each column needs one."), nameof(features));
        var classes = ClassLabels.Of(labels, classNames, x.RowCount, nameof(x));

        columns = Math.Min(columns, x.ColumnCount);
        int rows = (x.ColumnCount + columns - 1) / columns;
        var cells = Enumerable.Range(0, x.ColumnCount).Select(j => Overlaid(x.Column(j), classes, legend: j == 0)
            .WithXAxisStyle<double, double, string>(TitleText: features[j])
            .WithYAxisStyle<double, double, string>(TitleText: j % columns == 0 ? "samples" : ""));
        string means = string.Join(" ", Enumerable.Range(0, x.ColumnCount).Select(j => $"{features[j]}: {Span(x.Column(j))}; {MeansInWords(x.Column(j), classes)}"));
        return Chart.Grid(cells, rows, columns, XGap: 0.18, YGap: 0.35)
            .WithCourseTheme(title, 100 + 230 * rows)
            .ToFigure(altText ?? Guard.Text($"Histograms of {x.ColumnCount} features of {Samples(x.RowCount)}. {means}"), caption);
    }

    private static GenericChart Overlaid(Vector<double> values, ClassLabels classes, bool legend)
    {
        var (start, end, size) = BinsOf(values);
        return Chart.Combine(classes.Groups.Select((group, k) => Chart.Histogram<double, double, string>(
            X: ClassLabels.Pick(values, group.Rows), Name: group.Name ?? "samples", ShowLegend: legend && group.Name is not null,
            Opacity: classes.Groups.Count > 1 ? 0.6 : 1, MarkerColor: Palette.Class(k), XBins: Bins.init(Start: start, End: end, Size: size), UseDefaults: false)
            .Also(chart =>
            {
                // One entry of the legend shows and hides a class in every cell.
                foreach (var trace in chart.GetTraces())
                    trace.SetValue("legendgroup", group.Name ?? "samples");
            })))
            .WithLayout(Layout.init<string>(BarMode: StyleParam.BarMode.Overlay, BarGap: 0.02));
    }

    /// <summary>Bins for all classes together; the last one holds the largest value.</summary>
    internal static (double Start, double End, double Size) BinsOf(Vector<double> values)
    {
        double low = values.Minimum(), high = values.Maximum();
        if (low == high)
            return (low - 0.5, high + 0.5, 1);
        double[] sorted = [.. values.Order()];
        double width = 2 * (sorted[3 * (sorted.Length - 1) / 4] - sorted[(sorted.Length - 1) / 4]) / Math.Cbrt(sorted.Length);
        int bins = width > 0 ? (int)Math.Clamp(Math.Ceiling((high - low) / width), 5, 60) : 20;
        double size = (high - low) / bins;
        return (low, high + 1e-9 * (high - low), size * (1 + 1e-9));
    }

    private static string MeansInWords(Vector<double> values, ClassLabels classes) => "Mean "
        + string.Join(", ", classes.Groups.Where(group => group.Rows.Length > 0)
            .Select(group => Guard.Text($"{ClassLabels.Pick(values, group.Rows).Average():G4}{(group.Name is null ? "" : $" for {group.Name} ({Samples(group.Rows.Length)})")}")))
        + ".";
}
