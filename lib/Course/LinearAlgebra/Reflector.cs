using System.Numerics;
using System.Numerics.Tensors;

namespace Course.LinearAlgebra;

/// <summary>Householder reflectors H = 1 - tau v v^T with v[0] = 1.</summary>
internal static class Reflector
{
    /// <summary>Makes H x = beta e_0.</summary>
    /// <param name="x">The vector; v takes the place of its rest, x[1..], and x[0] becomes beta, whose sign is opposite to what it was.</param>
    /// <returns>tau: 0 (H = 1) where the rest is zero, else from 1 to 2.</returns>
    public static T Make<T>(Span<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var rest = x[1..];
        var norm = Norm(rest);
        if (norm == T.Zero)
            return T.Zero;
        var alpha = x[0];
        if (norm < Precision<T>.Tiny && T.Abs(alpha) < Precision<T>.Tiny)
        {
            // Near the subnormal numbers beta would be too coarse for an orthogonal H.
            foreach (ref var value in x)
                value = T.ScaleB(value, Precision<T>.TinyShift);
            var tau = Make(x);
            x[0] = T.ScaleB(x[0], -Precision<T>.TinyShift);
            return tau;
        }
        var beta = -T.CopySign(Hypotenuse(alpha, norm), alpha);
        TensorPrimitives.Divide(rest, alpha - beta, rest);
        x[0] = beta;
        return (beta - alpha) / beta;
    }

    /// <summary>x = H x.</summary>
    /// <param name="v">v[1..]; v[0] = 1 is understood.</param>
    /// <param name="tau">Factor.</param>
    /// <param name="x">One longer than <paramref name="v"/>.</param>
    public static void Apply<T>(ReadOnlySpan<T> v, T tau, Span<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var rest = x[1..];
        var product = -tau * (x[0] + TensorPrimitives.Dot(v, rest));
        x[0] += product;
        TensorPrimitives.MultiplyAddEstimate(v, product, rest, rest);
    }

    /// <summary>Square root of the sum of squares, without harmful over- or underflow.</summary>
    public static T Norm<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (x.IsEmpty)
            return T.Zero;
        var squares = TensorPrimitives.SumOfSquares(x);
        if (squares > Precision<T>.SmallSquare && squares < Precision<T>.LargeSquare)
            return T.Sqrt(squares);
        var largest = T.Abs(TensorPrimitives.MaxMagnitude(x));
        if (largest == T.Zero || !T.IsFinite(largest))
            return largest;
        var sum = T.Zero;
        foreach (var value in x)
            sum += value / largest * (value / largest);
        return largest * T.Sqrt(sum);
    }

    private static T Hypotenuse<T>(T x, T y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (large, small) = (T.MaxMagnitude(x, y), T.MinMagnitude(x, y));
        var ratio = small / large;
        return T.Abs(large) * T.Sqrt(T.One + ratio * ratio);
    }
}
