using Course.Data;
using Course.Notebook;
using Course.Plots;

namespace Course.Autoencoders;

/// <summary>What a training did, epoch by epoch.</summary>
[TypeFormatterSource(typeof(TextFormatterSource), PreferredMimeTypes = ["text/plain"])]
public sealed class TrainingHistory
{
    internal TrainingHistory(
        IReadOnlyList<double> loss, IReadOnlyList<double> validationLoss, IReadOnlyList<MetricHistory> metrics, IReadOnlyList<double> seconds,
        long samples, int bestEpoch, bool stoppedEarly)
    {
        (Loss, ValidationLoss, Metrics, Seconds) = (loss, validationLoss, metrics, seconds);
        (Samples, BestEpoch, StoppedEarly) = (samples, bestEpoch, stoppedEarly);
    }

    /// <summary>Mean loss per sample over each epoch, while the model was still learning, with its noise and dropout.</summary>
    /// <remarks>A mean, not a sum over batches, so that it does not depend on how many batches there are.</remarks>
    public IReadOnlyList<double> Loss { get; }

    /// <summary>Mean loss per sample on the validation data after each epoch; empty without them.</summary>
    public IReadOnlyList<double> ValidationLoss { get; }

    /// <summary>The metrics asked for, in their order.</summary>
    public IReadOnlyList<MetricHistory> Metrics { get; }

    /// <summary>Seconds each epoch took for learning, without validation and checkpoints.</summary>
    public IReadOnlyList<double> Seconds { get; }

    /// <summary>Number of training samples, all of which each epoch sees once.</summary>
    public long Samples { get; }

    /// <summary>Epochs done.</summary>
    public int Epochs => Loss.Count;

    /// <summary>The epoch, counted from 1, with the lowest validation loss, or without validation data, the lowest loss; 0 before the first.</summary>
    public int BestEpoch { get; }

    /// <summary>Whether <see cref="EarlyStopping"/> ended the training.</summary>
    public bool StoppedEarly { get; }

    /// <summary>Training samples a second, over all epochs.</summary>
    public double SamplesPerSecond => Epochs == 0 ? 0 : Samples * Epochs / Math.Max(Seconds.Sum(), 1e-9);

    /// <summary>A metric by its name.</summary>
    /// <param name="metric">Such as <c>"rounded accuracy"</c>.</param>
    /// <exception cref="ArgumentException">It was not asked for in the training.</exception>
    public MetricHistory this[string metric] => Metrics.FirstOrDefault(m => m.Name == metric)
        ?? throw new ArgumentException($"No metric \"{metric}\" was measured; there are {(Metrics.Count == 0 ? "none: pass metrics to Trainer.Fit" : string.Join(", ", Metrics.Select(m => m.Name)))}.", nameof(metric));

    /// <summary>The losses as curves over the epochs.</summary>
    /// <inheritdoc cref="Plots.Plot.Loss" path="/param[@name='title' or @name='lossLabel' or @name='logarithmic' or @name='altText' or @name='caption']"/>
    /// <exception cref="InvalidOperationException">No epoch was finished.</exception>
    public Figure Plot(string title = "Training", string lossLabel = "loss", bool logarithmic = false, string? altText = null, string? caption = null)
    {
        if (Epochs == 0)
            throw new InvalidOperationException("There is no curve to draw: the training did not finish its first epoch.");
        return Plots.Plot.Loss(Loss, ValidationLoss.Count > 0 ? ValidationLoss : null, title, lossLabel, logarithmic, altText, caption);
    }

    /// <summary>One row an epoch: losses, metrics and seconds.</summary>
    /// <exception cref="InvalidOperationException">No epoch was finished.</exception>
    public Table ToTable()
    {
        if (Epochs == 0)
            throw new InvalidOperationException("There is no table to show: the training did not finish its first epoch.");
        var columns = new List<(string, IReadOnlyList<double>)> { ("loss", Loss) };
        if (ValidationLoss.Count > 0)
            columns.Add(("validation loss", ValidationLoss));
        foreach (var metric in Metrics)
        {
            columns.Add((metric.Name, metric.Training));
            if (metric.Validation.Count > 0)
                columns.Add(($"validation {metric.Name}", metric.Validation));
        }
        columns.Add(("seconds", Seconds));
        return Table.FromMatrix(
            MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseOfColumns(columns.Select(column => column.Item2)),
            [.. columns.Select(column => column.Item1)], [.. Enumerable.Range(1, Epochs).Select(epoch => Guard.Text($"epoch {epoch}"))]);
    }

    /// <summary>Where it came to, in one line.</summary>
    public override string ToString()
    {
        if (Epochs == 0)
            return "no epoch finished";
        var text = Guard.Text($"{Epochs} epoch{(Epochs == 1 ? "" : "s")} in {Seconds.Sum():F1} s ({SamplesPerSecond:N0} samples/s): loss {Loss[^1]:G4}");
        if (ValidationLoss.Count > 0)
            text += Guard.Text($", validation loss {ValidationLoss[^1]:G4}");
        text += string.Concat(Metrics.Select(metric => ", " + metric));
        return StoppedEarly ? text + Guard.Text($"; stopped early, best epoch {BestEpoch}") : text;
    }
}
