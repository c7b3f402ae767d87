using System.Numerics;
using Simd.Gemv;

namespace Simd;

public static unsafe partial class Blas
{
    /// <summary>x = alpha A y + z, then w = A^T x, reading A once.</summary>
    /// <remarks>
    /// Cost: 2 m n multiply-adds in the time that one pass over A takes, half of two calls of <see cref="Gemv"/> where A does not fit into the cache. What bidiagonalisation needs:
    /// G. Howell et al., Cache efficient bidiagonalization using BLAS 2.5 operators, ACM TOMS 34 (2008) 14; the name is that of the BLAS Technical Forum.
    /// </remarks>
    /// <param name="m">Rows of A.</param>
    /// <param name="n">Columns of A.</param>
    /// <param name="alpha">Factor of the first product.</param>
    /// <param name="a">A, m x n.</param>
    /// <param name="lda">Row stride of A.</param>
    /// <param name="y">n numbers.</param>
    /// <param name="z">m numbers.</param>
    /// <param name="x">m numbers, written.</param>
    /// <param name="w">n numbers, written.</param>
    /// <typeparam name="T">float or double.</typeparam>
    /// <exception cref="ArgumentException">A span does not have the length that the sizes ask for, or a size or the stride is out of range.</exception>
    /// <exception cref="NotSupportedException">T is neither float nor double.</exception>
    public static void Gemvt<T>(int m, int n, T alpha, ReadOnlySpan<T> a, int lda, ReadOnlySpan<T> y, ReadOnlySpan<T> z, Span<T> x, Span<T> w)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Argument.Precision<T>();
        Argument.Size(m, nameof(m));
        Argument.Size(n, nameof(n));
        Argument.Matrix(a.Length, m, n, lda, nameof(a));
        Argument.Vector(y.Length, n, nameof(y));
        Argument.Vector(z.Length, m, nameof(z));
        Argument.Vector(x.Length, m, nameof(x));
        Argument.Vector(w.Length, n, nameof(w));
        if (m == 0 || n == 0)
        {
            z.CopyTo(x);
            w.Clear();
            return;
        }
        fixed (T* pa = a, py = y, pz = z, px = x, pw = w)
            GemvtJob<T>.Run(m, n, alpha, pa, lda, py, pz, px, pw);
    }
}
