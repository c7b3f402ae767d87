using System.Numerics;
using Simd.Gemm;

namespace Simd;

public static unsafe partial class Blas
{
    /// <summary>Symmetric rank-k update: C = alpha A A^T + beta C, or C = alpha A^T A + beta C.</summary>
    /// <remarks>
    /// Cost: n^2 k / 2 multiply-adds, half of <see cref="Gemm"/>. Only tiles that meet the wanted triangle are computed. With
    /// <see cref="Triangle.Both"/> the lower triangle is computed and copied to the upper, so that the result is symmetric to the last bit; the
    /// old upper triangle is then not read.
    /// </remarks>
    /// <param name="part">The part of C to write; the rest is left alone.</param>
    /// <param name="transpose">No: A A^T, with A n x k. Yes: A^T A, with A k x n: the scatter matrix of k samples with n features.</param>
    /// <param name="n">Rows and columns of C.</param>
    /// <param name="k">Length of the sums.</param>
    /// <param name="alpha">Factor of the product.</param>
    /// <param name="a">A as stored.</param>
    /// <param name="lda">Row stride of A.</param>
    /// <param name="beta">Factor of the old C.</param>
    /// <param name="c">C, n x n.</param>
    /// <param name="ldc">Row stride of C.</param>
    /// <typeparam name="T">float or double.</typeparam>
    /// <exception cref="ArgumentException">A span is shorter than its matrix, a size negative or a stride less than the number of columns.</exception>
    /// <exception cref="NotSupportedException">T is neither float nor double.</exception>
    public static void Syrk<T>(
        Triangle part, Transpose transpose, int n, int k, T alpha, ReadOnlySpan<T> a, int lda, T beta, Span<T> c, int ldc)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Argument.Precision<T>();
        Argument.Enumeration(part, nameof(part));
        Argument.Enumeration(transpose, nameof(transpose));
        Argument.Size(n, nameof(n));
        Argument.Size(k, nameof(k));
        bool turn = transpose == Transpose.Yes;
        Argument.Matrix(a.Length, turn ? k : n, turn ? n : k, lda, nameof(a));
        Argument.Matrix(c.Length, n, n, ldc, nameof(c));
        if (n == 0)
            return;

        Triangle computed = part == Triangle.Both ? Triangle.Lower : part;
        fixed (T* pa = a, pc = c)
        {
            if (k == 0 || alpha == T.Zero)
                ScaleTriangle(computed, n, beta, pc, ldc);
            else
            {
                nint across = turn ? 1 : lda, step = turn ? lda : 1;
                var product = new GemmProduct<T>(n, n, k, alpha, pa, across, step, pa, step, across, beta, pc, ldc) { Part = computed };
                GemmJob<T>.Run(product, SimdOptions.ThreadCount);
            }
            if (part == Triangle.Both)
                MirrorLower(n, pc, ldc);
        }
    }

    /// <summary>Copies the lower triangle to the upper, in squares that stay in the L1 cache.</summary>
    private static void MirrorLower<T>(int n, T* c, nint ldc)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const int square = 32;
        for (int i0 = 0; i0 < n; i0 += square)
        {
            for (int j0 = 0; j0 <= i0; j0 += square)
            {
                int iEnd = Math.Min(n, i0 + square);
                for (int j = j0; j < Math.Min(n, j0 + square); j++)
                {
                    for (int i = Math.Max(i0, j + 1); i < iEnd; i++)
                        c[j * ldc + i] = c[i * ldc + j];
                }
            }
        }
    }
}
