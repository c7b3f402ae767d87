using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Course.Autoencoders;

/// <summary>A layer of long short-term memory that fits between other layers, begun as in Keras: sequences in, and out either sequences or their last
/// elements.</summary>
public sealed class Lstm : nn.Module<Tensor, Tensor>
{
    private readonly LSTM _layer;
    private readonly bool _sequences;

    /// <summary>A layer, begun as <see cref="KerasInitializers.Lstm"/> says.</summary>
    /// <param name="width">Width of an element of the sequence, 1 or more.</param>
    /// <param name="units">Width of the state, 1 or more.</param>
    /// <param name="returnSequences">Whether to return the state after each element (default) or after the last alone.</param>
    /// <exception cref="ArgumentOutOfRangeException">A width is less than 1.</exception>
    public Lstm(int width, int units, bool returnSequences = true) : base(nameof(Lstm))
    {
        Guard.Count(width, 1, nameof(width), "features of an element");
        Guard.Count(units, 1, nameof(units), "units");
        _layer = nn.LSTM(width, units, 1, true, true);
        _sequences = returnSequences;
        KerasInitializers.Lstm(_layer);
        register_module("lstm", _layer);
    }

    /// <summary>The states.</summary>
    /// <param name="input">n x time x width.</param>
    /// <returns>n x time x units, or n x units.</returns>
    public override Tensor forward(Tensor input)
    {
        var (states, last, cell) = _layer.call(input);
        cell.Dispose();
        if (_sequences)
        {
            last.Dispose();
            return states;
        }
        states.Dispose();
        using (last)
            return last.squeeze(0);
    }
}
