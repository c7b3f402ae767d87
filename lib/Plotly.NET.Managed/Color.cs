using System.Globalization;

namespace Plotly.NET;

/// <summary>A colour, several colours, or numbers that a colour scale turns into colours.</summary>
public class Color
{
    private Color(object value) => Value = value;

    /// <summary>What plotly.js reads: a CSS colour, or an array of colours or numbers.</summary>
    public object Value { get; }

    /// <summary>From opacity, red, green and blue, each 0 to 255; the opacity is rounded to tenths.</summary>
    public static Color fromARGB(int a, int r, int g, int b) => new(Css(a / 255.0, r, g, b));

    /// <summary>Numbers, one for each point, that a colour scale turns into colours.</summary>
    public static Color fromColorScaleValues<a>(IEnumerable<a> c)
        where a : IConvertible => new(c);

    /// <summary>A colour for each point.</summary>
    public static Color fromColors(IEnumerable<Color> c) => new(c.Select(color => color.Value).ToArray());

    /// <summary>From <c>#rrggbb</c>, with or without the first character.</summary>
    /// <exception cref="ArgumentException">The text is no such colour.</exception>
    public static Color fromHex(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        if (s.Length - (s.StartsWith('#') ? 1 : 0) != 6 || !int.TryParse(s.AsSpan(s.Length - 6), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int rgb))
            throw new ArgumentException($"\"{s}\" is no colour of the form #rrggbb.", nameof(s));
        return fromRGB(rgb >> 16, (rgb >> 8) & 255, rgb & 255);
    }

    /// <summary>A colour that CSS knows by name.</summary>
    public static Color fromKeyword(ColorKeyword c)
    {
        var (r, g, b) = c.Rgb();
        return fromRGB(r, g, b);
    }

    /// <summary>From red, green and blue, each 0 to 255.</summary>
    public static Color fromRGB(int r, int g, int b) => new(Css(1, r, g, b));

    /// <summary>Any colour in CSS: <c>tomato</c>, <c>rgb(0, 114, 178)</c>.</summary>
    public static Color fromString(string c) => new(c);

    private static string Css(double opacity, int r, int g, int b) =>
        string.Create(CultureInfo.InvariantCulture, $"rgba({r}, {g}, {b}, {opacity:0.0})");
}
