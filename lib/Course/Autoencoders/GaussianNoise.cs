using static TorchSharp.torch;

namespace Course.Autoencoders;

/// <summary>Adds normal noise in training mode, and nothing in evaluation mode.</summary>
/// <remarks>P. Vincent et al., J. Mach. Learn. Res. 11 (2010) 3371: an autoencoder that has to remove noise cannot just copy.</remarks>
public sealed class GaussianNoise : nn.Module<Tensor, Tensor>
{
    /// <summary>A layer without parameters.</summary>
    /// <param name="deviation">Standard deviation of the noise, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="deviation"/> is negative or not finite.</exception>
    public GaussianNoise(double deviation) : base(nameof(GaussianNoise)) => Deviation = Parameter.NotNegative(deviation, nameof(deviation));

    /// <summary>Standard deviation of the noise.</summary>
    public double Deviation { get; }

    /// <summary>The input with noise, or in evaluation mode as it is.</summary>
    /// <param name="input">Any shape.</param>
    public override Tensor forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (!training)
            return input.alias();
        using var noise = randn_like(input);
        using var scaled = noise * Deviation;
        return input + scaled;
    }
}
