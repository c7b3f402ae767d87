using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using Simd;

namespace Course.LinearAlgebra;

/// <summary>P A = L U with partial pivoting.</summary>
/// <remarks>
/// The columns are halved again and again (S. Toledo, SIAM J. Matrix Anal. Appl. 18 (1997) 1065), so that nearly all of the n^3 / 3 multiply-adds
/// are matrix products. A zero pivot is left in place, as Math.NET does: the solution then holds infinity or NaN.
/// </remarks>
internal static class Lu
{
    /// <summary>Columns that are eliminated one after the other.</summary>
    private const int Narrow = 8;

    /// <summary>Overwrites A by L (below the diagonal, with ones on it that are not stored) and U.</summary>
    /// <param name="a">n x n by columns.</param>
    /// <param name="pivots">Length n: in step j, row j changed places with row pivots[j].</param>
    public static void Factor<T>(Span<T> a, Span<int> pivots)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (pivots.Length > 0)
            Factor(a, pivots.Length, pivots.Length, pivots);
    }

    /// <summary>X = A^-1 B, in the place of B.</summary>
    /// <param name="factors">n x n, from <see cref="Factor{T}(Span{T}, Span{int})"/>.</param>
    /// <param name="pivots">Length n.</param>
    /// <param name="b">n x <paramref name="columns"/>.</param>
    /// <param name="columns">Right-hand sides.</param>
    public static void Solve<T>(ReadOnlySpan<T> factors, ReadOnlySpan<int> pivots, Span<T> b, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var n = pivots.Length;
        if (n == 0 || columns == 0)
            return;
        SwapRows(b, n, columns, pivots);
        ColumnMajor.Solve(Side.Left, Triangle.Lower, Transpose.No, Diagonal.Unit, n, columns, factors, n, b, n);
        ColumnMajor.Solve(Side.Left, Triangle.Upper, Transpose.No, Diagonal.Stored, n, columns, factors, n, b, n);
    }

    // lda rows apart; rows >= pivots.Length = columns.
    private static void Factor<T>(Span<T> a, int lda, int rows, Span<int> pivots)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var columns = pivots.Length;
        if (columns <= Narrow)
        {
            Eliminate(a, lda, rows, pivots);
            return;
        }
        var half = (columns / 2 + Narrow - 1) / Narrow * Narrow;
        var rest = columns - half;
        Factor(a, lda, rows, pivots[..half]);

        var right = a[(half * lda)..];
        SwapRows(right, lda, rest, pivots[..half]);
        ColumnMajor.Solve(Side.Left, Triangle.Lower, Transpose.No, Diagonal.Unit, half, rest, a, lda, right, lda);
        ColumnMajor.Multiply(Transpose.No, Transpose.No, rows - half, rest, half, -T.One, a[half..], lda, right, lda, T.One, right[half..], lda);

        Factor(right[half..], lda, rows - half, pivots[half..]);
        SwapRows(a[half..], lda, half, pivots[half..]);
        foreach (ref var pivot in pivots[half..])
            pivot += half;
    }

    private static void Eliminate<T>(Span<T> a, int lda, int rows, Span<int> pivots)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var k = 0; k < pivots.Length; k++)
        {
            var column = a.Slice(k * lda, rows);
            var pivot = IndexOfLargest<T>(column, k);
            pivots[k] = pivot;
            if (pivot != k)
                for (var j = 0; j < pivots.Length; j++)
                    (a[j * lda + k], a[j * lda + pivot]) = (a[j * lda + pivot], a[j * lda + k]);

            var below = column[(k + 1)..];
            if (column[k] != T.Zero)
                TensorPrimitives.Divide(below, column[k], below);
            for (var j = k + 1; j < pivots.Length; j++)
            {
                var target = a.Slice(j * lda + k + 1, below.Length);
                TensorPrimitives.MultiplyAddEstimate(below, -a[j * lda + k], target, target);
            }
        }
    }

    // The first of the largest magnitudes from an index on.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int IndexOfLargest<T>(ReadOnlySpan<T> x, int from)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (index, largest) = (from, T.Abs(x[from]));
        for (var i = from + 1; i < x.Length; i++)
        {
            var magnitude = T.Abs(x[i]);
            if (magnitude > largest)
                (index, largest) = (i, magnitude);
        }
        return index;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SwapRows<T>(Span<T> a, int lda, int columns, ReadOnlySpan<int> pivots)
    {
        for (var j = 0; j < columns; j++)
        {
            var column = a.Slice(j * lda);
            for (var i = 0; i < pivots.Length; i++)
                if (pivots[i] != i)
                    (column[i], column[pivots[i]]) = (column[pivots[i]], column[i]);
        }
    }
}
