using static TorchSharp.torch;

namespace Course.Autoencoders;

/// <summary>The second lecture's autoencoder, in PyTorch's manner: 784-256-128-256-784 with a sigmoid after each layer.</summary>
/// <remarks>Trained there with mean squared error, Adam and batches of 128.</remarks>
public sealed class SigmoidAutoencoder : Autoencoder
{
    /// <summary>Dense layers, begun as in PyTorch: kernels and biases uniform within +- 1 / sqrt(inputs).</summary>
    /// <param name="features">Number of features p, 1 or more (default 784).</param>
    /// <param name="hidden">Width of the layers between, 1 or more (default 256).</param>
    /// <param name="code">Length of a code, 1 or more (default 128).</param>
    /// <param name="seed">For the starting values (default 0).</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1.</exception>
    public SigmoidAutoencoder(int features = 784, int hidden = 256, int code = 128, long seed = 0)
        : base(nameof(SigmoidAutoencoder), seed, () =>
        {
            Guard.Count(features, 1, nameof(features), "features");
            Guard.Count(hidden, 1, nameof(hidden), "hidden units");
            Guard.Count(code, 1, nameof(code), "entries of a code");
            return (
                nn.Sequential(nn.Linear(features, hidden), nn.Sigmoid(), nn.Linear(hidden, code), nn.Sigmoid()),
                nn.Sequential(nn.Linear(code, hidden), nn.Sigmoid(), nn.Linear(hidden, features), nn.Sigmoid()));
        })
    {
    }
}
