namespace Course.Autoencoders;

/// <summary>An autoencoder without activations: its best reconstruction is that of PCA with as many components.</summary>
/// <remarks>P. Baldi and K. Hornik, Neural Networks 2 (1989) 53: the only minimum spans the space of the leading components; other stationary points are
/// saddles. The columns of its decoder need not be the components themselves, only span them.</remarks>
public sealed class LinearAutoencoder : Autoencoder
{
    /// <summary>One linear layer each way, begun as in Keras.</summary>
    /// <param name="features">Number of features p, 1 or more (default 3, the lecture's).</param>
    /// <param name="code">Length of a code, 1 or more (default 2).</param>
    /// <param name="seed">For the starting values (default 0).</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1.</exception>
    public LinearAutoencoder(int features = 3, int code = 2, long seed = 0)
        : base(nameof(LinearAutoencoder), seed, () => (Dense.Layer(features, code), Dense.Layer(code, features)))
    {
    }
}
