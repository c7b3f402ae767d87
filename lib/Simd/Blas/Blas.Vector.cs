using System.Numerics;
using System.Numerics.Tensors;

namespace Simd;

public static unsafe partial class Blas
{
    /// <summary>The dot product of x and y.</summary>
    /// <param name="x">n numbers.</param>
    /// <param name="y">n numbers.</param>
    /// <typeparam name="T">float or double.</typeparam>
    /// <returns>Sum of x[i] y[i]; 0 for n = 0.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static T Dot<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Argument.Precision<T>();
        Argument.SameLength(x.Length, y.Length);
        return TensorPrimitives.Dot(x, y);
    }

    /// <summary>y = alpha x + y.</summary>
    /// <param name="alpha">Factor.</param>
    /// <param name="x">n numbers.</param>
    /// <param name="y">n numbers; may be <paramref name="x"/>.</param>
    /// <typeparam name="T">float or double.</typeparam>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Axpy<T>(T alpha, ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Argument.Precision<T>();
        Argument.SameLength(x.Length, y.Length);
        if (alpha != T.Zero)
            TensorPrimitives.MultiplyAddEstimate(x, alpha, y, y);
    }

    /// <summary>Rank-1 update: A = A + alpha x y^T.</summary>
    /// <remarks>Cost: m n multiply-adds, in the calling thread: reads and writes A once. Many updates of one matrix are one <see cref="Gemm"/>.</remarks>
    /// <param name="alpha">Factor.</param>
    /// <param name="x">m numbers.</param>
    /// <param name="y">n numbers.</param>
    /// <param name="a">A, m x n.</param>
    /// <param name="lda">Row stride of A.</param>
    /// <typeparam name="T">float or double.</typeparam>
    /// <exception cref="ArgumentException">A is shorter than m x n asks for, or the stride less than n.</exception>
    public static void Ger<T>(T alpha, ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> a, int lda)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Argument.Precision<T>();
        Argument.Matrix(a.Length, x.Length, y.Length, lda, nameof(a));
        if (y.IsEmpty || alpha == T.Zero)
            return;
        for (int i = 0; i < x.Length; i++)
        {
            Span<T> row = a.Slice(i * lda, y.Length);
            TensorPrimitives.MultiplyAddEstimate(y, alpha * x[i], row, row);
        }
    }
}
