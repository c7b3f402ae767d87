using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Simd.Vectors;

/// <summary>A register of 128 bits.</summary>
internal readonly unsafe struct V128<T>(Vector128<T> value) : IVector<V128<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Vector128<T> _value = value;

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128<T>.Count;
    }

    public static V128<T> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector128<T>.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V128<T> Create(T value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V128<T> Load(T* source) => new(Vector128.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(T* destination, V128<T> value) => value._value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(V128<T> value) => Vector128.Sum(value._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V128<T> operator +(V128<T> a, V128<T> b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V128<T> operator -(V128<T> a, V128<T> b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V128<T> operator *(V128<T> a, V128<T> b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V128<T> operator /(V128<T> a, V128<T> b) => new(a._value / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V128<T> operator &(V128<T> a, V128<T> b) => new(a._value & b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V128<T> operator |(V128<T> a, V128<T> b) => new(a._value | b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V128<T> MultiplyAdd(V128<T> a, V128<T> b, V128<T> c) => typeof(T) == typeof(float)
        ? new(Vector128.MultiplyAddEstimate(a._value.AsSingle(), b._value.AsSingle(), c._value.AsSingle()).As<float, T>())
        : new(Vector128.MultiplyAddEstimate(a._value.AsDouble(), b._value.AsDouble(), c._value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V128<T> Select(V128<T> a, V128<T> b, V128<T> x, V128<T> y) =>
        new(Vector128.ConditionalSelect(Vector128.LessThan(a._value, b._value), x._value, y._value));

    // The second operand is what x86 returns where either is NaN; on ARM64 a NaN wins in any case.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V128<T> AtLeast(V128<T> bound, V128<T> x) => new(Vector128.MaxNative(bound._value, x._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V128<T> AtMost(V128<T> bound, V128<T> x) => new(Vector128.MinNative(bound._value, x._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V128<T> FractionToExponent(V128<T> bits) => typeof(T) == typeof(float)
        ? new((bits._value.AsUInt32() << 23).As<uint, T>())
        : new((bits._value.AsUInt64() << 52).As<ulong, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V128<T> ExponentToFraction(V128<T> bits) => typeof(T) == typeof(float)
        ? new((bits._value.AsUInt32() >>> 23).As<uint, T>())
        : new((bits._value.AsUInt64() >>> 52).As<ulong, T>());
}
