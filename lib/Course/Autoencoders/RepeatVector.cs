using static TorchSharp.torch;

namespace Course.Autoencoders;

/// <summary>Repeats each code to a sequence of equal elements, for a recurrent decoder: n x p becomes n x times x p.</summary>
public sealed class RepeatVector : nn.Module<Tensor, Tensor>
{
    private readonly int _times;

    /// <summary>A layer without parameters.</summary>
    /// <param name="times">Length of the sequence, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="times"/> is less than 1.</exception>
    public RepeatVector(int times) : base(nameof(RepeatVector)) => _times = Parameter.AtLeast(times, 1, nameof(times), "repetitions");

    /// <summary>The sequences.</summary>
    /// <param name="input">n x p.</param>
    public override Tensor forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.shape.Length != 2)
            throw new ArgumentException($"input has the shape {TensorBridge.Shape(input.shape)}; it should be n x p, one code a row.", nameof(input));
        using var single = input.unsqueeze(1);
        return single.expand(input.shape[0], _times, input.shape[1]);
    }
}
