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
}
