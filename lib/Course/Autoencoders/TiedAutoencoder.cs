using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Course.Autoencoders;

/// <summary>One layer each way with the same weights: h = sigmoid(W x + b), and back W^T h + c, with a sigmoid for pixels.</summary>
/// <remarks>
/// The decoder can't make good by large weights what the encoder saves by small ones, which would cheat a penalty on the codes.
/// S. Rifai et al., Contractive auto-encoders, ICML (2011).
/// </remarks>
public sealed class TiedAutoencoder : Autoencoder
{
    private readonly Linear _layer;

    /// <summary>Begun as in Keras.</summary>
    /// <param name="features">Number of features p, 1 or more (default 784 = 28 x 28 pixels).</param>
    /// <param name="code">Length of a code k, 1 or more (default 1000; it may exceed p).</param>
    /// <param name="pixels">Whether reconstructions pass a sigmoid, as for pixels between 0 and 1 (default), or are any numbers.</param>
    /// <param name="seed">For the starting values (default 0).</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1.</exception>
    public TiedAutoencoder(int features = 784, int code = 1000, bool pixels = true, long seed = 0)
        : this(Layer(features, code, seed), pixels)
    {
    }

    private TiedAutoencoder(Linear layer, bool pixels)
        : base(nn.Sequential(layer, nn.Sigmoid()), pixels ? nn.Sequential(new Transposed(layer), nn.Sigmoid()) : nn.Sequential(new Transposed(layer)), null, nameof(TiedAutoencoder)) =>
        _layer = layer;

    /// <summary>W, k x p: a row for each entry of the code.</summary>
    public Tensor Weight => _layer.weight;

    private static Linear Layer(int features, int code, long seed)
    {
        using var random = new SeededRandom(seed);
        return Dense.Layer(features, code);
    }

    /// <summary>A layer's way back. Its weight is the layer's own, so it is not registered again: an optimizer would take each step twice.</summary>
    private sealed class Transposed : nn.Module<Tensor, Tensor>
    {
        private readonly Linear _layer;
        private readonly TorchSharp.Modules.Parameter _bias;

        public Transposed(Linear layer) : base(nameof(Transposed))
        {
            _layer = layer;
            _bias = new TorchSharp.Modules.Parameter(zeros(layer.weight.shape[1]));
            // Under the field's own name: a conversion of the model to another type puts the new parameter into that field.
            register_parameter(nameof(_bias), _bias);
        }

        public override Tensor forward(Tensor input)
        {
            using var weight = _layer.weight.t();
            return nn.functional.linear(input, weight, _bias);
        }
    }
}
