using System.Numerics;
using System.Runtime.CompilerServices;

namespace Simd.Functions;

/// <summary>Constants of a generic kernel; the branch and the conversion are gone after compilation.</summary>
internal static class Constant<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The number nearest to <paramref name="value"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Of(double value) => Of((float)value, value);

    /// <summary>A constant that differs between the two precisions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Of(float single, double @double) =>
        typeof(T) == typeof(float) ? Unsafe.BitCast<float, T>(single) : Unsafe.BitCast<double, T>(@double);

    /// <summary>A pattern of bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Bits(uint single, ulong @double) =>
        typeof(T) == typeof(float) ? Unsafe.BitCast<uint, T>(single) : Unsafe.BitCast<ulong, T>(@double);
}
