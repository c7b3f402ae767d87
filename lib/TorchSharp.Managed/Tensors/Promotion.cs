namespace TorchSharp;

/// <summary>PyTorch's rules for the type of a result.</summary>
internal static class Promotion
{
    internal static bool IsFloating(this ScalarType type) => type is ScalarType.Float32 or ScalarType.Float64;

    internal static int Size(this ScalarType type) => type switch
    {
        ScalarType.Byte or ScalarType.Int8 or ScalarType.Bool => 1,
        ScalarType.Int16 => 2,
        ScalarType.Int32 or ScalarType.Float32 => 4,
        ScalarType.Int64 or ScalarType.Float64 => 8,
        _ => throw new ArgumentException($"{type} is no element type", nameof(type)),
    };

    /// <summary>The element type that a .NET type stands for.</summary>
    internal static ScalarType Of<T>() =>
        typeof(T) == typeof(float) ? ScalarType.Float32
        : typeof(T) == typeof(double) ? ScalarType.Float64
        : typeof(T) == typeof(long) ? ScalarType.Int64
        : typeof(T) == typeof(int) ? ScalarType.Int32
        : typeof(T) == typeof(short) ? ScalarType.Int16
        : typeof(T) == typeof(sbyte) ? ScalarType.Int8
        : typeof(T) == typeof(byte) ? ScalarType.Byte
        : typeof(T) == typeof(bool) ? ScalarType.Bool
        : throw new ArgumentException($"{typeof(T)} is no element type: float, double, long, int, short, sbyte, byte and bool are");

    internal static ScalarType Of(ScalarType a, ScalarType b)
    {
        if (a == b) return a;
        if (a.IsFloating() || b.IsFloating())
        {
            if (!a.IsFloating()) return b;
            if (!b.IsFloating()) return a;
            return ScalarType.Float64;
        }
        if (a == ScalarType.Bool) return b;
        if (b == ScalarType.Bool) return a;
        if (a == ScalarType.Byte || b == ScalarType.Byte)
        {
            var other = a == ScalarType.Byte ? b : a;
            return other == ScalarType.Int8 ? ScalarType.Int16 : other;
        }
        return (ScalarType)Math.Max((int)a, (int)b);
    }

    /// <summary>A tensor without dimensions only raises the kind of number (bool, integer, real), not the precision.</summary>
    internal static ScalarType Of(Tensor a, Tensor b)
    {
        if (a._type == b._type) return a._type;
        if (a._shape.Length == 0 == (b._shape.Length == 0)) return Of(a._type, b._type);
        var (dimensioned, plain) = a._shape.Length == 0 ? (b._type, a._type) : (a._type, b._type);
        return Kind(plain) > Kind(dimensioned) ? plain : dimensioned;
    }

    /// <summary>A number beside a tensor: the tensor's own type unless the number is of a higher kind.</summary>
    internal static ScalarType Of(Tensor a, Number b)
    {
        if (Kind(b.Type) <= Kind(a._type)) return a._type;
        return b.Type.IsFloating() ? torch.get_default_dtype() : b.Type;
    }

    /// <summary>The type in which a function such as exp or a division answers for a tensor of this type.</summary>
    internal static ScalarType Real(ScalarType type) => type.IsFloating() ? type : torch.get_default_dtype();

    private static int Kind(ScalarType type) => type == ScalarType.Bool ? 0 : type.IsFloating() ? 2 : 1;
}
