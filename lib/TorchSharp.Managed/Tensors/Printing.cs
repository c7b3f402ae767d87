using System.Globalization;
using System.Text;

namespace TorchSharp;

/// <summary>The notations in which a tensor can be written out.</summary>
public enum TensorStringStyle
{
    /// <summary>Shape and type alone.</summary>
    Metadata = 0,

    /// <summary>Shape and type, then columns.</summary>
    Julia = 1,

    /// <summary>Nested brackets.</summary>
    Numpy = 2,

    /// <summary>An array initialiser.</summary>
    CSharp = 3,

    /// <summary>What <see cref="torch.TensorStringStyle"/> says.</summary>
    Default = 4,
}

public static partial class torch
{
    /// <summary>The notation of <see cref="TensorExtensionMethods.str"/>; columns unless set.</summary>
    public static TensorStringStyle TensorStringStyle { get; set; } = TensorStringStyle.Julia;

    /// <summary>Columns.</summary>
    public const TensorStringStyle julia = TensorStringStyle.Julia;

    /// <summary>Nested brackets.</summary>
    public const TensorStringStyle numpy = TensorStringStyle.Numpy;

    /// <summary>An array initialiser.</summary>
    public const TensorStringStyle csharp = TensorStringStyle.CSharp;

    public partial class Tensor
    {
        /// <summary>Shape, type and device: never the values.</summary>
        public override string ToString() => _storage is null ? "disposed tensor" : Printing.Summary(this);

        /// <summary>The tensor in a notation.</summary>
        /// <param name="style">The notation.</param>
        /// <param name="fltFormat">A .NET format for real numbers; null is five digits.</param>
        /// <param name="width">Characters in a line; a longer row is shortened. Null is 100.</param>
        /// <param name="cultureInfo">Null is the invariant culture.</param>
        /// <param name="newLine">Null is a line feed.</param>
        public string ToString(TensorStringStyle style, string? fltFormat = null, int? width = null, CultureInfo? cultureInfo = null, string? newLine = null) =>
            Printing.Write(this, style, fltFormat ?? "g5", width ?? 100, cultureInfo ?? CultureInfo.InvariantCulture, newLine ?? "\n");
    }
}

public static partial class TensorExtensionMethods
{
    /// <summary>Shape, type and device.</summary>
    public static string metastr(this Tensor tensor) => tensor.ToString(TensorStringStyle.Metadata);

    /// <summary>Nested brackets.</summary>
    public static string npstr(this Tensor tensor, string? fltFormat = "g5", int? width = 100, string? newLine = null, CultureInfo? cultureInfo = null) =>
        tensor.ToString(TensorStringStyle.Numpy, fltFormat, width, cultureInfo, newLine);

    /// <summary>Columns.</summary>
    public static string jlstr(this Tensor tensor, string? fltFormat = null, int? width = null, string? newLine = null, CultureInfo? cultureInfo = null) =>
        tensor.ToString(TensorStringStyle.Julia, fltFormat, width, cultureInfo, newLine);

    /// <summary>An array initialiser.</summary>
    public static string cstr(this Tensor tensor, string? fltFormat = "g5", int? width = 100, string? newLine = null, CultureInfo? cultureInfo = null) =>
        tensor.ToString(TensorStringStyle.CSharp, fltFormat, width, cultureInfo, newLine);

    /// <summary>The tensor in a notation; the default is <see cref="torch.TensorStringStyle"/>.</summary>
    public static string str(this Tensor tensor, string? fltFormat = null, int? width = null, string? newLine = null, CultureInfo? cultureInfo = null,
        TensorStringStyle style = TensorStringStyle.Default) => tensor.ToString(style, fltFormat, width, cultureInfo, newLine);

    /// <summary>Writes the tensor to the console.</summary>
    /// <returns>The tensor.</returns>
    public static Tensor print(this Tensor t, string? fltFormat = "g5", int? width = 100, string? newLine = null, CultureInfo? cultureInfo = null,
        TensorStringStyle style = TensorStringStyle.Default)
    {
        Console.WriteLine(t.ToString(style, fltFormat, width, cultureInfo, newLine));
        return t;
    }
}

/// <summary>Tensors as text.</summary>
internal static class Printing
{
    /// <summary>In brackets and braces, longer dimensions show this many slices at each end.</summary>
    private const int Ends = 3;

    internal static string Summary(Tensor t) => $"[{string.Join("x", t._shape)}], type = {t._type}, device = {t.device}";

    internal static string Write(Tensor t, TensorStringStyle style, string format, int width, CultureInfo culture, string newLine)
    {
        if (style == TensorStringStyle.Default) style = torch.TensorStringStyle == TensorStringStyle.Default ? TensorStringStyle.Julia : torch.TensorStringStyle;
        var text = new StringBuilder();
        string Number(ReadOnlySpan<long> place) => Element(t, place, format, culture);
        switch (style)
        {
            case TensorStringStyle.Numpy:
                Brackets(t, [], text, newLine, Number);
                return text.ToString();
            case TensorStringStyle.Julia:
                text.Append(Summary(t));
                if (t._shape.Length == 0) return text.Append(", value = ").Append(Number([])).ToString();
                text.Append(newLine);
                if (t._shape.Length < 3) Columns(t, [], text, width, newLine, Number);
                else Blocks(t, [], text, width, newLine, Number);
                return text.ToString();
            case TensorStringStyle.CSharp:
                text.Append(Summary(t)).Append(", value = ");
                if (t._shape.Length == 0) return text.Append(Number([])).ToString();
                if (t._shape.Length > 1) text.Append(newLine);
                text.Append(Keyword(t._type)).Append(" [").Append(',', t._shape.Length - 1).Append("] ");
                string suffix = t._type switch { ScalarType.Float32 => "f", ScalarType.Int64 => "L", _ => "" };
                Braces(t, [], text, newLine, place => Number(place) + suffix);
                return text.ToString();
            default:
                return Summary(t);
        }
    }

