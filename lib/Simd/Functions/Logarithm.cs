using System.Numerics;
using System.Runtime.CompilerServices;
using Simd.Vectors;

namespace Simd.Functions;

/// <summary>
/// log(1 + y). With x = 1 + y = 2^e m, sqrt(1/2) &lt;= m &lt; sqrt(2), f = m - 1 and s = f / (2 + f): log(m) = 2 artanh(s) = f - (f^2/2 - s (f^2/2 + R)),
/// R = s^2 P(s^2), the arrangement of Ng and Stevens in fdlibm; P meets the series in the Chebyshev nodes of the interval.
/// </summary>
internal static class Logarithm<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>log(1 + y) for 0 &lt;= y &lt;= 1, with small relative error down to the smallest y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TVector LogOnePlus<TVector>(TVector y)
        where TVector : unmanaged, IVector<TVector, T>
    {
        TVector one = TVector.Create(T.One);
        TVector sum = one + y;
        // What the rounding of 1 + y lost, to first order.
        TVector lost = (y - (sum - one)) / sum;
        return OfNormal(sum) + lost;
    }

    /// <summary>log(x) for a positive normal x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector OfNormal<TVector>(TVector x)
        where TVector : unmanaged, IVector<TVector, T>
    {
        // The biased exponent put into the fraction of 2^23 or 2^52 and the leading one taken off: an integer becomes a number.
        TVector big = C<TVector>(8388608f, 4503599627370496.0);
        TVector exponent = (TVector.ExponentToFraction(x) | big) - big + C<TVector>(-127f, -1023.0);
        TVector mantissa = (x & TVector.Create(Constant<T>.Bits(0x007F_FFFF, 0x000F_FFFF_FFFF_FFFF))) | TVector.Create(T.One);
        TVector root = C<TVector>(1.41421356f, 1.4142135623730951);
        exponent = TVector.Select(root, mantissa, exponent + TVector.Create(T.One), exponent);
        mantissa = TVector.Select(root, mantissa, mantissa * C<TVector>(0.5f, 0.5), mantissa);

        TVector f = mantissa - TVector.Create(T.One);
        TVector s = f / (C<TVector>(2f, 2.0) + f);
        TVector z = s * s;
        TVector halfSquare = C<TVector>(0.5f, 0.5) * f * f;
        TVector p;
        if (typeof(T) == typeof(float))
        {
            p = C<TVector>(0.23331614f, 0);
            p = TVector.MultiplyAdd(p, z, C<TVector>(0.28550779f, 0));
            p = TVector.MultiplyAdd(p, z, C<TVector>(0.40000122f, 0));
            p = TVector.MultiplyAdd(p, z, C<TVector>(0.66666667f, 0));
        }
        else
        {
            p = C<TVector>(0, 0.14617807153417325);
            p = TVector.MultiplyAdd(p, z, C<TVector>(0, 0.15331611722055008));
            p = TVector.MultiplyAdd(p, z, C<TVector>(0, 0.1818289243253687));
            p = TVector.MultiplyAdd(p, z, C<TVector>(0, 0.22222211089379496));
            p = TVector.MultiplyAdd(p, z, C<TVector>(0, 0.28571428626253836));
            p = TVector.MultiplyAdd(p, z, C<TVector>(0, 0.3999999999989889));
            p = TVector.MultiplyAdd(p, z, C<TVector>(0, 0.666666666666667));
        }
        TVector low = TVector.MultiplyAdd(s, TVector.MultiplyAdd(z, p, halfSquare), exponent * C<TVector>(1.4286068203094173e-06f, 7.371002565167799e-13));
        return TVector.MultiplyAdd(exponent, C<TVector>(0.693145751953125f, 0.6931471805592082), f - (halfSquare - low));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector C<TVector>(float single, double @double)
        where TVector : unmanaged, IVector<TVector, T> => TVector.Create(Constant<T>.Of(single, @double));
}
