using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Course.Autoencoders;

/// <summary>
/// An autoencoder that is a probability model: codes z come from N(0, 1), samples from p(x | z), whose parameters the decoder gives; the encoder gives
/// mean and variance of a normal distribution q(z | x) of the codes that a sample may have come from.
/// </summary>
/// <remarks>
/// <para>
/// D. P. Kingma and M. Welling, arXiv:1312.6114 (2013); D. J. Rezende, S. Mohamed and D. Wierstra, ICML (2014). Trained with <see cref="Loss"/>, the evidence
/// lower bound with its sign changed: <c>Trainer.Fit(model, x, x, optimizer, model.Loss, epochs)</c>.
/// </para>
/// <para>
/// Samples are pixels between 0 and 1, which are read as the probability that the pixel is set, or real numbers with normal noise of a known deviation.
/// <see cref="Autoencoder.Encode"/> gives the mean of q(z | x).
/// </para>
/// </remarks>
public sealed class VariationalAutoencoder : Autoencoder
{
    private readonly nn.Module<Tensor, Tensor> _body;
    private readonly Linear _mean, _logVariance;
    private Tensor? _divergence;

    /// <summary>Dense layers, 784-256-2 and back, begun as in Keras, with SELU in between.</summary>
    /// <param name="features">Number of features p, 1 or more (default 784 = 28 x 28 pixels).</param>
    /// <param name="hidden">Width of the layer between, 1 or more (default 256).</param>
    /// <param name="code">Length of a code k, 1 or more (default 2).</param>
    /// <param name="deviation">Standard deviation of the noise in each feature; default null, which reads samples as pixels.</param>
    /// <param name="beta">Weight of the divergence in the loss, 0 or more; 1 (default) makes it a bound on the likelihood.</param>
    /// <param name="seed">For the starting values (default 0).</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1, <paramref name="deviation"/> is not positive or <paramref name="beta"/> negative.</exception>
    public VariationalAutoencoder(int features = 784, int hidden = 256, int code = 2, double? deviation = null, double beta = 1, long seed = 0)
        : this(Seeded(features, hidden, code, deviation, seed), deviation, beta)
    {
    }

    /// <summary>Layers of one's own.</summary>
    /// <param name="body">From samples, n x p, to what mean and variance are computed from, n x h.</param>
    /// <param name="mean">From there to the means of the codes, n x k.</param>
    /// <param name="logVariance">From there to the logarithms of their variances, n x k.</param>
    /// <param name="decoder">From codes to samples: probabilities of pixels between 0 and 1, or with <paramref name="deviation"/> the means of features.</param>
    /// <param name="deviation">Standard deviation of the noise in each feature; default null, which reads samples as pixels.</param>
    /// <param name="beta">Weight of the divergence in the loss, 0 or more (default 1).</param>
    /// <exception cref="ArgumentException"><paramref name="mean"/> and <paramref name="logVariance"/> have different sizes.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="deviation"/> is not positive, or <paramref name="beta"/> negative.</exception>
    public VariationalAutoencoder(
        nn.Module<Tensor, Tensor> body, Linear mean, Linear logVariance, nn.Module<Tensor, Tensor> decoder, double? deviation = null, double beta = 1)
        : this(Together(body, mean, logVariance, decoder), deviation, beta)
    {
    }

    private VariationalAutoencoder(Parts parts, double? deviation, double beta)
        : base(nn.Sequential(parts.Body, parts.Mean), parts.Decoder, null, nameof(VariationalAutoencoder))
    {
        (_body, _mean, _logVariance) = (parts.Body, parts.Mean, parts.LogVariance);
        Deviation = deviation is { } given ? Parameter.Positive(given, nameof(deviation)) : null;
        Beta = Parameter.NotNegative(beta, nameof(beta));
        register_module("log_variance", _logVariance);
    }

    /// <summary>Standard deviation of the noise in each feature; null for pixels.</summary>
    public double? Deviation { get; }

    /// <summary>Weight of the divergence in the loss.</summary>
    public double Beta { get; }

    /// <summary>Length of a code, k.</summary>
    public int CodeLength => (int)_mean.weight.shape[0];

    /// <summary>Divergence of q(z | x) from N(0, 1) for each of the samples that went through the model last, n entries in nats.</summary>
    /// <remarks>It lives as long as their reconstructions: until the end of the step, within a training.</remarks>
    /// <exception cref="InvalidOperationException">No samples went through the model yet.</exception>
    public Tensor Divergence => _divergence ?? throw new InvalidOperationException("No samples went through the model yet, so there is no divergence; call the model first.");

    /// <summary>The distribution q(z | x) of the codes of samples.</summary>
    /// <param name="x">n x p.</param>
    /// <returns>Its mean and the natural logarithm of its variance, n x k each.</returns>
    public (Tensor Mean, Tensor LogVariance) Posterior(Tensor x)
    {
        using var hidden = _body.call(x);
        return (_mean.call(hidden), _logVariance.call(hidden));
    }

