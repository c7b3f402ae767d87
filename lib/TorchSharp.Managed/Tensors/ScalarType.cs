namespace TorchSharp;

/// <summary>The entry to everything: tensors, their functions, gradients, layers, optimizers, data.</summary>
public static partial class torch
{
    /// <summary>The type of a tensor's elements.</summary>
    public enum ScalarType
    {
        /// <summary>Unsigned, 8 bits.</summary>
        Byte = 0,

        /// <summary>Signed, 8 bits.</summary>
        Int8 = 1,

        /// <summary>Signed, 16 bits.</summary>
        Int16 = 2,

        /// <summary>Signed, 32 bits.</summary>
        Int32 = 3,

        /// <summary>Signed, 64 bits: indices and class numbers.</summary>
        Int64 = 4,

        /// <summary>Floating point, 32 bits: the default.</summary>
        Float32 = 6,

        /// <summary>Floating point, 64 bits.</summary>
        Float64 = 7,

        /// <summary>True or false.</summary>
        Bool = 11,
    }

    /// <summary><see cref="ScalarType.Float32"/>.</summary>
    public static readonly ScalarType float32 = ScalarType.Float32, @float = ScalarType.Float32;

    /// <summary><see cref="ScalarType.Float64"/>.</summary>
    public static readonly ScalarType float64 = ScalarType.Float64, @double = ScalarType.Float64;

    /// <summary><see cref="ScalarType.Int64"/>.</summary>
    public static readonly ScalarType int64 = ScalarType.Int64, @long = ScalarType.Int64;

    /// <summary><see cref="ScalarType.Int32"/>.</summary>
    public static readonly ScalarType int32 = ScalarType.Int32, @int = ScalarType.Int32;

    /// <summary><see cref="ScalarType.Int16"/>.</summary>
    public static readonly ScalarType int16 = ScalarType.Int16, @short = ScalarType.Int16;

    /// <summary><see cref="ScalarType.Int8"/>.</summary>
    public static readonly ScalarType int8 = ScalarType.Int8;

    /// <summary><see cref="ScalarType.Byte"/>.</summary>
    public static readonly ScalarType uint8 = ScalarType.Byte;

    /// <summary><see cref="ScalarType.Bool"/>.</summary>
    public static readonly ScalarType @bool = ScalarType.Bool;

    private static ScalarType _defaultType = ScalarType.Float32;

    /// <summary>The type of floating-point tensors made without naming one; Float32 unless set.</summary>
    public static ScalarType get_default_dtype() => _defaultType;

    /// <summary>Sets the type of floating-point tensors made without naming one.</summary>
    /// <exception cref="ArgumentException"><paramref name="dtype"/> is neither Float32 nor Float64.</exception>
    public static void set_default_dtype(ScalarType dtype) => _defaultType = dtype is ScalarType.Float32 or ScalarType.Float64
        ? dtype
        : throw new ArgumentException($"the default type is Float32 or Float64, not {dtype}", nameof(dtype));

    /// <summary>The type of the result of an operation between tensors of these types.</summary>
    public static ScalarType promote_types(ScalarType type1, ScalarType type2) => Promotion.Of(type1, type2);

    /// <summary>The type of the result of an operation between these tensors, which also counts their dimensions.</summary>
    public static ScalarType result_type(Tensor tensor1, Tensor tensor2) => Promotion.Of(tensor1, tensor2);

    /// <summary>True for Float32 and Float64.</summary>
    public static bool is_floating_point(ScalarType type) => type.IsFloating();

    /// <summary>True for a tensor of Float32 or Float64.</summary>
    public static bool is_floating_point(Tensor input) => input.is_floating_point();

    /// <summary>True for the integer types, and for Bool.</summary>
    public static bool is_integral(ScalarType type) => !type.IsFloating();
}
