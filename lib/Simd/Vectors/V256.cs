using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Simd.Vectors;

/// <summary>A register of 256 bits.</summary>
internal readonly unsafe struct V256<T>(Vector256<T> value) : IVector<V256<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Vector256<T> _value = value;

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256<T>.Count;
    }

    public static V256<T> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector256<T>.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V256<T> Create(T value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V256<T> Load(T* source) => new(Vector256.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(T* destination, V256<T> value) => value._value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(V256<T> value) => Vector256.Sum(value._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V256<T> operator +(V256<T> a, V256<T> b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V256<T> operator -(V256<T> a, V256<T> b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V256<T> operator *(V256<T> a, V256<T> b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V256<T> operator /(V256<T> a, V256<T> b) => new(a._value / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V256<T> operator &(V256<T> a, V256<T> b) => new(a._value & b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V256<T> operator |(V256<T> a, V256<T> b) => new(a._value | b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V256<T> MultiplyAdd(V256<T> a, V256<T> b, V256<T> c) => typeof(T) == typeof(float)
        ? new(Vector256.FusedMultiplyAdd(a._value.AsSingle(), b._value.AsSingle(), c._value.AsSingle()).As<float, T>())
        : new(Vector256.FusedMultiplyAdd(a._value.AsDouble(), b._value.AsDouble(), c._value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V256<T> Select(V256<T> a, V256<T> b, V256<T> x, V256<T> y) =>
        new(Vector256.ConditionalSelect(Vector256.LessThan(a._value, b._value), x._value, y._value));

    // The second operand is what x86 returns where either is NaN; on ARM64 a NaN wins in any case.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V256<T> AtLeast(V256<T> bound, V256<T> x) => new(Vector256.MaxNative(bound._value, x._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V256<T> AtMost(V256<T> bound, V256<T> x) => new(Vector256.MinNative(bound._value, x._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V256<T> FractionToExponent(V256<T> bits) => typeof(T) == typeof(float)
        ? new((bits._value.AsUInt32() << 23).As<uint, T>())
        : new((bits._value.AsUInt64() << 52).As<ulong, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V256<T> ExponentToFraction(V256<T> bits) => typeof(T) == typeof(float)
        ? new((bits._value.AsUInt32() >>> 23).As<uint, T>())
        : new((bits._value.AsUInt64() >>> 52).As<ulong, T>());
}
