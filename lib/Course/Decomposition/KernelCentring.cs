using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Course.Decomposition;

/// <summary>Centres samples in feature space, where only their inner products are known: K - 1K - K1 + 1K1 with 1 the matrix of all 1/n.</summary>
internal static class KernelCentring
{
    /// <summary>Centres an exactly symmetric n x n matrix in place.</summary>
    /// <returns>The mean of each column before, and their mean: all that is needed to centre new samples.</returns>
    public static (double[] Means, double Mean) InPlace(double[] k, int n)
    {
        var means = new double[n];
        Workers.For(n, j => means[j] = Columns.Sum(k.AsSpan(j * n, n)) / n);
        var mean = Columns.Sum(means) / n;
        // (k - row mean - column mean) is formed in the same order on both sides of the diagonal, so that the result is exactly symmetric.
        Workers.For(n, j =>
        {
            var column = k.AsSpan(j * n, n);
            var wide = MemoryMarshal.Cast<double, Vector256<double>>(column);
            var wideMeans = MemoryMarshal.Cast<double, Vector256<double>>(means.AsSpan());
            var (own, all) = (Vector256.Create(means[j]), Vector256.Create(mean));
            for (var i = 0; i < wide.Length; i++)
                wide[i] = wide[i] - (wideMeans[i] + own) + all;
            for (var i = wide.Length * Vector256<double>.Count; i < n; i++)
                column[i] = column[i] - (means[i] + means[j]) + mean;
        });
        return (means, mean);
    }

    /// <summary>Centres inner products of new samples with the old ones: n x m by columns, one column a new sample.</summary>
    public static void NewInPlace(double[] k, int n, int m, double[] means, double mean)
    {
        Workers.For(m, j =>
        {
            var column = k.AsSpan(j * n, n);
            var own = Columns.Sum(column) / n;
            TensorPrimitives.Subtract(column, means, column);
            TensorPrimitives.Add(column, mean - own, column);
        });
    }
}