    /// <summary>Encodes samples, draws a code for each from q(z | x), and decodes it; in training and in evaluation alike, as the bound is a mean over such
    /// draws. For the reconstruction of the mean code use <c>model.Decode(model.Encode(x))</c>.</summary>
    /// <param name="input">n x p.</param>
    /// <returns>n x p: probabilities of pixels, or means of features.</returns>
    public override Tensor forward(Tensor input)
    {
        var (mean, logVariance) = Posterior(input);
        _divergence = NormalCode.Divergence(mean, logVariance);
        using var code = NormalCode.Draw(mean, logVariance);
        mean.Dispose();
        logVariance.Dispose();
        return Decode(code);
    }

    /// <summary>-ln p(x | z) of samples: the binary cross-entropy summed over pixels, or ½ ‖x - output‖²/σ² + ½ p ln 2πσ².</summary>
    /// <param name="output">What the decoder gives, n x p.</param>
    /// <param name="target">The samples, n x p.</param>
    /// <returns>n entries, in nats.</returns>
    public Tensor ReconstructionLoss(Tensor output, Tensor target)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(target);
        if (Deviation is not { } sigma)
        {
            using var pixels = nn.functional.binary_cross_entropy(output, target, reduction: nn.Reduction.None);
            return pixels.sum(1);
        }
        using var squares = nn.functional.mse_loss(output, target, nn.Reduction.None);
        using var sum = squares.sum(1);
        using var scaled = sum * (0.5 / (sigma * sigma));
        return scaled + 0.5 * target.shape[1] * Math.Log(2 * Math.PI * sigma * sigma);
    }

    /// <summary>The loss of the samples that went through the model last: mean over them of <see cref="ReconstructionLoss"/> + β <see cref="Divergence"/>. With β = 1 it
    /// is, in the mean over draws, no less than -ln p(x).</summary>
    /// <param name="output">What the model has just given, n x p.</param>
    /// <param name="target">The samples it was given, n x p.</param>
    /// <returns>One number, in nats a sample.</returns>
    /// <exception cref="ArgumentException"><paramref name="output"/> is not what the model gave last.</exception>
    public Tensor Loss(Tensor output, Tensor target)
    {
        using var reconstruction = ReconstructionLoss(output, target);
        if (Divergence.shape[0] != output.shape[0])
            throw new ArgumentException(Guard.Text($"output has {output.shape[0]} samples, but {Divergence.shape[0]} went through the model last; the loss belongs to those, as the model keeps their divergence."), nameof(output));
        using var weighted = Divergence * Beta;
        using var sum = reconstruction + weighted;
        return sum.mean();
    }

    /// <summary>New samples: codes drawn from N(0, 1), decoded. Noise is left out: these are the probabilities of pixels, or the means of features.</summary>
    /// <param name="count">How many, 1 or more.</param>
    /// <param name="seed">For the codes (default 0).</param>
    /// <returns>count x p.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is less than 1.</exception>
    public Tensor Sample(int count, long seed = 0)
    {
        Guard.Count(count, 1, nameof(count), "samples");
        using var random = new SeededRandom(seed);
        using var codes = randn(count, CodeLength, dtype: _mean.weight.dtype);
        return Trainer.Predict(Decoder, codes);
    }

    private static Parts Together(nn.Module<Tensor, Tensor> body, Linear mean, Linear logVariance, nn.Module<Tensor, Tensor> decoder)
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(mean);
        ArgumentNullException.ThrowIfNull(logVariance);
        if (!mean.weight.shape.SequenceEqual(logVariance.weight.shape))
            throw new ArgumentException($"mean has a weight of {TensorBridge.Shape(mean.weight.shape)} and logVariance one of {TensorBridge.Shape(logVariance.weight.shape)}; both should have as many inputs and outputs.", nameof(logVariance));
        return new Parts(body, mean, logVariance, decoder);
    }

    private static Parts Seeded(int features, int hidden, int code, double? deviation, long seed)
    {
        using var random = new SeededRandom(seed);
        var body = nn.Sequential(Dense.Layer(features, hidden), nn.SELU());
        var (mean, logVariance) = (Dense.Layer(hidden, code), Dense.Layer(hidden, code));
        var (up, down) = (Dense.Layer(code, hidden), Dense.Layer(hidden, features));
        return new Parts(body, mean, logVariance, deviation is null ? nn.Sequential(up, nn.SELU(), down, nn.Sigmoid()) : nn.Sequential(up, nn.SELU(), down));
    }

    private sealed record Parts(nn.Module<Tensor, Tensor> Body, Linear Mean, Linear LogVariance, nn.Module<Tensor, Tensor> Decoder);
}
