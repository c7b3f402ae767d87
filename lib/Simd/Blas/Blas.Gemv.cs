using System.Numerics;
using Simd.Gemv;

namespace Simd;

public static unsafe partial class Blas
{
    /// <summary>y = alpha op(A) x + beta y.</summary>
    /// <remarks>Cost: m n multiply-adds; reads A once, row by row in either case, and is as fast as A arrives from memory.</remarks>
    /// <param name="transpose">Whether op(A) = A^T.</param>
    /// <param name="m">Rows of A as stored.</param>
    /// <param name="n">Columns of A as stored.</param>
    /// <param name="alpha">Factor of the product.</param>
    /// <param name="a">A, m x n.</param>
    /// <param name="lda">Row stride of A.</param>
    /// <param name="x">n numbers, or m if transposed.</param>
    /// <param name="beta">Factor of the old y.</param>
    /// <param name="y">m numbers, or n if transposed.</param>
    /// <typeparam name="T">float or double.</typeparam>
    /// <exception cref="ArgumentException">A span does not have the length that the sizes ask for, or a size or the stride is out of range.</exception>
    /// <exception cref="NotSupportedException">T is neither float nor double.</exception>
    public static void Gemv<T>(Transpose transpose, int m, int n, T alpha, ReadOnlySpan<T> a, int lda, ReadOnlySpan<T> x, T beta, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Argument.Precision<T>();
        Argument.Enumeration(transpose, nameof(transpose));
        Argument.Size(m, nameof(m));
        Argument.Size(n, nameof(n));
        Argument.Matrix(a.Length, m, n, lda, nameof(a));
        bool turn = transpose == Transpose.Yes;
        Argument.Vector(x.Length, turn ? m : n, nameof(x));
        Argument.Vector(y.Length, turn ? n : m, nameof(y));
        if (x.IsEmpty || y.IsEmpty || alpha == T.Zero)
        {
            Scale(y, beta);
            return;
        }
        fixed (T* pa = a, px = x, py = y)
            GemvJob<T>.Run(turn, m, n, alpha, pa, lda, px, beta, py);
    }
}
