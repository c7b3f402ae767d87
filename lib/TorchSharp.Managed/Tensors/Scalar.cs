namespace TorchSharp;

/// <summary>A number and whether it is a bool, an integer or real: what decides the type of a result.</summary>
internal readonly struct Number
{
    private readonly double _real;
    private readonly long _integer;

    private Number(double real, long integer, ScalarType type)
    {
        _real = real;
        _integer = integer;
        Type = type;
    }

    /// <summary>Bool, Int64 or Float64.</summary>
    internal ScalarType Type { get; }

    internal double Double => Type == ScalarType.Float64 ? _real : _integer;
    internal long Long => Type == ScalarType.Float64 ? (long)_real : _integer;

    public static implicit operator Number(double value) => new(value, 0, ScalarType.Float64);
    public static implicit operator Number(long value) => new(0, value, ScalarType.Int64);
    public static implicit operator Number(int value) => new(0, value, ScalarType.Int64);
    public static implicit operator Number(bool value) => new(0, value ? 1 : 0, ScalarType.Bool);
    public static implicit operator Number(Scalar value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Value;
    }

    /// <summary>The number as an element.</summary>
    internal T To<T>() where T : unmanaged, INumber<T> => Type == ScalarType.Float64 ? T.CreateTruncating(_real) : T.CreateTruncating(_integer);
}

/// <summary>A number as an argument, whatever its .NET type.</summary>
public sealed class Scalar : IDisposable
{
    internal Scalar(Number value) => Value = value;

    internal Number Value { get; }

    /// <summary>Bool, Int64 or Float64.</summary>
    public ScalarType Type => Value.Type;

    /// <summary>A real number.</summary>
    public static implicit operator Scalar(double value) => new(value);

    /// <summary>A real number.</summary>
    public static implicit operator Scalar(float value) => new((double)value);

    /// <summary>An integer.</summary>
    public static implicit operator Scalar(long value) => new(value);

    /// <summary>An integer.</summary>
    public static implicit operator Scalar(int value) => new(value);

    /// <summary>An integer.</summary>
    public static implicit operator Scalar(short value) => new(value);

    /// <summary>An integer.</summary>
    public static implicit operator Scalar(sbyte value) => new(value);

    /// <summary>An integer.</summary>
    public static implicit operator Scalar(byte value) => new(value);

    /// <summary>True or false.</summary>
    public static implicit operator Scalar(bool value) => new(value);

    /// <summary>Nothing to let go of; there so that <c>using</c> works as in TorchSharp.</summary>
    public void Dispose()
    {
    }
}

/// <summary>Conversions between <see cref="Scalar"/> and .NET numbers.</summary>
public static class ScalarExtensionMethods
{
    /// <summary>The number as a scalar.</summary>
    public static Scalar ToScalar(this double value) => value;

    /// <summary>The number as a scalar.</summary>
    public static Scalar ToScalar(this float value) => value;

    /// <summary>The number as a scalar.</summary>
    public static Scalar ToScalar(this long value) => value;

    /// <summary>The number as a scalar.</summary>
    public static Scalar ToScalar(this int value) => value;

    /// <summary>The truth value as a scalar.</summary>
    public static Scalar ToScalar(this bool value) => value;

    /// <summary>The value as a double.</summary>
    public static double ToDouble(this Scalar value) => ((Number)value).Double;

    /// <summary>The value as a float.</summary>
    public static float ToSingle(this Scalar value) => (float)((Number)value).Double;

    /// <summary>The value as a long; a fraction is cut off.</summary>
    public static long ToInt64(this Scalar value) => ((Number)value).Long;

    /// <summary>The value as an int; a fraction is cut off.</summary>
    public static int ToInt32(this Scalar value) => checked((int)((Number)value).Long);

    /// <summary>True unless the value is 0.</summary>
    public static bool ToBoolean(this Scalar value) => ((Number)value).Double != 0;
}
