using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Course.Autoencoders;

/// <summary>The lecture's convolutional autoencoder for pictures of 28 x 28 pixels: three convolutions, each followed by a pooling, and three transposed
/// convolutions back.</summary>
/// <remarks>
/// <para>Pictures go 28 x 28, 14 x 14, 7 x 7 to codes of 64 x 3 x 3, and back over 7 x 7, 14 x 14 to 28 x 28. Samples are n x 784, as for the other models.</para>
/// <para>Trained in the lecture with binary cross-entropy and stochastic gradient descent, rate 1.0, 5 epochs.</para>
/// </remarks>
public sealed class ConvolutionalAutoencoder : Autoencoder
{
    /// <summary>Convolutions with windows of 3 x 3, SELU in between and a sigmoid at the end, begun as in Keras.</summary>
    /// <param name="first">Channels after the first convolution, 1 or more (default 16).</param>
    /// <param name="second">Channels after the second, 1 or more (default 32).</param>
    /// <param name="third">Channels after the third and of the code, 1 or more (default 64).</param>
    /// <param name="seed">For the starting values (default 0).</param>
    /// <exception cref="ArgumentOutOfRangeException">A number of channels is less than 1.</exception>
    public ConvolutionalAutoencoder(int first = 16, int second = 32, int third = 64, long seed = 0)
        : base(nameof(ConvolutionalAutoencoder), seed, () => (MakeEncoder(first, second, third), MakeDecoder(first, second, third)))
    {
    }

    // Padding 1 keeps the size under windows of 3 x 3: Keras's "same". Pooling halves it and drops a last odd row.
    private static Sequential MakeEncoder(int first, int second, int third)
    {
        Guard.Count(first, 1, nameof(first), "channels");
        Guard.Count(second, 1, nameof(second), "channels");
        Guard.Count(third, 1, nameof(third), "channels");
        return Begun(nn.Sequential(
            nn.Unflatten(1, [1, 28, 28]),
            nn.Conv2d(1, first, 3, 1, 1), nn.SELU(), nn.MaxPool2d(2),
            nn.Conv2d(first, second, 3, 1, 1), nn.SELU(), nn.MaxPool2d(2),
            nn.Conv2d(second, third, 3, 1, 1), nn.SELU(), nn.MaxPool2d(2)));
    }

    // Stride 2 makes 2 m + 1 pixels of m: 3, 7, 15 cropped to 14, 29 cropped to 28.
    private static Sequential MakeDecoder(int first, int second, int third) => Begun(nn.Sequential(
        nn.ConvTranspose2d(third, second, 3, 2), nn.SELU(),
        nn.ConvTranspose2d(second, first, 3, 2), new Crop2d(14, 14), nn.SELU(),
        nn.ConvTranspose2d(first, 1, 3, 2), new Crop2d(28, 28), nn.Sigmoid(),
        nn.Flatten()));

    private static Sequential Begun(Sequential layers)
    {
        KerasInitializers.Apply(layers);
        return layers;
    }
}