    private delegate string Format(ReadOnlySpan<long> place);

    private static string Element(Tensor t, ReadOnlySpan<long> place, string format, CultureInfo culture)
    {
        long at = t._offset;
        for (int i = 0; i < place.Length; i++) at += place[i] * t._strides[i];
        var s = t.Storage;
        int p = (int)at;
        return t._type switch
        {
            ScalarType.Float32 => s.Span<float>(p, 1)[0].ToString(format, culture),
            ScalarType.Float64 => s.Span<double>(p, 1)[0].ToString(format, culture),
            ScalarType.Int64 => s.Span<long>(p, 1)[0].ToString(culture),
            ScalarType.Int32 => s.Span<int>(p, 1)[0].ToString(culture),
            ScalarType.Int16 => s.Span<short>(p, 1)[0].ToString(culture),
            ScalarType.Int8 => s.Span<sbyte>(p, 1)[0].ToString(culture),
            ScalarType.Bool => s.Span<bool>(p, 1)[0].ToString(),
            _ => s.Span<byte>(p, 1)[0].ToString(culture),
        };
    }

    /// <summary>The indices to show of a dimension; -1 stands for those left out.</summary>
    private static IEnumerable<long> Shown(long size)
    {
        for (long i = 0; i < size; i++)
        {
            if (size > 2 * Ends && i == Ends)
            {
                yield return -1;
                i = size - Ends;
            }
            yield return i;
        }
    }

    private static void Brackets(Tensor t, long[] place, StringBuilder text, string newLine, Format number)
    {
        int left = t._shape.Length - place.Length;
        if (left == 0)
        {
            text.Append(number(place));
            return;
        }
        text.Append('[');
        long last = 0;
        foreach (long i in Shown(t._shape[place.Length]))
        {
            // Slices of more dimensions lie further apart.
            if (left > 1 && i != 0) text.Insert(text.Length, newLine, left - 1).Append(' ', place.Length + 1);
            if (left == 1 && i != 0) text.Append(last < 0 ? " " : ", ");
            if (i < 0) text.Append("...");
            else Brackets(t, [.. place, i], text, newLine, number);
            last = i;
        }
        text.Append(']');
    }

    /// <summary>Matrices with their places, one after the other.</summary>
    private static void Blocks(Tensor t, long[] place, StringBuilder text, int width, string newLine, Format number)
    {
        if (place.Length == t._shape.Length - 2)
        {
            if (place.Any(i => i > 0)) text.Append(newLine);
            text.Append('[').AppendJoin(',', place).Append(",..,..] =").Append(newLine);
            Columns(t, place, text, width, newLine, number);
            return;
        }
        for (long i = 0; i < t._shape[place.Length]; i++) Blocks(t, [.. place, i], text, width, newLine, number);
    }

    /// <summary>A matrix or a row, as far as the width goes.</summary>
    private static void Columns(Tensor t, long[] place, StringBuilder text, int width, string newLine, Format number)
    {
        const string rest = " ...";
        bool isRow = t._shape.Length - place.Length == 1;
        var rows = new StringBuilder[isRow ? 1 : t._shape[^2]];
        for (int r = 0; r < rows.Length; r++) rows[r] = new StringBuilder();
        int used = 0;
        for (long c = 0; c < t._shape[^1]; c++)
        {
            string[] column = [.. Enumerable.Range(0, rows.Length).Select(r => number(isRow ? [.. place, c] : [.. place, r, c]))];
            int wide = column.Select(s => s.Length).DefaultIfEmpty(0).Max();
            used += wide + 1;
            bool fits = used + rest.Length - 1 <= width;
            for (int r = 0; r < rows.Length; r++) rows[r].Append(fits ? " " + column[r].PadLeft(wide) : rest);
            if (!fits) break;
        }
        foreach (var row in rows) text.Append(row).Append(newLine);
    }

    private static void Braces(Tensor t, long[] place, StringBuilder text, string newLine, Format number)
    {
        int left = t._shape.Length - place.Length;
        if (left == 0)
        {
            text.Append(number(place));
            return;
        }
        bool isOutermost = place.Length == 0 && left > 1;
        text.Append('{');
        if (isOutermost) text.Append(newLine).Append(' ');
        long last = 0;
        foreach (long i in Shown(t._shape[place.Length]))
        {
            if (i != 0 && last >= 0) text.Append(',');
            if (i != 0 && left > 1) text.Append(newLine).Append(' ', place.Length + 1);
            if (i != 0 && left == 1) text.Append(' ');
            if (i < 0) text.Append("...");
            else Braces(t, [.. place, i], text, newLine, number);
            last = i;
        }
        if (isOutermost) text.Append(newLine);
        text.Append('}');
    }

    private static string Keyword(ScalarType type) => type switch
    {
        ScalarType.Float32 => "float",
        ScalarType.Float64 => "double",
        ScalarType.Int64 => "long",
        ScalarType.Int32 => "int",
        ScalarType.Int16 => "short",
        ScalarType.Int8 => "sbyte",
        ScalarType.Bool => "bool",
        _ => "byte",
    };
}
