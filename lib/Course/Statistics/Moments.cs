using System.Numerics.Tensors;
using Course.Decomposition;
using MathNet.Numerics.LinearAlgebra;
using Simd;

namespace Course.Statistics;

/// <summary>Means, variances, covariances and correlations of the columns of a design matrix.</summary>
/// <remarks>
/// Everything is computed in two passes, first the means, then products of deviations: the one-pass formula
/// E[x²] - E[x]² loses all digits when the mean is large against the spread. Cost: O(n p), for matrices O(n p²).
/// </remarks>
public static class Moments
{
    private const int BlockRows = 512;

    /// <summary>Mean of each column.</summary>
    /// <param name="x">n x p, one sample a row; finite, n >= 1.</param>
    /// <returns>Length p, in the features' own units.</returns>
    /// <exception cref="ArgumentException"><paramref name="x"/> is empty or holds NaN or infinity (the message names the first such entry).</exception>
    public static Vector<double> ColumnMeans(Matrix<double> x)
    {
        Guard.Design(x, nameof(x));
        return MeansOf(x);
    }

    /// <summary>Variance of each column, with divisor n - ddof.</summary>
    /// <param name="x">n x p, one sample a row; finite.</param>
    /// <param name="ddof">1 (default) for the unbiased estimate, 0 for the population's variance.</param>
    /// <returns>Length p, in the square of the features' units.</returns>
    /// <exception cref="ArgumentException"><paramref name="x"/> is empty or not finite, or has too few samples for <paramref name="ddof"/>.</exception>
    public static Vector<double> ColumnVariances(Matrix<double> x, int ddof = 1) => ColumnVariances(x, ColumnMeans(x), ddof);

    /// <summary>Standard deviation of each column, with divisor n - ddof under the root.</summary>
    /// <returns>Length p, in the features' own units.</returns>
    /// <inheritdoc cref="ColumnVariances(Matrix{double}, int)"/>
    public static Vector<double> ColumnStandardDeviations(Matrix<double> x, int ddof = 1) => ColumnVariances(x, ddof).PointwiseSqrt();

    /// <summary>The matrix with each column's mean taken away.</summary>
    /// <param name="x">n x p, one sample a row; finite, n >= 1. It is left as it is.</param>
    /// <returns>A new n x p matrix whose columns have mean 0.</returns>
    /// <inheritdoc cref="ColumnMeans" path="/exception"/>
    public static Matrix<double> Centre(Matrix<double> x) => Centre(x, ColumnMeans(x));

    /// <summary>Covariance matrix of the columns: C = (X - mean)^T (X - mean) / (n - ddof).</summary>
    /// <param name="x">n x p, one sample a row; finite.</param>
    /// <param name="ddof">1 (default) as NumPy's and pandas's cov; 0 divides by n.</param>
    /// <returns>p x p, exactly symmetric, positive semi-definite but for rounding.</returns>
    /// <exception cref="ArgumentException"><paramref name="x"/> is empty or not finite, or has too few samples for <paramref name="ddof"/>.</exception>
    public static Matrix<double> Covariance(Matrix<double> x, int ddof = 1)
    {
        Guard.Design(x, nameof(x));
        Guard.DegreesOfFreedom(x.RowCount, ddof, nameof(ddof));
        return Covariance(x, MeansOf(x), [.. Enumerable.Range(0, x.ColumnCount)], ddof);
    }

    /// <summary>Correlation matrix of the columns: K[i, j] = C[i, j] / sqrt(C[i, i] C[j, j]).</summary>
    /// <param name="x">n x p, one sample a row; finite, n >= 2.</param>
    /// <returns>p x p, exactly symmetric, with ones on the diagonal and entries in [-1, 1].</returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="x"/> has fewer than two samples or is not finite, or one of its columns is constant: its correlation is 0/0,
    /// which NumPy answers with NaN and a warning that is easily missed.
    /// </exception>
    public static Matrix<double> Correlation(Matrix<double> x)
    {
        Guard.Design(x, nameof(x), minimumRows: 2);
        var c = Columns.Of(Covariance(x));
        var p = x.ColumnCount;
        var deviations = new double[p];
        var values = Columns.Of(x);
        for (var j = 0; j < p; j++)
        {
            deviations[j] = Math.Sqrt(c[j * p + j]);
            if (deviations[j] == 0)
                throw new ArgumentException(Guard.Text($"Column {j} of {nameof(x)} is constant ({values[j * x.RowCount]}); a correlation needs features that vary. Drop that column first."), nameof(x));
        }
        var k = new double[p * p];
        for (var j = 0; j < p; j++)
            for (var i = 0; i < p; i++)
                k[j * p + i] = i == j ? 1 : Math.Clamp(c[j * p + i] / (deviations[i] * deviations[j]), -1, 1);
        return Columns.Matrix(p, p, k);
    }

