using System.Numerics;
using Simd.Gemm;

namespace Simd;

/// <summary>
/// The basic linear algebra subprograms, for float and double, on matrices stored row by row.
/// </summary>
/// <remarks>
/// <para>A matrix is a span and the distance from the start of a row to that of the next (lda and the like, at least the number of
/// columns as stored), so that a part of a larger matrix needs no copy.</para>
/// <para>The rules are those of the reference BLAS: with beta = 0 the result is written without being read, so NaN in it is
/// forgotten; with alpha = 0 or nothing to sum, the operands are not read and the result is beta times itself. Everywhere else NaN and infinity
/// propagate. The result must not share elements with the operands; parts of one array that interleave without sharing are fine.</para>
/// <para>Results are the same to the last bit for every <see cref="SimdOptions.ThreadCount"/>. All methods may be called from several threads at once.
/// Nothing is allocated per call, once buffers of the size have been used.</para>
/// </remarks>
public static unsafe partial class Blas
{
    /// <summary>C = alpha op(A) op(B) + beta C; with an epilogue: C = activation(alpha op(A) op(B) + beta C + bias).</summary>
    /// <remarks>
    /// Cost: m n k multiply-adds, at nearly the speed of the multipliers from about 100 x 100 x 100 on. Matrices stored column by column are the transposes
    /// of these: call with A and B, m and n swapped (<see cref="GemmColumnMajor"/> does).
    /// The error of each element is at most about k eps (|A| |B|) of that element.
    /// </remarks>
    /// <param name="transposeA">Whether op(A) = A^T.</param>
    /// <param name="transposeB">Whether op(B) = B^T.</param>
    /// <param name="m">Rows of op(A) and C.</param>
    /// <param name="n">Columns of op(B) and C.</param>
    /// <param name="k">Columns of op(A), rows of op(B).</param>
    /// <param name="alpha">Factor of the product.</param>
    /// <param name="a">A as stored: m x k, or k x m if transposed.</param>
    /// <param name="lda">Row stride of A.</param>
    /// <param name="b">B as stored: k x n, or n x k if transposed.</param>
    /// <param name="ldb">Row stride of B.</param>
    /// <param name="beta">Factor of the old C.</param>
    /// <param name="c">C, m x n.</param>
    /// <param name="ldc">Row stride of C.</param>
    /// <param name="epilogue">Bias (n numbers, or empty) and activation, applied while the tiles of C are still in the cache; default: neither.</param>
    /// <typeparam name="T">float or double.</typeparam>
    /// <exception cref="ArgumentException">A span is shorter than its matrix, a size negative or a stride less than the number of columns.</exception>
    /// <exception cref="NotSupportedException">T is neither float nor double.</exception>
    public static void Gemm<T>(
        Transpose transposeA, Transpose transposeB, int m, int n, int k,
        T alpha, ReadOnlySpan<T> a, int lda, ReadOnlySpan<T> b, int ldb, T beta, Span<T> c, int ldc, Epilogue<T> epilogue = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Argument.Precision<T>();
        Argument.Enumeration(transposeA, nameof(transposeA));
        Argument.Enumeration(transposeB, nameof(transposeB));
        Argument.Size(m, nameof(m));
        Argument.Size(n, nameof(n));
        Argument.Size(k, nameof(k));
        bool turnA = transposeA == Transpose.Yes, turnB = transposeB == Transpose.Yes;
        Argument.Matrix(a.Length, turnA ? k : m, turnA ? m : k, lda, nameof(a));
        Argument.Matrix(b.Length, turnB ? n : k, turnB ? k : n, ldb, nameof(b));
        Argument.Matrix(c.Length, m, n, ldc, nameof(c));
        if (!epilogue.Bias.IsEmpty)
            Argument.Vector(epilogue.Bias.Length, n, "epilogue.Bias");
        if (epilogue.Activation is < Activation.None or > Activation.Softplus)
            throw Argument.Activation(epilogue.Activation);
        if (m == 0 || n == 0)
            return;

        fixed (T* pa = a, pb = b, pc = c, bias = epilogue.Bias)
        {
            if (k == 0 || alpha == T.Zero)
            {
                Scale(m, n, beta, pc, ldc);
                if (bias != null || epilogue.Activation != Activation.None)
                    GemmKernel<T>.Current.Finish(pc, ldc, m, n, bias, epilogue.Activation);
                return;
            }
            var product = new GemmProduct<T>(m, n, k, alpha, pa, turnA ? 1 : lda, turnA ? lda : 1, pb, turnB ? 1 : ldb, turnB ? ldb : 1, beta, pc, ldc)
            {
                Bias = bias,
                Activation = epilogue.Activation,
            };
            GemmJob<T>.Run(product, SimdOptions.ThreadCount);
        }
    }

    /// <summary>C = alpha op(A) op(B) + beta C for matrices stored column by column.</summary>
    /// <remarks>The same bytes read row by row are C^T = alpha op(B)^T op(A)^T + beta C^T, which is what is computed.</remarks>
    /// <param name="transposeA">Whether op(A) = A^T.</param>
    /// <param name="transposeB">Whether op(B) = B^T.</param>
    /// <param name="m">Rows of op(A) and C.</param>
    /// <param name="n">Columns of op(B) and C.</param>
    /// <param name="k">Columns of op(A), rows of op(B).</param>
    /// <param name="alpha">Factor of the product.</param>
    /// <param name="a">A as stored: m x k, or k x m if transposed.</param>
    /// <param name="lda">Distance between the columns of A, at least its rows as stored.</param>
    /// <param name="b">B as stored: k x n, or n x k if transposed.</param>
    /// <param name="ldb">Distance between the columns of B.</param>
    /// <param name="beta">Factor of the old C.</param>
    /// <param name="c">C, m x n.</param>
    /// <param name="ldc">Distance between the columns of C.</param>
    /// <typeparam name="T">float or double.</typeparam>
    /// <exception cref="ArgumentException">A span is shorter than its matrix, a size negative or a stride too small; the message speaks of the transposes.</exception>
    public static void GemmColumnMajor<T>(
        Transpose transposeA, Transpose transposeB, int m, int n, int k,
        T alpha, ReadOnlySpan<T> a, int lda, ReadOnlySpan<T> b, int ldb, T beta, Span<T> c, int ldc)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Gemm(transposeB, transposeA, n, m, k, alpha, b, ldb, a, lda, beta, c, ldc, default);

    /// <summary>C = beta C, without reading it when beta = 0.</summary>
    private static void Scale<T>(int m, int n, T beta, T* c, nint ldc)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (beta == T.One)
            return;
        for (int i = 0; i < m; i++)
            Scale(new Span<T>(c + i * ldc, n), beta);
    }

    private static void Scale<T>(Span<T> x, T beta)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (beta == T.Zero)
            x.Clear();
        else if (beta != T.One)
            System.Numerics.Tensors.TensorPrimitives.Multiply(x, beta, x);
    }
}
