using System.Numerics;
using System.Runtime.CompilerServices;

namespace Simd.Vectors;

/// <summary>A register of one number: turns a kernel into its scalar twin.</summary>
internal readonly unsafe struct V1<T>(T value) : IVector<V1<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T _value = value;

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1;
    }

    public static V1<T> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(T.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1<T> Create(T value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1<T> Load(T* source) => new(*source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(T* destination, V1<T> value) => *destination = value._value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(V1<T> value) => value._value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1<T> operator +(V1<T> a, V1<T> b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1<T> operator -(V1<T> a, V1<T> b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1<T> operator *(V1<T> a, V1<T> b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1<T> operator /(V1<T> a, V1<T> b) => new(a._value / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1<T> operator &(V1<T> a, V1<T> b) => FromBits(a.Bits & b.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1<T> operator |(V1<T> a, V1<T> b) => FromBits(a.Bits | b.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1<T> MultiplyAdd(V1<T> a, V1<T> b, V1<T> c) => new(T.MultiplyAddEstimate(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1<T> Select(V1<T> a, V1<T> b, V1<T> x, V1<T> y) => a._value < b._value ? x : y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1<T> AtLeast(V1<T> bound, V1<T> x) => x._value < bound._value ? bound : x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1<T> AtMost(V1<T> bound, V1<T> x) => bound._value < x._value ? bound : x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1<T> FractionToExponent(V1<T> bits) => FromBits(bits.Bits << (typeof(T) == typeof(float) ? 23 : 52));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1<T> ExponentToFraction(V1<T> bits) => FromBits(bits.Bits >>> (typeof(T) == typeof(float) ? 23 : 52));

    private ulong Bits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(float) ? Unsafe.BitCast<T, uint>(_value) : Unsafe.BitCast<T, ulong>(_value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V1<T> FromBits(ulong bits) => new(typeof(T) == typeof(float) ? Unsafe.BitCast<uint, T>((uint)bits) : Unsafe.BitCast<ulong, T>(bits));
}
