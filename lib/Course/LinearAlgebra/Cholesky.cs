using System.Numerics;
using System.Numerics.Tensors;
using Simd;

namespace Course.LinearAlgebra;

/// <summary>A = L L^T of a symmetric positive definite matrix.</summary>
/// <remarks>
/// With A cut into quarters: L11 L11^T = A11, L21 = A21 L11^-T, L22 L22^T = A22 - L21 L21^T. Halving again and again turns nearly all of the n^3 / 6
/// multiply-adds into matrix products (F. Gustavson, IBM J. Res. Dev. 41 (1997) 737).
/// </remarks>
internal static class Cholesky
{
    /// <summary>Order that is factored column by column.</summary>
    private const int Small = 24;

    /// <summary>Overwrites A by L, zeros above the diagonal.</summary>
    /// <param name="a">n x n by columns; only the lower triangle is read.</param>
    /// <param name="n">Order.</param>
    /// <returns>False where a pivot is not positive (or NaN): A is not positive definite, and what stands in it then has no meaning.</returns>
    public static bool Factor<T>(Span<T> a, int n)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!Factor(a, n, n))
            return false;
        for (var j = 1; j < n; j++)
            a.Slice(j * n, j).Clear();
        return true;
    }

    /// <summary>X = A^-1 B, in the place of B.</summary>
    /// <param name="factor">L, n x n.</param>
    /// <param name="n">Order.</param>
    /// <param name="b">n x <paramref name="columns"/>.</param>
    /// <param name="columns">Right-hand sides.</param>
    public static void Solve<T>(ReadOnlySpan<T> factor, int n, Span<T> b, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (n == 0 || columns == 0)
            return;
        ColumnMajor.Solve(Side.Left, Triangle.Lower, Transpose.No, Diagonal.Stored, n, columns, factor, n, b, n);
        ColumnMajor.Solve(Side.Left, Triangle.Lower, Transpose.Yes, Diagonal.Stored, n, columns, factor, n, b, n);
    }

    private static bool Factor<T>(Span<T> a, int lda, int n)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (n <= Small)
            return FactorColumns(a, lda, n);
        var half = (n / 2 + 7) / 8 * 8;
        var rest = n - half;
        if (!Factor(a, lda, half))
            return false;
        var below = a[half..];
        var corner = a[(half * lda + half)..];
        ColumnMajor.Solve(Side.Right, Triangle.Lower, Transpose.Yes, Diagonal.Stored, rest, half, a, lda, below, lda);
        ColumnMajor.SubtractSquare(rest, half, below, lda, corner, lda);
        return Factor(corner, lda, rest);
    }

    private static bool FactorColumns<T>(Span<T> a, int lda, int n)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var k = 0; k < n; k++)
        {
            var column = a.Slice(k * lda + k, n - k);
            if (!(column[0] > T.Zero))
                return false;
            column[0] = T.Sqrt(column[0]);
            var below = column[1..];
            TensorPrimitives.Divide(below, column[0], below);
            for (var j = k + 1; j < n; j++)
            {
                var target = a.Slice(j * lda + j, n - j);
                TensorPrimitives.MultiplyAddEstimate(below[(j - k - 1)..], -column[j - k], target, target);
            }
        }
        return true;
    }
}
