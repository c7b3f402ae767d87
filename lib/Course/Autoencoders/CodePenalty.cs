using static TorchSharp.torch;

namespace Course.Autoencoders;

/// <summary>What may be added to the reconstruction error so that an autoencoder has to learn more than to copy, whatever the length of its codes.</summary>
/// <remarks>
/// For a loss of one's own: <c>Trainer.Fit(model, x, x, optimizer, (output, target) => mse.call(output, target) + 0.1 * CodePenalty.Absolute(model.Encode(target)), epochs)</c>.
/// I. Goodfellow, Y. Bengio and A. Courville, Deep Learning (2016), section 14.2.
/// </remarks>
public static class CodePenalty
{
    /// <summary>Sum of the magnitudes of a code's entries, in the mean over the samples. It makes most of them zero, if the encoder can give zeros.</summary>
    /// <param name="code">n x k.</param>
    /// <returns>One number, 0 or more.</returns>
    /// <exception cref="ArgumentException"><paramref name="code"/> is not n x k.</exception>
    public static Tensor Absolute(Tensor code)
    {
        RequireCodes(code);
        using var magnitudes = code.abs();
        using var sums = magnitudes.sum(1);
        return sums.mean();
    }

    /// <summary>How far the mean activity of each unit is from a wanted one: Σ ρ ln(ρ/r) + (1 - ρ) ln((1 - ρ)/(1 - r)) over the units, r a unit's mean over the
    /// samples.</summary>
    /// <remarks>The Kullback-Leibler divergence between two coins. A. Ng, Sparse autoencoder, CS294A lecture notes, Stanford (2011).</remarks>
    /// <param name="code">n x k, activities between 0 and 1, as a sigmoid gives them.</param>
    /// <param name="activity">The mean activity wanted, ρ, between 0 and 1; a small number such as 0.05 makes codes sparse.</param>
    /// <returns>One number, 0 or more.</returns>
    /// <exception cref="ArgumentException"><paramref name="code"/> is not n x k.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="activity"/> is not between 0 and 1.</exception>
    public static Tensor Activity(Tensor code, double activity)
    {
        RequireCodes(code);
        if (!(activity is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(activity), Guard.Text($"activity is {activity}; it should lie between 0 and 1, for example 0.05."));
        // A unit that is all off or all on would cost infinitely much, and pull infinitely hard.
        const double Least = 1e-6;
        using var scope = NewDisposeScope();
        var mean = code.mean([0]).clamp(Least, 1 - Least);
        var each = -activity * mean.log() - (1 - activity) * (1 - mean).log();
        var least = -activity * Math.Log(activity) - (1 - activity) * Math.Log(1 - activity);
        return (each - least).sum().MoveToOuterDisposeScope();
    }

    /// <summary>How much codes change with samples: ‖J‖², the sum of the squared entries of the k x p derivative of a code by its sample, in the mean over the
    /// samples, for one layer h = sigmoid(W x + b).</summary>
    /// <remarks>S. Rifai, P. Vincent, X. Muller, X. Glorot and Y. Bengio, Contractive auto-encoders, ICML (2011). There J = diag(h (1 - h)) W.</remarks>
    /// <param name="code">h, n x k, of the samples.</param>
    /// <param name="weight">W, k x p: the weight of the layer.</param>
    /// <returns>One number, 0 or more.</returns>
    /// <exception cref="ArgumentException"><paramref name="code"/> and <paramref name="weight"/> do not belong together.</exception>
    public static Tensor Contraction(Tensor code, Tensor weight)
    {
        RequireCodes(code);
        ArgumentNullException.ThrowIfNull(weight);
        if (weight.shape.Length != 2 || weight.shape[0] != code.shape[1])
            throw new ArgumentException($"weight has the shape {TensorBridge.Shape(weight.shape)} and code {TensorBridge.Shape(code.shape)}; they should be k x p and n x k, as of one layer.", nameof(weight));
        using var scope = NewDisposeScope();
        var slopes = code * (1 - code);
        return (slopes * slopes).mean([0]).dot((weight * weight).sum(1)).MoveToOuterDisposeScope();
    }

    private static void RequireCodes(Tensor code)
    {
        ArgumentNullException.ThrowIfNull(code);
        if (code.shape.Length != 2 || code.shape.Contains(0))
            throw new ArgumentException($"code has the shape {TensorBridge.Shape(code.shape)}; it should be n x k, one code a row.", nameof(code));
    }
}
