using System.Runtime.InteropServices;
using MathNet.Numerics.LinearAlgebra;
using static TorchSharp.torch;

namespace Course.Autoencoders;

/// <summary>Between Math.NET's matrices and TorchSharp's tensors; each result is a copy.</summary>
public static class TensorBridge
{
    /// <summary>A tensor with the entries of a matrix.</summary>
    /// <param name="matrix">n x p.</param>
    /// <param name="type">Float32 (default), in which networks compute, or Float64, which keeps every digit.</param>
    /// <returns>n x p, row after row.</returns>
    /// <exception cref="ArgumentException"><paramref name="type"/> is neither.</exception>
    public static Tensor ToTensor(this Matrix<double> matrix, ScalarType type = ScalarType.Float32)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        RequireFloating(type);
        var tensor = empty(matrix.RowCount, matrix.ColumnCount, type);
        var values = Columns.Of(matrix);
        if (type == ScalarType.Float32)
            Transpose(values, matrix.RowCount, MemoryMarshal.Cast<byte, float>(tensor.bytes), value => (float)value);
        else
            Transpose(values, matrix.RowCount, MemoryMarshal.Cast<byte, double>(tensor.bytes), value => value);
        return tensor;
    }

    /// <summary>A tensor with the entries of a vector.</summary>
    /// <param name="vector">n entries.</param>
    /// <param name="type">Float32 (default) or Float64.</param>
    /// <returns>n entries, one dimension.</returns>
    /// <exception cref="ArgumentException"><paramref name="type"/> is neither.</exception>
    public static Tensor ToTensor(this Vector<double> vector, ScalarType type = ScalarType.Float32)
    {
        ArgumentNullException.ThrowIfNull(vector);
        return vector.ToColumnMatrix().ToTensor(type).reshape(vector.Count);
    }

    /// <summary>A matrix with the entries of a tensor.</summary>
    /// <param name="tensor">n x p, Float32 or Float64.</param>
    /// <exception cref="ArgumentException">It does not have two dimensions, is empty, or has other elements.</exception>
    public static Matrix<double> ToMatrix(this Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        var shape = tensor.shape;
        if (shape.Length != 2)
        {
            var advice = shape.Length > 2 ? Guard.Text($" Put each sample into a row with tensor.reshape({shape[0]}, {shape[1..].Aggregate(1L, (a, b) => a * b)}).") : " A vector becomes one with ToVector().";
            throw new ArgumentException($"tensor has the shape {Shape(shape)}; a matrix has two dimensions, n x p.{advice}", nameof(tensor));
        }
        var (rows, columns) = (checked((int)shape[0]), checked((int)shape[1]));
        if (rows == 0 || columns == 0)
            throw new ArgumentException($"tensor has the shape {Shape(shape)}; a matrix has at least one row and one column.", nameof(tensor));
        return Columns.Matrix(rows, columns, ColumnMajor(tensor, rows));
    }

    /// <summary>A vector with the entries of a tensor.</summary>
    /// <param name="tensor">n entries in one dimension, Float32 or Float64.</param>
    /// <exception cref="ArgumentException">It does not have one dimension, is empty, or has other elements.</exception>
    public static Vector<double> ToVector(this Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (tensor.shape.Length != 1 || tensor.shape[0] == 0)
            throw new ArgumentException($"tensor has the shape {Shape(tensor.shape)}; a vector has one dimension and at least one entry.", nameof(tensor));
        return Columns.Vector(ColumnMajor(tensor, (int)tensor.shape[0]));
    }

    /// <summary>A shape as text, such as [32, 784].</summary>
    internal static string Shape(long[] shape) => $"[{string.Join(", ", shape)}]";

    private static double[] ColumnMajor(Tensor tensor, int rows)
    {
        RequireFloating(tensor.dtype);
        using var scope = NewDisposeScope();
        var contiguous = tensor.detach().cpu().contiguous();
        var values = new double[contiguous.numel()];
        // The transpose of row after row, with the dimensions exchanged, is column after column.
        if (tensor.dtype == ScalarType.Float32)
            Transpose<float, double>(MemoryMarshal.Cast<byte, float>(contiguous.bytes), values.Length / rows, values, value => value);
        else
            Transpose<double, double>(MemoryMarshal.Cast<byte, double>(contiguous.bytes), values.Length / rows, values, value => value);
        return values;
    }

    // From runs of length `run` to the runs across them.
    private static void Transpose<TFrom, TTo>(ReadOnlySpan<TFrom> from, int run, Span<TTo> to, Func<TFrom, TTo> convert)
    {
        var runs = from.Length / run;
        const int Block = 32;
        for (var j0 = 0; j0 < runs; j0 += Block)
            for (var i0 = 0; i0 < run; i0 += Block)
                for (var j = j0; j < Math.Min(j0 + Block, runs); j++)
                    for (var i = i0; i < Math.Min(i0 + Block, run); i++)
                        to[i * runs + j] = convert(from[j * run + i]);
    }

    private static void RequireFloating(ScalarType type)
    {
        if (type is not (ScalarType.Float32 or ScalarType.Float64))
            throw new ArgumentException($"The type of the elements is {type}; it should be Float32 or Float64. Other tensors are converted with tensor.to_type(torch.float32).", nameof(type));
    }
}
