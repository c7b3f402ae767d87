using System.Globalization;
using System.Numerics;

namespace NotebookKernel.Display;

/// <summary>Single values as text, whatever the machine's culture.</summary>
internal static class ScalarText
{
    private const int LongestNested = 200;

    /// <summary>The view of a number, text, date or the like; null for anything else.</summary>
    /// <param name="value">Any value.</param>
    /// <param name="nested">Inside a table: numbers to six significant digits, text cut.</param>
    public static ScalarView? View(object? value, bool nested) => value switch
    {
        null => new ScalarView("null"),
        string s => new ScalarView(nested ? Cut(s) : s),
        char c => new ScalarView(c.ToString()),
        bool b => new ScalarView(b ? "true" : "false"),
        double d => new ScalarView(nested ? Short(d) : d.ToString("R", CultureInfo.InvariantCulture), IsNumber: true),
        float f => new ScalarView(nested ? Short(f) : f.ToString("R", CultureInfo.InvariantCulture), IsNumber: true),
        Half h => new ScalarView(nested ? Short((double)h) : h.ToString("R", CultureInfo.InvariantCulture), IsNumber: true),
        Complex z => new ScalarView(Text(z, nested), IsNumber: true),
        Enum e => new ScalarView(e.ToString()),
        DateTime t => new ScalarView(
            t.ToString(t.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture)),
        DateTimeOffset t => new ScalarView(t.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF zzz", CultureInfo.InvariantCulture)),
        DateOnly d => new ScalarView(d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        TimeOnly t => new ScalarView(t.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture)),
        TimeSpan or Guid or Version or Uri or nint or nuint => new ScalarView(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""),
        sbyte or byte or short or ushort or int or uint or long or ulong or decimal or Int128 or UInt128 or BigInteger =>
            new ScalarView(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture), IsNumber: true),
        Type type => new ScalarView(TypeName.Of(type)),
        Delegate d => new ScalarView(TypeName.Of(d.GetType())),
        _ => null,
    };

    /// <summary>A text cut at a bearable length.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="longest">How much of it to keep.</param>
    public static string Cut(string text, int longest = LongestNested)
    {
        if (text.Length <= longest) return text;
        var end = char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest;
        return string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, end)}… {text.Length - end:N0} more characters");
    }

    /// <summary>Six significant digits; whole numbers in full.</summary>
    private static string Short(double value) =>
        double.IsInteger(value) && Math.Abs(value) < 1e15
            ? value.ToString("F0", CultureInfo.InvariantCulture)
            : value.ToString("G6", CultureInfo.InvariantCulture);

    private static string Text(Complex z, bool nested)
    {
        var (re, im) = nested
            ? (Short(z.Real), Short(Math.Abs(z.Imaginary)))
            : (z.Real.ToString("R", CultureInfo.InvariantCulture), Math.Abs(z.Imaginary).ToString("R", CultureInfo.InvariantCulture));
        return $"{re} {(double.IsNegative(z.Imaginary) ? '-' : '+')} {im}i";
    }
}
