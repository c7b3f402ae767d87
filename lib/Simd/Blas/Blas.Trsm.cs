using System.Numerics;
using Simd.Triangular;

namespace Simd;

public static unsafe partial class Blas
{
    /// <summary>Solves op(A) X = alpha B or X op(A) = alpha B for a triangular A; X takes the place of B.</summary>
    /// <remarks>
    /// Cost: m^2 n / 2 multiply-adds (left) or m n^2 / 2 (right), nearly all of them in <see cref="Gemm"/>: A is halved again and again, down to
    /// triangles of 32. Substitution is backward stable: each column of X solves a system with |dA| at most about n eps |A|.
    /// A zero on the diagonal gives infinity or NaN, not an exception.
    /// </remarks>
    /// <param name="side">On which side A stands.</param>
    /// <param name="triangle">The triangle of A that is stored: <see cref="Triangle.Lower"/> or <see cref="Triangle.Upper"/>; the other is not read.</param>
    /// <param name="transpose">Whether op(A) = A^T.</param>
    /// <param name="diagonal">Whether the diagonal is stored or 1.</param>
    /// <param name="m">Rows of B.</param>
    /// <param name="n">Columns of B.</param>
    /// <param name="alpha">Factor of B.</param>
    /// <param name="a">A, m x m on the left, n x n on the right.</param>
    /// <param name="lda">Row stride of A.</param>
    /// <param name="b">B, m x n; becomes X.</param>
    /// <param name="ldb">Row stride of B.</param>
    /// <typeparam name="T">float or double.</typeparam>
    /// <exception cref="ArgumentException">A span is shorter than its matrix, a size negative, a stride less than the number of columns, or
    /// <paramref name="triangle"/> is <see cref="Triangle.Both"/>.</exception>
    /// <exception cref="NotSupportedException">T is neither float nor double.</exception>
    public static void Trsm<T>(
        Side side, Triangle triangle, Transpose transpose, Diagonal diagonal, int m, int n, T alpha, ReadOnlySpan<T> a, int lda, Span<T> b, int ldb)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Argument.Precision<T>();
        Argument.Enumeration(side, nameof(side));
        Argument.Enumeration(transpose, nameof(transpose));
        Argument.Enumeration(diagonal, nameof(diagonal));
        Argument.OneTriangle(triangle, nameof(triangle));
        Argument.Size(m, nameof(m));
        Argument.Size(n, nameof(n));
        int order = side == Side.Left ? m : n;
        Argument.Matrix(a.Length, order, order, lda, nameof(a));
        Argument.Matrix(b.Length, m, n, ldb, nameof(b));
        if (m == 0 || n == 0)
            return;
        fixed (T* pa = a, pb = b)
        {
            Scale(m, n, alpha, pb, ldb);
            if (alpha == T.Zero)
                return;
            bool turn = transpose == Transpose.Yes;
            TrsmJob<T>.Run(side, (triangle == Triangle.Lower) != turn, diagonal, m, n, pa, turn ? 1 : lda, turn ? lda : 1, pb, ldb);
        }
    }
}
