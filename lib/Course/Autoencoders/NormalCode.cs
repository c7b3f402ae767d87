using static TorchSharp.torch;

namespace Course.Autoencoders;

/// <summary>Codes that are not points but normal distributions: each entry has a mean and a variance of its own, and is independent of the others.</summary>
/// <remarks>D. P. Kingma and M. Welling, Auto-encoding variational Bayes, arXiv:1312.6114 (2013). The logarithm of the variance may be any number, so a network can
/// give it out as it is.</remarks>
public static class NormalCode
{
    /// <summary>A draw from each distribution, written so that gradients reach its mean and variance: z = mean + deviation ε with ε from N(0, 1).</summary>
    /// <param name="mean">n x k.</param>
    /// <param name="logVariance">Natural logarithm of the variances, n x k.</param>
    /// <returns>n x k. The random numbers are those of TorchSharp's default generator.</returns>
    /// <exception cref="ArgumentException">The shapes differ, or are not n x k.</exception>
    public static Tensor Draw(Tensor mean, Tensor logVariance)
    {
        RequireAlike(mean, logVariance);
        using var noise = randn_like(mean);
        using var half = logVariance * 0.5;
        using var deviation = half.exp();
        using var shift = deviation * noise;
        return mean + shift;
    }

    /// <summary>How far each distribution is from the standard normal one: its Kullback-Leibler divergence, ½ Σ (mean² + variance - 1 - ln variance).</summary>
    /// <param name="mean">n x k.</param>
    /// <param name="logVariance">Natural logarithm of the variances, n x k.</param>
    /// <returns>n entries in nats, each the sum over the k entries of a code; 0 or more, and 0 for mean 0 and variance 1 alone.</returns>
    /// <exception cref="ArgumentException">The shapes differ, or are not n x k.</exception>
    public static Tensor Divergence(Tensor mean, Tensor logVariance)
    {
        RequireAlike(mean, logVariance);
        using var square = mean * mean;
        using var variance = logVariance.exp();
        using var sum = square + variance;
        using var less = sum - 1;
        using var terms = less - logVariance;
        using var total = terms.sum(1);
        return total * 0.5;
    }

    private static void RequireAlike(Tensor mean, Tensor logVariance)
    {
        ArgumentNullException.ThrowIfNull(mean);
        ArgumentNullException.ThrowIfNull(logVariance);
        if (mean.shape.Length != 2 || !mean.shape.SequenceEqual(logVariance.shape))
            throw new ArgumentException($"mean has the shape {TensorBridge.Shape(mean.shape)} and logVariance {TensorBridge.Shape(logVariance.shape)}; both should be n x k, one code a row.", nameof(logVariance));
    }
}
