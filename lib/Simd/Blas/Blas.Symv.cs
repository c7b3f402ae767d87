using System.Numerics;
using Simd.Symv;

namespace Simd;

public static unsafe partial class Blas
{
    /// <summary>y = alpha A x + beta y for a symmetric A, of which one triangle is stored.</summary>
    /// <remarks>
    /// Cost: n^2 multiply-adds for n^2 / 2 numbers read, each once; as fast as they arrive from memory. The lower triangle of a matrix stored column by
    /// column is the upper triangle of the same bytes read row by row.
    /// </remarks>
    /// <param name="triangle">The triangle of A that is stored: <see cref="Triangle.Lower"/> or <see cref="Triangle.Upper"/>; the other is not read.</param>
    /// <param name="n">Rows and columns of A.</param>
    /// <param name="alpha">Factor of the product.</param>
    /// <param name="a">A, n x n.</param>
    /// <param name="lda">Row stride of A.</param>
    /// <param name="x">n numbers.</param>
    /// <param name="beta">Factor of the old y.</param>
    /// <param name="y">n numbers.</param>
    /// <typeparam name="T">float or double.</typeparam>
    /// <exception cref="ArgumentException">A span does not have the length that n asks for, n or the stride is out of range, or
    /// <paramref name="triangle"/> is <see cref="Triangle.Both"/>.</exception>
    /// <exception cref="NotSupportedException">T is neither float nor double.</exception>
    public static void Symv<T>(Triangle triangle, int n, T alpha, ReadOnlySpan<T> a, int lda, ReadOnlySpan<T> x, T beta, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Argument.Precision<T>();
        Argument.OneTriangle(triangle, nameof(triangle));
        Argument.Size(n, nameof(n));
        Argument.Matrix(a.Length, n, n, lda, nameof(a));
        Argument.Vector(x.Length, n, nameof(x));
        Argument.Vector(y.Length, n, nameof(y));
        if (n == 0 || alpha == T.Zero)
        {
            Scale(y, beta);
            return;
        }
        fixed (T* pa = a, px = x, py = y)
            SymvJob<T>.Run(triangle == Triangle.Upper, n, alpha, pa, lda, px, beta, py);
    }
}
