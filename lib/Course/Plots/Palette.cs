using Plotly.NET;

namespace Course.Plots;

/// <summary>Colours that readers with any common kind of colour blindness can tell apart.</summary>
/// <remarks>M. Okabe and K. Ito, Color Universal Design (2008). Viridis: S. van der Walt and N. Smith (2015).</remarks>
public static class Palette
{
    private static readonly Color[] Classes = [Blue, Orange, Green, Vermillion, Purple, SkyBlue, Black, Wine, Grey, Yellow];

    private static readonly StyleParam.MarkerSymbol[] Symbols =
        [StyleParam.MarkerSymbol.Circle, StyleParam.MarkerSymbol.Diamond, StyleParam.MarkerSymbol.TriangleUp, StyleParam.MarkerSymbol.Square];

    /// <summary>#000000.</summary>
    public static Color Black => Color.fromHex("#000000");

    /// <summary>#E69F00.</summary>
    public static Color Orange => Color.fromHex("#E69F00");

    /// <summary>#56B4E9.</summary>
    public static Color SkyBlue => Color.fromHex("#56B4E9");

    /// <summary>#009E73, a bluish green.</summary>
    public static Color Green => Color.fromHex("#009E73");

    /// <summary>#F0E442; weak on white, for areas rather than lines.</summary>
    public static Color Yellow => Color.fromHex("#F0E442");

    /// <summary>#0072B2.</summary>
    public static Color Blue => Color.fromHex("#0072B2");

    /// <summary>#D55E00, a reddish orange.</summary>
    public static Color Vermillion => Color.fromHex("#D55E00");

    /// <summary>#CC79A7, a reddish purple.</summary>
    public static Color Purple => Color.fromHex("#CC79A7");

    /// <summary>#882255, a dark purplish red (P. Tol, Colour Schemes, SRON 2021).</summary>
    public static Color Wine => Color.fromHex("#882255");

    /// <summary>#6B7480, for what stays in the background: reference lines, other samples.</summary>
    public static Color Grey => Color.fromHex("#6B7480");

    /// <summary>Low to high, dark to bright: Viridis.</summary>
    public static StyleParam.Colorscale Sequential => StyleParam.Colorscale.Viridis;

    /// <summary>Negative blue, zero white, positive vermillion: use it with limits symmetric about 0.</summary>
    public static StyleParam.Colorscale Diverging { get; } = StyleParam.Colorscale.NewCustom(
    [
        Tuple.Create(0.0, Color.fromHex("#00466E")),
        Tuple.Create(0.25, Color.fromHex("#4D9CCB")),
        Tuple.Create(0.5, Color.fromHex("#FFFFFF")),
        Tuple.Create(0.75, Color.fromHex("#EC8B4B")),
        Tuple.Create(1.0, Color.fromHex("#8F3E00")),
    ]);

    /// <summary>The colour of a class or curve.</summary>
    /// <param name="index">Its number, from 0; the ten colours repeat.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is negative.</exception>
    public static Color Class(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return Classes[index % Classes.Length];
    }

    /// <summary>The marker of a class; it changes after eight classes, so that classes with like colours differ in shape.</summary>
    /// <inheritdoc cref="Class" path="/param"/>
    /// <inheritdoc cref="Class" path="/exception"/>
    public static StyleParam.MarkerSymbol Symbol(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return Symbols[index / 8 % Symbols.Length];
    }
}
