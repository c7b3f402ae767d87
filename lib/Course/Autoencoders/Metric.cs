using TorchSharp;
using static TorchSharp.torch;

namespace Course.Autoencoders;

/// <summary>A number that tells how good outputs are, together with what an answer without any learning would score.</summary>
/// <remarks>A score means little without its baseline: on digits, mostly background, an all-black picture has 86 % of the rounded pixels right.</remarks>
public sealed class Metric
{
    /// <summary>A metric of one's own.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="measure">From outputs and targets of a batch, one sample a row, to the mean over the samples.</param>
    /// <param name="baselineName">What the trivial answer is called.</param>
    /// <param name="baseline">From the targets of a batch to trivial outputs of their shape.</param>
    public Metric(string name, Func<Tensor, Tensor, double> measure, string baselineName, Func<Tensor, Tensor> baseline)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(measure);
        ArgumentException.ThrowIfNullOrWhiteSpace(baselineName);
        ArgumentNullException.ThrowIfNull(baseline);
        (Name, Measure, BaselineName, Baseline) = (name, measure, baselineName, baseline);
    }

    /// <summary>Share of elements that are the same in output and target after rounding to 0 or 1, as in the lecture; the baseline is a picture
    /// that is all background.</summary>
    public static Metric RoundedAccuracy { get; } = new(
        "rounded accuracy",
        (output, target) => output.round().eq(target.round()).to_type(output.dtype).mean().ToDouble(),
        "all background",
        target => zeros_like(target));

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>From outputs and targets of a batch to the mean over the samples.</summary>
    public Func<Tensor, Tensor, double> Measure { get; }

    /// <summary>What the trivial answer is called.</summary>
    public string BaselineName { get; }

    /// <summary>From the targets of a batch to trivial outputs of their shape.</summary>
    public Func<Tensor, Tensor> Baseline { get; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
