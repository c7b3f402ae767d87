using static TorchSharp.torch;

namespace Course.Autoencoders;

/// <summary>Keeps the top left part of pictures: what lies below and to the right is cut off.</summary>
/// <remarks>
/// After a transposed convolution without padding this is Keras's rule <c>padding="same"</c>: with kernel 3 and stride 2, m pixels become 2 m + 1, and the
/// last row and column go. PyTorch's <c>padding=1, output_padding=1</c> also gives 2 m pixels, but cuts at the beginning.
/// </remarks>
public sealed class Crop2d : nn.Module<Tensor, Tensor>
{
    private readonly int _height, _width;

    /// <summary>A layer without parameters.</summary>
    /// <param name="height">Rows to keep, 1 or more.</param>
    /// <param name="width">Columns to keep, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">One is less than 1.</exception>
    public Crop2d(int height, int width) : base(nameof(Crop2d)) =>
        (_height, _width) = (Parameter.AtLeast(height, 1, nameof(height), "rows to keep"), Parameter.AtLeast(width, 1, nameof(width), "columns to keep"));

    /// <summary>The part kept.</summary>
    /// <param name="input">n x channels x height x width, at least as large as what is kept.</param>
    public override Tensor forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var shape = input.shape;
        if (shape.Length != 4 || shape[2] < _height || shape[3] < _width)
            throw new ArgumentException(Guard.Text($"input has the shape {TensorBridge.Shape(shape)}; it should be n x channels x height x width with at least {_height} rows and {_width} columns."), nameof(input));
        using var rows = input.narrow(2, 0, _height);
        return rows.narrow(3, 0, _width);
    }
}
