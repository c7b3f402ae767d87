namespace Course.Autoencoders;

/// <summary>A metric after each epoch, and what an answer without learning scores on the same data.</summary>
/// <param name="Name">The metric's name.</param>
/// <param name="BaselineName">What the trivial answer is called.</param>
/// <param name="Training">Mean per sample over each epoch, while the model was still learning, with its noise and dropout.</param>
/// <param name="Validation">After each epoch on the validation data; empty without them.</param>
/// <param name="TrainingBaseline">The trivial answer's score on the training data.</param>
/// <param name="ValidationBaseline">The trivial answer's score on the validation data; NaN without them.</param>
public sealed record MetricHistory(
    string Name, string BaselineName, IReadOnlyList<double> Training, IReadOnlyList<double> Validation, double TrainingBaseline, double ValidationBaseline)
{
    /// <summary>Where it came to, beside its baseline.</summary>
    public override string ToString() => Validation.Count > 0
        ? Guard.Text($"{Name} {Validation[^1]:F4} on validation data ({BaselineName}: {ValidationBaseline:F4})")
        : Guard.Text($"{Name} {Training[^1]:F4} ({BaselineName}: {TrainingBaseline:F4})");
}
