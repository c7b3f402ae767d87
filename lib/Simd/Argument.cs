using System.Runtime.CompilerServices;

namespace Simd;

/// <summary>Checks at the door, and the messages of what is turned away.</summary>
internal static class Argument
{
    /// <summary>Turns away every T but float and double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Precision<T>()
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
            throw new NotSupportedException($"Simd computes in float and double, not in {typeof(T).Name}.");
    }

    /// <summary>Turns away a negative size.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Size(int value, string name)
    {
        if (value < 0)
            throw new ArgumentOutOfRangeException(name, value, $"{name} should be 0 or more.");
    }

    /// <summary>Turns away a matrix, stored row by row, that does not fit its span or its stride.</summary>
    /// <param name="length">Length of the span.</param>
    /// <param name="rows">Rows as stored.</param>
    /// <param name="columns">Columns as stored.</param>
    /// <param name="stride">From the start of a row to that of the next.</param>
    /// <param name="name">The matrix's name in the signature: "a" has stride "lda".</param>
    internal static void Matrix(int length, int rows, int columns, int stride, string name)
    {
        if (stride < columns || stride < 1)
        {
            throw new ArgumentOutOfRangeException($"ld{name}", stride,
                $"ld{name} is the distance between the starts of two rows of {name}, which has {columns} columns as stored: it should be {Math.Max(1, columns)} or more.");
        }
        if (rows == 0 || columns == 0)
            return;
        long needed = (long)(rows - 1) * stride + columns;
        if (length < needed)
        {
            throw new ArgumentException(
                $"{name} holds {length} numbers, but {rows} x {columns} as stored with ld{name} = {stride} needs {needed}: ({rows} - 1) * {stride} + {columns}.", name);
        }
    }

    /// <summary>Turns away a vector of another length than asked for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Vector(int length, int expected, string name)
    {
        if (length != expected)
            throw new ArgumentException($"{name} holds {length} numbers, it should hold {expected}.", name);
    }

    /// <summary>Turns away arrays of different lengths.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void SameLength(int x, int y)
    {
        if (x != y)
            throw new ArgumentException($"x holds {x} numbers and y {y}: they should hold the same number.", nameof(y));
    }

    internal static ArgumentOutOfRangeException Activation(Activation activation) =>
        new(nameof(activation), activation, $"There is no activation {(int)activation}.");

    /// <summary>Turns away a value outside its enumeration.</summary>
    internal static void Enumeration<TEnum>(TEnum value, string name)
        where TEnum : struct, Enum
    {
        if (!Enum.IsDefined(value))
            throw new ArgumentOutOfRangeException(name, value, $"{name} should be one of {string.Join(", ", Enum.GetNames<TEnum>())}.");
    }

    /// <summary>Turns away <see cref="Triangle.Both"/> where a single triangle is stored.</summary>
    internal static void OneTriangle(Triangle triangle, string name)
    {
        if (triangle is not (Triangle.Lower or Triangle.Upper))
            throw new ArgumentOutOfRangeException(name, triangle, $"{name} should be Lower or Upper: the part that is stored.");
    }
}
