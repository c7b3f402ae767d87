using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MathNet.Numerics.LinearAlgebra;
using Simd;

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
    private readonly double[] _x;

    /// <summary>Prepares the samples.</summary>
    /// <param name="x">n x p, finite; it is left as it is.</param>
    public SquaredDistances(Matrix<double> x)
    {
        (_samples, _features) = (x.RowCount, x.ColumnCount);
        var from = Columns.Of(x);
        _x = new double[from.Length];
        _mean = new double[_features];
        _norms = new double[_samples];
        for (var j = 0; j < _features; j++)
        {
            var column = from.AsSpan(j * _samples, _samples);
            // Differences need no common origin; inner products lose the fewer digits the nearer it lies.
            _mean[j] = _features <= FewFeatures ? 0 : Columns.Sum(column) / _samples;
            TensorPrimitives.Subtract(column, _mean[j], _x.AsSpan(j * _samples, _samples));
            AddSquares(_x.AsSpan(j * _samples, _samples), _norms);
        }
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
        var distances = new double[_samples * count];
        var byProduct = _features > FewFeatures;
        if (byProduct)
            Blas.GemmColumnMajor(Transpose.No, Transpose.Yes, _samples, count, _features, 1, _x, _samples, batch, count, 0, distances, _samples);
        Workers.For(count, i =>
        {
            var to = distances.AsSpan(i * _samples, _samples);
            if (byProduct)
                FromProducts(to, _norms, norms[i]);
            else
                for (var j = 0; j < _features; j++)
                    AddSquaredDifferences(_x.AsSpan(j * _samples, _samples), batch[j * count + i], to);
        });
        return distances;
    }

    /// <summary>The distances between all samples, each computed once: only what lies below the diagonal is filled in, and the diagonal is 0.</summary>
    /// <returns>n x n by columns.</returns>
    public double[] LowerTriangle()
    {
        var n = _samples;
        var distances = new double[n * n];
        var byProduct = _features > FewFeatures;
        // What is below the diagonal by columns is above it by rows.
        if (byProduct)
            Blas.Syrk(Triangle.Upper, Transpose.Yes, n, _features, 1, _x, n, 0, distances, n);
        Workers.For(n, i =>
        {
            var to = distances.AsSpan(i * n + i, n - i);
            if (byProduct)
                FromProducts(to, _norms.AsSpan(i), _norms[i]);
            else
                for (var j = 0; j < _features; j++)
                    AddSquaredDifferences(_x.AsSpan(j * n + i, n - i), _x[j * n + i], to);
            to[0] = 0;
        });
        return distances;
    }

    private static void FromProducts(Span<double> products, ReadOnlySpan<double> norms, double norm)
    {
        TensorPrimitives.MultiplyAdd(products, -2, norms, products);
        TensorPrimitives.Add(products, norm, products);
        TensorPrimitives.Max(products, 0, products);
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
