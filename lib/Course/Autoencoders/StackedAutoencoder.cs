namespace Course.Autoencoders;

/// <summary>The lecture's stacked autoencoder: 784-100-30-100-784, SELU in between and a sigmoid at the end.</summary>
/// <remarks>Trained there with binary cross-entropy and stochastic gradient descent, rate 1.5, batches of 32.</remarks>
public sealed class StackedAutoencoder : Autoencoder
{
    /// <summary>Dense layers, begun as in Keras: kernels Glorot-uniform, biases 0.</summary>
    /// <param name="features">Number of features p, 1 or more (default 784 = 28 x 28 pixels).</param>
    /// <param name="hidden">Width of the layers between, 1 or more (default 100).</param>
    /// <param name="code">Length of a code, 1 or more (default 30).</param>
    /// <param name="seed">For the starting values (default 0).</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1.</exception>
    public StackedAutoencoder(int features = 784, int hidden = 100, int code = 30, long seed = 0)
        : base(nameof(StackedAutoencoder), seed, () => (Dense.SeluEncoder(features, hidden, code), Dense.SeluDecoder(features, hidden, code)))
    {
    }
}
