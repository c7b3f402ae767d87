using System.Numerics;
using System.Runtime.CompilerServices;
using Simd.Vectors;

namespace Simd.Functions;

/// <summary>
/// exp and exp - 1. With x = n log 2 + r, |r| &lt;= log(2) / 2: exp(x) = 2^n exp(r), and exp(r) = 1 + r + r^2 q(r), where q is
/// the polynomial that meets (exp(r) - 1 - r) / r^2 in the Chebyshev nodes of the interval (relative error 1e-8 for float with 5
/// coefficients, 2e-17 for double with 10). log 2 is split in two (Cody and Waite), the upper part so short that its product with n is exact.
/// </summary>
internal static class Exponential<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>1.5 * 2^23 or 1.5 * 2^52: adding it rounds to an integer, which then lies in the low bits.</summary>
    private static T Rounder
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Constant<T>.Of(12582912f, 6755399441055744.0);
    }

    /// <summary>exp(x): at most 1 ulp off; overflows to infinity, underflows through the subnormal numbers to 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TVector Exp<TVector>(TVector x)
        where TVector : unmanaged, IVector<TVector, T>
    {
        TVector high = TVector.Create(Constant<T>.Of(89f, 710.0)), low = TVector.Create(Constant<T>.Of(-104f, -746.0));
        x = TVector.AtLeast(low, TVector.AtMost(high, x));
        TVector n = Reduce(x, out TVector powerOfR);
        return TVector.Scale(powerOfR + TVector.Create(T.One), n);
    }

    /// <summary>exp(x) - 1 for x within [-87, 88] or [-708, 709]: at most 2 ulp off, around 0 too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TVector ExpMinusOne<TVector>(TVector x)
        where TVector : unmanaged, IVector<TVector, T>
    {
        TVector scale = PowerOfTwo(Reduce(x, out TVector powerOfR));
        return TVector.MultiplyAdd(scale, powerOfR, scale - TVector.Create(T.One));
    }

    /// <summary>x * 2^n for 1/2 &lt; x &lt; 2, rounded once; in two factors, since 2^n alone may lie outside the range of the exponent where the result does not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TVector Scale<TVector>(TVector x, TVector n)
        where TVector : unmanaged, IVector<TVector, T>
    {
        TVector rounder = TVector.Create(Rounder);
        TVector half = TVector.MultiplyAdd(n, TVector.Create(Constant<T>.Of(0.5)), rounder) - rounder;
        return x * PowerOfTwo(half) * PowerOfTwo(n - half);
    }

    /// <summary>Splits x = n log 2 + r; returns n and sets <paramref name="expMinusOne"/> = exp(r) - 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Reduce<TVector>(TVector x, out TVector expMinusOne)
        where TVector : unmanaged, IVector<TVector, T>
    {
        TVector rounder = TVector.Create(Rounder);
        TVector n = TVector.MultiplyAdd(x, TVector.Create(Constant<T>.Of(1.4426950408889634)), rounder) - rounder;
        TVector r = TVector.MultiplyAdd(n, TVector.Create(Constant<T>.Of(-0.693145751953125f, -0.6931471805592082)), x);
        r = TVector.MultiplyAdd(n, TVector.Create(Constant<T>.Of(-1.4286068203094173e-06f, -7.371002565167799e-13)), r);
        TVector square = r * r;
        TVector q;
        if (typeof(T) == typeof(float))
        {
            q = C<TVector>(0.0013926250831497611);
            q = TVector.MultiplyAdd(q, r, C<TVector>(0.008363232883682618));
            q = TVector.MultiplyAdd(q, r, C<TVector>(0.04166655421298415));
            q = TVector.MultiplyAdd(q, r, C<TVector>(0.16666576666119928));
            q = TVector.MultiplyAdd(q, r, C<TVector>(0.5));
        }
        else
        {
            // Even and odd coefficients apart: two short chains instead of a long one.
            TVector odd = C<TVector>(2.5100472505694996e-08);
            TVector even = C<TVector>(2.7620201591031547e-07);
            odd = TVector.MultiplyAdd(odd, square, C<TVector>(2.7557268276905696e-06));
            even = TVector.MultiplyAdd(even, square, C<TVector>(2.4801521057868204e-05));
            odd = TVector.MultiplyAdd(odd, square, C<TVector>(0.00019841269863171557));
            even = TVector.MultiplyAdd(even, square, C<TVector>(0.0013888888917367081));
            odd = TVector.MultiplyAdd(odd, square, C<TVector>(0.008333333333330039));
            even = TVector.MultiplyAdd(even, square, C<TVector>(0.041666666666623824));
            odd = TVector.MultiplyAdd(odd, square, C<TVector>(0.16666666666666669));
            even = TVector.MultiplyAdd(even, square, C<TVector>(0.5000000000000001));
            q = TVector.MultiplyAdd(odd, r, even);
        }
        expMinusOne = TVector.MultiplyAdd(square, q, r);
        return n;
    }

    /// <summary>2^n for an integer n within the range of the exponent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector PowerOfTwo<TVector>(TVector n)
        where TVector : unmanaged, IVector<TVector, T> =>
        TVector.FractionToExponent(n + TVector.Create(Constant<T>.Of(12582912f + 127f, 6755399441055744.0 + 1023.0)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector C<TVector>(double value)
        where TVector : unmanaged, IVector<TVector, T> => TVector.Create(Constant<T>.Of(value));
}