    /// <summary>Covariance of two sets of measurements: sum (x_i - mean x)(y_i - mean y) / (n - ddof).</summary>
    /// <param name="x">n measurements.</param>
    /// <param name="y">The n measurements that go with them.</param>
    /// <param name="ddof">1 (default) for the unbiased estimate; 0 divides by n.</param>
    /// <returns>Any real number: negative where one falls as the other rises.</returns>
    /// <exception cref="ArgumentException">The lengths differ, an entry is not finite, or there are too few for <paramref name="ddof"/>.</exception>
    public static double Covariance(Vector<double> x, Vector<double> y, int ddof = 1) => Covariance(Pair(x, y), ddof)[0, 1];

    /// <summary>Correlation of two sets of measurements, their covariance over both standard deviations.</summary>
    /// <param name="x">n >= 2 measurements, not all equal.</param>
    /// <param name="y">The n measurements that go with them, not all equal.</param>
    /// <returns>Between -1 and 1.</returns>
    /// <exception cref="ArgumentException">The lengths differ, an entry is not finite, or one set is constant.</exception>
    public static double Correlation(Vector<double> x, Vector<double> y) => Correlation(Pair(x, y))[0, 1];

    internal static Vector<double> ColumnVariances(Matrix<double> x, Vector<double> means, int ddof)
    {
        Guard.DegreesOfFreedom(x.RowCount, ddof, nameof(ddof));
        var values = Columns.Of(x);
        var n = x.RowCount;
        var variances = new double[x.ColumnCount];
        for (var j = 0; j < variances.Length; j++)
        {
            var column = values.AsSpan(j * n, n);
            // The sum of deviations would be 0 without rounding; taking its square away removes the rounding of the mean.
            double mean = means[j], squares = 0, sum = 0;
            foreach (var value in column)
            {
                var deviation = value - mean;
                squares += deviation * deviation;
                sum += deviation;
            }
            variances[j] = Math.Max(0, (squares - sum * sum / n) / (n - ddof));
        }
        return Columns.Vector(variances);
    }

    internal static Matrix<double> Centre(Matrix<double> x, Vector<double> means)
    {
        var n = x.RowCount;
        var values = Columns.Of(x);
        var centred = new double[values.Length];
        Workers.For(x.ColumnCount, values.Length, j => TensorPrimitives.Subtract(values.AsSpan(j * n, n), means[j], centred.AsSpan(j * n, n)));
        return Columns.Matrix(n, x.ColumnCount, centred);
    }

    // Means of data that have been checked. The mean of the deviations from a first mean repairs that mean's rounding; of equal values it is that
    // value exactly.
    internal static Vector<double> MeansOf(Matrix<double> x)
    {
        var (values, n, means) = (Columns.Of(x), x.RowCount, new double[x.ColumnCount]);
        Workers.For(means.Length, x.RowCount * (long)x.ColumnCount, j =>
        {
            var column = values.AsSpan(j * n, n);
            var first = Columns.Sum(column) / n;
            means[j] = first + Columns.SumOfDifferences(column, first) / n;
        });
        return Columns.Vector(means);
    }

    // The features that are not one and the same value in every sample.
    internal static int[] VaryingFeatures(Matrix<double> x)
    {
        var (values, n) = (Columns.Of(x), x.RowCount);
        return [.. Enumerable.Range(0, x.ColumnCount).Where(j => values.AsSpan(j * n, n).ContainsAnyExcept(values[j * n]))];
    }

    // Of some features. Centred block by block on the way into the product, so that no centred copy of all samples is made.
    internal static Matrix<double> Covariance(Matrix<double> x, Vector<double> means, int[] features, int ddof, CancellationToken cancellationToken = default)
    {
        var (values, n, p) = (Columns.Of(x), x.RowCount, features.Length);
        var (c, block) = (new double[p * p], new double[Math.Min(n, BlockRows) * p]);
        for (var start = 0; start < n; start += BlockRows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (first, rows) = (start, Math.Min(BlockRows, n - start));
            Workers.For(p, (long)p * rows, j => TensorPrimitives.Subtract(values.AsSpan(features[j] * n + first, rows), means[features[j]], block.AsSpan(j * rows, rows)));
            // By columns a block is its transpose by rows, and the upper triangle by rows the lower one.
            Blas.Syrk(Triangle.Upper, Transpose.No, p, rows, 1, block, rows, start == 0 ? 0 : 1, c, p);
        }
        Symmetry.CopyLowerToUpper(c, p);
        TensorPrimitives.Divide(c, n - ddof, c);
        return Columns.Matrix(p, p, c);
    }

    private static Matrix<double> Pair(Vector<double> x, Vector<double> y)
    {
        Guard.Values(x, nameof(x));
        Guard.Values(y, nameof(y));
        Guard.OnePerSample(y.Count, x.Count, nameof(y), nameof(x));
        return Matrix<double>.Build.DenseOfColumnVectors(x, y);
    }
}
