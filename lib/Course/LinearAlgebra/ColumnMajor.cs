using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using Simd;

namespace Course.LinearAlgebra;

/// <summary>Products and triangular solves of matrices stored column by column, as Math.NET stores them.</summary>
/// <remarks>The same bytes read row by row, as <see cref="Blas"/> reads them, are the transpose: sides and triangles change places.</remarks>
internal static class ColumnMajor
{
    /// <summary>Right-hand sides up to which a triangular solve goes through the triangle once for each.</summary>
    private const int FewColumns = 4;

    /// <summary>C = alpha op(A) op(B) + beta C; op(A) is m x k, op(B) k x n.</summary>
    public static void Multiply<T>(
        Simd.Transpose transposeA, Simd.Transpose transposeB, int m, int n, int k,
        T alpha, ReadOnlySpan<T> a, int lda, ReadOnlySpan<T> b, int ldb, T beta, Span<T> c, int ldc)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (m > 0 && n > 0)
            Blas.GemmColumnMajor(transposeA, transposeB, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
    }

    /// <summary>The lower triangle of C = C - A A^T; A is n x k.</summary>
    public static void SubtractSquare<T>(int n, int k, ReadOnlySpan<T> a, int lda, Span<T> c, int ldc)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Blas.Syrk(Triangle.Upper, Simd.Transpose.Yes, n, k, -T.One, a, lda, T.One, c, ldc);

    /// <summary>Solves op(A) X = B (left) or X op(A) = B (right) in place; B is m x n.</summary>
    public static void Solve<T>(
        Side side, Triangle triangle, Simd.Transpose transpose, Diagonal diagonal, int m, int n, ReadOnlySpan<T> a, int lda, Span<T> b, int ldb)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (side == Side.Left && n <= FewColumns)
        {
            for (var j = 0; j < n; j++)
                Solve(triangle, transpose, diagonal, a, lda, b.Slice(j * ldb, m));
            return;
        }
        Blas.Trsm(
            side == Side.Left ? Side.Right : Side.Left, triangle == Triangle.Lower ? Triangle.Upper : Triangle.Lower, transpose, diagonal,
            n, m, T.One, a, lda, b, ldb);
    }

    /// <summary>The transpose of a rows x columns matrix, in squares that stay in the cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose<T>(ReadOnlySpan<T> x, int rows, int columns, Span<T> transposed)
    {
        const int Square = 16;
        for (var j0 = 0; j0 < columns; j0 += Square)
        {
            var jEnd = Math.Min(columns, j0 + Square);
            for (var i0 = 0; i0 < rows; i0 += Square)
            {
                var iEnd = Math.Min(rows, i0 + Square);
                for (var i = i0; i < iEnd; i++)
                    for (var j = j0; j < jEnd; j++)
                        transposed[i * columns + j] = x[j * rows + i];
            }
        }
    }

    /// <summary>The same for a single right-hand side: A is read once, column by column.</summary>
    private static void Solve<T>(Triangle triangle, Simd.Transpose transpose, Diagonal diagonal, ReadOnlySpan<T> a, int lda, Span<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var n = x.Length;
        var forward = triangle == Triangle.Lower == (transpose == Simd.Transpose.No);
        for (var step = 0; step < n; step++)
        {
            var k = forward ? step : n - 1 - step;
            var (from, to) = triangle == Triangle.Lower ? (k + 1, n) : (0, k);
            var column = a.Slice(k * lda + from, to - from);
            var rest = x[from..to];
            if (transpose == Simd.Transpose.Yes)
                x[k] -= TensorPrimitives.Dot(column, rest);
            if (diagonal == Diagonal.Stored)
                x[k] /= a[k * lda + k];
            if (transpose == Simd.Transpose.No)
                TensorPrimitives.MultiplyAddEstimate(column, -x[k], rest, rest);
        }
    }
}
