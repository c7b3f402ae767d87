using System.Numerics;
using System.Runtime.CompilerServices;
using Simd.Functions;

namespace Simd.Vectors;

/// <summary>
/// A register of <see cref="Count"/> numbers: what one kernel source needs to compile to 512, 256 and 128 bit code and to plain scalars.
/// </summary>
/// <remarks>
/// Every implementation rounds alike (a fused multiply-add exactly where the processor has one), so a kernel gives each element the
/// same bits whether it lies in a full register or in the scalar remainder.
/// </remarks>
internal unsafe interface IVector<TSelf, T>
    where TSelf : unmanaged, IVector<TSelf, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Numbers in the register.</summary>
    static abstract int Count { get; }

    /// <summary>All lanes 0.</summary>
    static abstract TSelf Zero { get; }

    /// <summary>All lanes <paramref name="value"/>.</summary>
    static abstract TSelf Create(T value);

    /// <summary>Reads <see cref="Count"/> numbers; no alignment is asked for.</summary>
    static abstract TSelf Load(T* source);

    /// <summary>Writes <see cref="Count"/> numbers; no alignment is asked for.</summary>
    static abstract void Store(T* destination, TSelf value);

    /// <summary>Sum of the lanes.</summary>
    static abstract T Sum(TSelf value);

    /// <summary>Sum, lane by lane.</summary>
    static abstract TSelf operator +(TSelf a, TSelf b);

    /// <summary>Difference, lane by lane.</summary>
    static abstract TSelf operator -(TSelf a, TSelf b);

    /// <summary>Product, lane by lane.</summary>
    static abstract TSelf operator *(TSelf a, TSelf b);

    /// <summary>Quotient, lane by lane.</summary>
    static abstract TSelf operator /(TSelf a, TSelf b);

    /// <summary>Bits set in both.</summary>
    static abstract TSelf operator &(TSelf a, TSelf b);

    /// <summary>Bits set in either.</summary>
    static abstract TSelf operator |(TSelf a, TSelf b);

    /// <summary>a * b + c, with one rounding where the processor can.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>x where a &lt; b, y elsewhere; NaN compares false.</summary>
    static abstract TSelf Select(TSelf a, TSelf b, TSelf x, TSelf y);

    /// <summary>x, or the bound where x is below it; NaN stays NaN. The bound is neither NaN nor 0.</summary>
    static abstract TSelf AtLeast(TSelf bound, TSelf x);

    /// <summary>x, or the bound where x is above it; NaN stays NaN. The bound is neither NaN nor 0.</summary>
    static abstract TSelf AtMost(TSelf bound, TSelf x);

    /// <summary>The bits shifted left by the width of the fraction (23 or 52): moves an integer's low bits into the exponent.</summary>
    static abstract TSelf FractionToExponent(TSelf bits);

    /// <summary>The bits shifted right by the width of the fraction, zeros moving in: moves sign and exponent into the low bits.</summary>
    static abstract TSelf ExponentToFraction(TSelf bits);

    /// <summary>x * 2^n for 1/2 &lt; x &lt; 2 and an integer n, rounded once, through the subnormal numbers to 0 or to infinity.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual TSelf Scale(TSelf x, TSelf n) => Exponential<T>.Scale(x, n);
}
