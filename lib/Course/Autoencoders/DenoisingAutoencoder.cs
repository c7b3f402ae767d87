using static TorchSharp.torch;

namespace Course.Autoencoders;

/// <summary>The stacked autoencoder with inputs that are corrupted in training: it has to reconstruct what they were before.</summary>
/// <remarks>P. Vincent et al., J. Mach. Learn. Res. 11 (2010) 3371. The lecture trains it as the stacked one, with rate 1.0 and 10 epochs.</remarks>
public sealed class DenoisingAutoencoder : Autoencoder
{
    /// <summary>784-100-30-100-784 behind the corruption, begun as in Keras.</summary>
    /// <param name="corruption">Such as <c>new GaussianNoise(0.2)</c> or <c>torch.nn.Dropout(0.5)</c>; acts in training mode alone.</param>
    /// <param name="features">Number of features p, 1 or more (default 784 = 28 x 28 pixels).</param>
    /// <param name="hidden">Width of the layers between, 1 or more (default 100).</param>
    /// <param name="code">Length of a code, 1 or more (default 30).</param>
    /// <param name="seed">For the starting values (default 0).</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1.</exception>
    public DenoisingAutoencoder(nn.Module<Tensor, Tensor> corruption, int features = 784, int hidden = 100, int code = 30, long seed = 0)
        : base(
            nameof(DenoisingAutoencoder), seed, () => (Dense.SeluEncoder(features, hidden, code), Dense.SeluDecoder(features, hidden, code)),
            corruption ?? throw new ArgumentNullException(nameof(corruption)))
    {
    }
}
