using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MathNet.Numerics.LinearAlgebra;

namespace Course;

/// <summary>Squared Euclidean distances from every one of n samples to a batch of points.</summary>
/// <remarks>
/// Few features: differences are squared and added, feature by feature. Many: |a|² + |b|² - 2 a·b with all inner products in one matrix product,
/// which takes time like a product and loses digits only where points lie much closer to each other than to the samples' mean.
/// </remarks>
internal sealed class SquaredDistances
{
    private const int FewFeatures = 6;

    private readonly int _samples, _features;
    private readonly double[] _mean, _norms;
    private readonly Matrix<double> _x;

    /// <summary>Prepares the samples.</summary>
    /// <param name="x">n x p, finite; it is left as it is.</param>
    public SquaredDistances(Matrix<double> x)
    {
        (_samples, _features) = (x.RowCount, x.ColumnCount);
        var from = Columns.Of(x);
        var centred = new double[from.Length];
        _mean = new double[_features];
        _norms = new double[_samples];
        for (var j = 0; j < _features; j++)
        {
            var column = from.AsSpan(j * _samples, _samples);
            // Differences need no common origin; inner products lose the fewer digits the nearer it lies.
            _mean[j] = _features <= FewFeatures ? 0 : Columns.Sum(column) / _samples;
            TensorPrimitives.Subtract(column, _mean[j], centred.AsSpan(j * _samples, _samples));
            AddSquares(centred.AsSpan(j * _samples, _samples), _norms);
        }
        _x = Columns.Matrix(_samples, _features, centred);
    }

    /// <summary>How many points to ask for at a time: a batch of distances of about 4 MB.</summary>
    public int BatchSize => Math.Clamp(512 * 1024 / _samples, 16, 512);

    /// <summary>The distances to points start, start + 1, ... of a set.</summary>
    /// <param name="points">m x p.</param>
    /// <param name="start">First point.</param>
    /// <param name="count">Number of points.</param>
    /// <returns>n x count by columns: the distances from all samples to one point lie one after another.</returns>
    public double[] To(Matrix<double> points, int start, int count)
    {
        var batch = new double[count * _features];
        var norms = new double[count];
        var (from, rows) = (Columns.Of(points), points.RowCount);
        for (var j = 0; j < _features; j++)
        {
            var column = batch.AsSpan(j * count, count);
            TensorPrimitives.Subtract(from.AsSpan(j * rows + start, count), _mean[j], column);
            AddSquares(column, norms);
        }
        return _features <= FewFeatures ? ByDifferences(batch, count) : ByProduct(batch, norms, count);
    }

    private double[] ByDifferences(double[] batch, int count)
    {
        var distances = new double[_samples * count];
        var x = Columns.Of(_x);
        Workers.For(count, i =>
        {
            var to = distances.AsSpan(i * _samples, _samples);
            for (var j = 0; j < _features; j++)
                AddSquaredDifferences(x.AsSpan(j * _samples, _samples), batch[j * count + i], to);
        });
        return distances;
    }

    private double[] ByProduct(double[] batch, double[] norms, int count)
    {
        var distances = Columns.Of(_x.TransposeAndMultiply(Columns.Matrix(count, _features, batch)));
        Workers.For(count, i =>
        {
            var to = distances.AsSpan(i * _samples, _samples);
            TensorPrimitives.MultiplyAdd(to, -2, _norms, to);
            TensorPrimitives.Add(to, norms[i], to);
            TensorPrimitives.Max(to, 0, to);
        });
        return distances;
    }

    private static void AddSquares(ReadOnlySpan<double> x, Span<double> sums) => TensorPrimitives.MultiplyAdd(x, x, sums, sums);

    /// <summary>sums += (x - value)².</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddSquaredDifferences(ReadOnlySpan<double> x, double value, Span<double> sums)
    {
        var vx = MemoryMarshal.Cast<double, Vector256<double>>(x);
        var vs = MemoryMarshal.Cast<double, Vector256<double>>(sums[..x.Length]);
        var v = Vector256.Create(value);
        for (var k = 0; k < vs.Length; k++)
        {
            var difference = vx[k] - v;
            vs[k] += difference * difference;
        }
        for (var i = vs.Length * Vector256<double>.Count; i < x.Length; i++)
            sums[i] += (x[i] - value) * (x[i] - value);
    }
}
