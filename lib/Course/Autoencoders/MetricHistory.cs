using Course.Notebook;
using Course.Plots;
using Plotly.NET;
using Chart = Plotly.NET.CSharp.Chart;

namespace Course.Autoencoders;

/// <summary>A metric after each epoch, and what an answer without learning scores on the same data.</summary>
/// <param name="Name">The metric's name.</param>
/// <param name="BaselineName">What the trivial answer is called.</param>
/// <param name="Training">Mean per sample over each epoch, while the model was still learning, with its noise and dropout.</param>
/// <param name="Validation">After each epoch on the validation data; empty without them.</param>
/// <param name="TrainingBaseline">The trivial answer's score on the training data.</param>
/// <param name="ValidationBaseline">The trivial answer's score on the validation data; NaN without them.</param>
[TypeFormatterSource(typeof(TextFormatterSource), PreferredMimeTypes = ["text/plain"])]
public sealed record MetricHistory(
    string Name, string BaselineName, IReadOnlyList<double> Training, IReadOnlyList<double> Validation, double TrainingBaseline, double ValidationBaseline)
{
    /// <summary>The metric over the epochs, with its baseline as a dotted line.</summary>
    /// <param name="title">What is shown; default the metric's name.</param>
    /// <param name="altText">What the plot shows; default composed from the numbers.</param>
    /// <param name="caption">A line below; default none.</param>
    /// <exception cref="InvalidOperationException">No epoch was finished.</exception>
    public Figure Plot(string? title = null, string? altText = null, string? caption = null)
    {
        if (Training.Count == 0)
            throw new InvalidOperationException("There is no curve to draw: the training did not finish its first epoch.");
        var (shown, baseline) = Validation.Count > 0 ? (Validation, ValidationBaseline) : (Training, TrainingBaseline);
        int[] epochs = [.. Enumerable.Range(1, Training.Count)];
        var curves = new List<GenericChart> { Line(epochs, [.. Training], "training", Palette.Blue, StyleParam.DrawingStyle.Solid) };
        if (Validation.Count > 0)
            curves.Add(Line(epochs, [.. Validation], "validation", Palette.Vermillion, StyleParam.DrawingStyle.Dash));
        curves.Add(Line(epochs, [.. epochs.Select(_ => baseline)], BaselineName, Palette.Black, StyleParam.DrawingStyle.Dot));
        return Chart.Combine(curves).WithCourseTheme(title ?? Name, "epoch", Name).ToFigure(
            altText ?? Guard.Text($"Curve of {Name} over {Training.Count} epochs: from {shown[0]:F3} to {shown[^1]:F3}; {BaselineName}: {baseline:F3}."), caption);
    }

    /// <summary>Where it came to, beside its baseline.</summary>
    public override string ToString() => Validation.Count > 0
        ? Guard.Text($"{Name} {Validation[^1]:F4} on validation data ({BaselineName}: {ValidationBaseline:F4})")
        : Guard.Text($"{Name} {Training[^1]:F4} ({BaselineName}: {TrainingBaseline:F4})");

    private static GenericChart Line(int[] epochs, double[] values, string name, Color color, StyleParam.DrawingStyle dash) =>
        Chart.Line<int, double, string>(epochs, values, ShowMarkers: epochs.Length == 1, Name: name, LineColor: color, LineWidth: 2, LineDash: dash, UseDefaults: false);
}
