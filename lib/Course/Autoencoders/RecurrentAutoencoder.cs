using static TorchSharp.torch;

namespace Course.Autoencoders;

/// <summary>The lecture's recurrent autoencoder, which reads a picture row by row: LSTM 100, LSTM 30, the last state repeated 28 times, LSTM 100, and a
/// dense layer with a sigmoid for each row.</summary>
/// <remarks>Samples are n x (steps width), the elements of the sequence one after another, so that pictures n x 784 need no change.</remarks>
public sealed class RecurrentAutoencoder : Autoencoder
{
    /// <summary>Recurrent layers, begun as in Keras.</summary>
    /// <param name="steps">Length of a sequence, 1 or more (default 28 rows).</param>
    /// <param name="width">Width of its elements, 1 or more (default 28 pixels).</param>
    /// <param name="hidden">Width of the first and last layers' states, 1 or more (default 100).</param>
    /// <param name="code">Length of a code, 1 or more (default 30).</param>
    /// <param name="seed">For the starting values (default 0).</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1.</exception>
    public RecurrentAutoencoder(int steps = 28, int width = 28, int hidden = 100, int code = 30, long seed = 0)
        : base(nameof(RecurrentAutoencoder), seed, () =>
        {
            Guard.Count(steps, 1, nameof(steps), "elements of a sequence");
            return (
                nn.Sequential(nn.Unflatten(1, [steps, width]), new Lstm(width, hidden), new Lstm(hidden, code, returnSequences: false)),
                nn.Sequential(new RepeatVector(steps), new Lstm(code, hidden), Dense.Layer(hidden, width), nn.Sigmoid(), nn.Flatten()));
        })
    {
    }
}
