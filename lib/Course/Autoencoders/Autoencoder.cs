using static TorchSharp.torch;

namespace Course.Autoencoders;

/// <summary>An encoder, which turns samples into codes, and a decoder, which turns codes back into samples.</summary>
/// <remarks>The ready models are made of this class; use it as it is for an encoder and a decoder of one's own.</remarks>
public class Autoencoder : nn.Module<Tensor, Tensor>
{
    /// <summary>Joins an encoder and a decoder.</summary>
    /// <param name="encoder">From samples, one along the first dimension, to codes.</param>
    /// <param name="decoder">From codes to samples.</param>
    /// <param name="corruption">What happens to the samples before they are encoded, in training only, such as <see cref="GaussianNoise"/> or
    /// <c>torch.nn.Dropout(0.5)</c>; default nothing.</param>
    /// <param name="name">A name for the eye; default that of the class.</param>
    public Autoencoder(nn.Module<Tensor, Tensor> encoder, nn.Module<Tensor, Tensor> decoder, nn.Module<Tensor, Tensor>? corruption = null, string? name = null)
        : base(name ?? nameof(Autoencoder))
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(decoder);
        (Encoder, Decoder, Corruption) = (encoder, decoder, corruption);
        if (corruption is not null)
            register_module("corruption", corruption);
        register_module("encoder", encoder);
        register_module("decoder", decoder);
    }

    /// <summary>Makes encoder and decoder with random numbers of a seed's own.</summary>
    private protected Autoencoder(string name, long seed, Func<(nn.Module<Tensor, Tensor> Encoder, nn.Module<Tensor, Tensor> Decoder)> make, nn.Module<Tensor, Tensor>? corruption = null)
        : this(Seeded(seed, make), corruption, name)
    {
    }

    private Autoencoder((nn.Module<Tensor, Tensor> Encoder, nn.Module<Tensor, Tensor> Decoder) parts, nn.Module<Tensor, Tensor>? corruption, string name)
        : this(parts.Encoder, parts.Decoder, corruption, name)
    {
    }

    /// <summary>From samples to codes.</summary>
    public nn.Module<Tensor, Tensor> Encoder { get; }

    /// <summary>From codes to samples.</summary>
    public nn.Module<Tensor, Tensor> Decoder { get; }

    /// <summary>What happens to samples before they are encoded, in training only; null if nothing.</summary>
    public nn.Module<Tensor, Tensor>? Corruption { get; }

    /// <summary>The codes of samples, not corrupted.</summary>
    /// <param name="x">n samples along the first dimension.</param>
    /// <returns>n codes along the first dimension.</returns>
    public Tensor Encode(Tensor x) => Encoder.call(x);

    /// <summary>The samples that codes stand for.</summary>
    /// <param name="code">n codes along the first dimension.</param>
    /// <returns>n samples along the first dimension.</returns>
    public Tensor Decode(Tensor code) => Decoder.call(code);

    /// <summary>The reconstructions of samples: corrupted in training mode if so made, encoded, decoded.</summary>
    /// <param name="input">n samples along the first dimension.</param>
    /// <returns>n reconstructions along the first dimension.</returns>
    public override Tensor forward(Tensor input)
    {
        if (Corruption is null)
        {
            using var code = Encode(input);
            return Decode(code);
        }
        using var corrupted = Corruption.call(input);
        using var codeOfCorrupted = Encode(corrupted);
        return Decode(codeOfCorrupted);
    }

    private static (nn.Module<Tensor, Tensor> Encoder, nn.Module<Tensor, Tensor> Decoder) Seeded(
        long seed, Func<(nn.Module<Tensor, Tensor> Encoder, nn.Module<Tensor, Tensor> Decoder)> make)
    {
        using var random = new SeededRandom(seed);
        return make();
    }
}
