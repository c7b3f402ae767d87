using System.Numerics;
using Simd.Gemm;

namespace Simd;

public static unsafe partial class Blas
{
    /// <summary>One triangle of C = alpha op(A) op(B) + beta C, for a product that is known to be symmetric or wanted in half.</summary>
    /// <remarks>
    /// Cost: n^2 k / 2 multiply-adds, half of <see cref="Gemm"/>. The symmetric rank-2k update A B^T + B A^T is one such product, of [A B] and [B A].
    /// </remarks>
    /// <param name="triangle">The triangle of C to read and write, <see cref="Triangle.Lower"/> or <see cref="Triangle.Upper"/>; the rest is left alone.</param>
    /// <param name="transposeA">Whether op(A) = A^T.</param>
    /// <param name="transposeB">Whether op(B) = B^T.</param>
    /// <param name="n">Rows of op(A), columns of op(B), rows and columns of C.</param>
    /// <param name="k">Columns of op(A), rows of op(B).</param>
    /// <param name="alpha">Factor of the product.</param>
    /// <param name="a">A as stored: n x k, or k x n if transposed.</param>
    /// <param name="lda">Row stride of A.</param>
    /// <param name="b">B as stored: k x n, or n x k if transposed.</param>
    /// <param name="ldb">Row stride of B.</param>
    /// <param name="beta">Factor of the old C.</param>
    /// <param name="c">C, n x n.</param>
    /// <param name="ldc">Row stride of C.</param>
    /// <typeparam name="T">float or double.</typeparam>
    /// <exception cref="ArgumentException">A span is shorter than its matrix, a size negative, a stride less than the number of columns, or
    /// <paramref name="triangle"/> is <see cref="Triangle.Both"/>.</exception>
    /// <exception cref="NotSupportedException">T is neither float nor double.</exception>
    public static void Gemmtr<T>(
        Triangle triangle, Transpose transposeA, Transpose transposeB, int n, int k,
        T alpha, ReadOnlySpan<T> a, int lda, ReadOnlySpan<T> b, int ldb, T beta, Span<T> c, int ldc)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Argument.Precision<T>();
        Argument.OneTriangle(triangle, nameof(triangle));
        Argument.Enumeration(transposeA, nameof(transposeA));
        Argument.Enumeration(transposeB, nameof(transposeB));
        Argument.Size(n, nameof(n));
        Argument.Size(k, nameof(k));
        bool turnA = transposeA == Transpose.Yes, turnB = transposeB == Transpose.Yes;
        Argument.Matrix(a.Length, turnA ? k : n, turnA ? n : k, lda, nameof(a));
        Argument.Matrix(b.Length, turnB ? n : k, turnB ? k : n, ldb, nameof(b));
        Argument.Matrix(c.Length, n, n, ldc, nameof(c));
        if (n == 0)
            return;
        fixed (T* pa = a, pb = b, pc = c)
        {
            if (k == 0 || alpha == T.Zero)
            {
                ScaleTriangle(triangle, n, beta, pc, ldc);
                return;
            }
            var product = new GemmProduct<T>(n, n, k, alpha, pa, turnA ? 1 : lda, turnA ? lda : 1, pb, turnB ? 1 : ldb, turnB ? ldb : 1, beta, pc, ldc)
            {
                Part = triangle,
            };
            GemmJob<T>.Run(product, SimdOptions.ThreadCount);
        }
    }

    /// <summary>One triangle of C = beta C, without reading it when beta = 0.</summary>
    private static void ScaleTriangle<T>(Triangle triangle, int n, T beta, T* c, nint ldc)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < n; i++)
        {
            int from = triangle == Triangle.Lower ? 0 : i, to = triangle == Triangle.Lower ? i + 1 : n;
            Scale(new Span<T>(c + i * ldc + from, to - from), beta);
        }
    }
}
