namespace Plotly.NET;

/// <summary>The colours that CSS knows by name; some members keep the misspelt names of the real package.</summary>
public sealed class ColorKeyword
{
    private readonly string _name;

    private ColorKeyword(string name) => _name = name;

    /// <summary>CSS <c>aliceblue</c>.</summary>
    public static ColorKeyword AliceBlue { get; } = new("aliceblue");

    /// <summary>CSS <c>antiquewhite</c>.</summary>
    public static ColorKeyword AntiqueWhite { get; } = new("antiquewhite");

    /// <summary>CSS <c>aqua</c>.</summary>
    public static ColorKeyword Aqua { get; } = new("aqua");

    /// <summary>CSS <c>aquamarine</c>.</summary>
    public static ColorKeyword Aquamarine { get; } = new("aquamarine");

    /// <summary>CSS <c>azure</c>.</summary>
    public static ColorKeyword Azure { get; } = new("azure");

    /// <summary>CSS <c>beige</c>.</summary>
    public static ColorKeyword Beige { get; } = new("beige");

    /// <summary>CSS <c>bisque</c>.</summary>
    public static ColorKeyword Bisque { get; } = new("bisque");

    /// <summary>CSS <c>black</c>.</summary>
    public static ColorKeyword Black { get; } = new("black");

    /// <summary>CSS <c>blanchedalmond</c>.</summary>
    public static ColorKeyword BlanchedAlmond { get; } = new("blanchedalmond");

    /// <summary>CSS <c>blue</c>.</summary>
    public static ColorKeyword Blue { get; } = new("blue");

    /// <summary>CSS <c>blueviolet</c>.</summary>
    public static ColorKeyword Blueviolet { get; } = new("blueviolet");

    /// <summary>CSS <c>brown</c>.</summary>
    public static ColorKeyword Brown { get; } = new("brown");

    /// <summary>CSS <c>burlywood</c>.</summary>
    public static ColorKeyword BurlyWood { get; } = new("burlywood");

    /// <summary>CSS <c>cadetblue</c>.</summary>
    public static ColorKeyword CadetBlue { get; } = new("cadetblue");

    /// <summary>CSS <c>chartreuse</c>.</summary>
    public static ColorKeyword Chartreuse { get; } = new("chartreuse");

    /// <summary>CSS <c>chocolate</c>.</summary>
    public static ColorKeyword Chocolate { get; } = new("chocolate");

    /// <summary>CSS <c>coral</c>.</summary>
    public static ColorKeyword Coral { get; } = new("coral");

    /// <summary>CSS <c>cornsilk</c>.</summary>
    public static ColorKeyword CornSilk { get; } = new("cornsilk");

    /// <summary>CSS <c>cornflowerblue</c>.</summary>
    public static ColorKeyword CornflowerBlue { get; } = new("cornflowerblue");

    /// <summary>CSS <c>crimson</c>.</summary>
    public static ColorKeyword Crimson { get; } = new("crimson");

    /// <summary>CSS <c>cyan</c>.</summary>
    public static ColorKeyword Cyan { get; } = new("cyan");

    /// <summary>CSS <c>darkblue</c>.</summary>
    public static ColorKeyword DarkBlue { get; } = new("darkblue");

    /// <summary>CSS <c>darkcyan</c>.</summary>
    public static ColorKeyword DarkCyan { get; } = new("darkcyan");

    /// <summary>CSS <c>darkgoldenrod</c>.</summary>
    public static ColorKeyword DarkGoldenRod { get; } = new("darkgoldenrod");

    /// <summary>CSS <c>darkgray</c>.</summary>
    public static ColorKeyword DarkGray { get; } = new("darkgray");

    /// <summary>CSS <c>darkgreen</c>.</summary>
    public static ColorKeyword DarkGreen { get; } = new("darkgreen");

    /// <summary>CSS <c>darkgrey</c>.</summary>
    public static ColorKeyword DarkGrey { get; } = new("darkgrey");

    /// <summary>CSS <c>darkkhaki</c>.</summary>
    public static ColorKeyword DarkKhaki { get; } = new("darkkhaki");

    /// <summary>CSS <c>darkmagenta</c>.</summary>
    public static ColorKeyword DarkMagenta { get; } = new("darkmagenta");

    /// <summary>CSS <c>darkorange</c>.</summary>
    public static ColorKeyword DarkOrange { get; } = new("darkorange");

    /// <summary>CSS <c>darkorchid</c>.</summary>
    public static ColorKeyword DarkOrchid { get; } = new("darkorchid");

    /// <summary>CSS <c>darkred</c>.</summary>
    public static ColorKeyword DarkRed { get; } = new("darkred");

    /// <summary>CSS <c>darksalmon</c>.</summary>
    public static ColorKeyword DarkSalmon { get; } = new("darksalmon");

    /// <summary>CSS <c>darkseagreen</c>.</summary>
    public static ColorKeyword DarkSeaGreen { get; } = new("darkseagreen");

    /// <summary>CSS <c>darkslateblue</c>.</summary>
    public static ColorKeyword DarkSlateBlue { get; } = new("darkslateblue");

    /// <summary>CSS <c>darkslategray</c>.</summary>
    public static ColorKeyword DarkSlateGray { get; } = new("darkslategray");

    /// <summary>CSS <c>darkslategrey</c>.</summary>
    public static ColorKeyword DarkSlateGrey { get; } = new("darkslategrey");

    /// <summary>CSS <c>darkturquoise</c>.</summary>
    public static ColorKeyword DarkTurquoise { get; } = new("darkturquoise");

    /// <summary>CSS <c>darkviolet</c>.</summary>
    public static ColorKeyword DarkViolet { get; } = new("darkviolet");

    /// <summary>CSS <c>darkolivegreen</c>.</summary>
    public static ColorKeyword Darkolivegreen { get; } = new("darkolivegreen");

    /// <summary>CSS <c>deeppink</c>.</summary>
    public static ColorKeyword DeepPink { get; } = new("deeppink");

    /// <summary>CSS <c>deepskyblue</c>.</summary>
    public static ColorKeyword DeepSkyBlue { get; } = new("deepskyblue");

    /// <summary>CSS <c>dimgray</c>.</summary>
    public static ColorKeyword DimGray { get; } = new("dimgray");

    /// <summary>CSS <c>dimgrey</c>.</summary>
    public static ColorKeyword DimGrey { get; } = new("dimgrey");

    /// <summary>CSS <c>dodgerblue</c>.</summary>
    public static ColorKeyword DodgerBlue { get; } = new("dodgerblue");

    /// <summary>CSS <c>firebrick</c>.</summary>
    public static ColorKeyword FireBrick { get; } = new("firebrick");

    /// <summary>CSS <c>floralwhite</c>.</summary>
    public static ColorKeyword FloralWhite { get; } = new("floralwhite");

    /// <summary>CSS <c>forestgreen</c>.</summary>
    public static ColorKeyword ForestGreen { get; } = new("forestgreen");

    /// <summary>CSS <c>fuchsia</c>.</summary>
    public static ColorKeyword Fuchsia { get; } = new("fuchsia");

    /// <summary>CSS <c>gainsboro</c>.</summary>
    public static ColorKeyword Gainsboro { get; } = new("gainsboro");

    /// <summary>CSS <c>ghostwhite</c>.</summary>
    public static ColorKeyword GhostWhite { get; } = new("ghostwhite");

    /// <summary>CSS <c>gold</c>.</summary>
    public static ColorKeyword Gold { get; } = new("gold");

    /// <summary>CSS <c>goldenrod</c>.</summary>
    public static ColorKeyword GoldenRod { get; } = new("goldenrod");

    /// <summary>CSS <c>gray</c>.</summary>
    public static ColorKeyword Gray { get; } = new("gray");

    /// <summary>CSS <c>green</c>.</summary>
    public static ColorKeyword Green { get; } = new("green");

    /// <summary>CSS <c>greenyellow</c>.</summary>
    public static ColorKeyword GreenYellow { get; } = new("greenyellow");

    /// <summary>CSS <c>grey</c>.</summary>
    public static ColorKeyword Grey { get; } = new("grey");

    /// <summary>CSS <c>honeydew</c>.</summary>
    public static ColorKeyword Honeydew { get; } = new("honeydew");

    /// <summary>CSS <c>hotpink</c>.</summary>
    public static ColorKeyword Hotpink { get; } = new("hotpink");

    /// <summary>CSS <c>indianred</c>.</summary>
    public static ColorKeyword IndianRed { get; } = new("indianred");

    /// <summary>CSS <c>indigo</c>.</summary>
    public static ColorKeyword Indigo { get; } = new("indigo");

    /// <summary>CSS <c>ivory</c>.</summary>
    public static ColorKeyword Ivory { get; } = new("ivory");

    /// <summary>CSS <c>khaki</c>.</summary>
    public static ColorKeyword Khaki { get; } = new("khaki");

    /// <summary>CSS <c>lavender</c>.</summary>
    public static ColorKeyword Lavender { get; } = new("lavender");

    /// <summary>CSS <c>lavenderblush</c>.</summary>
    public static ColorKeyword LavenderBlush { get; } = new("lavenderblush");

    /// <summary>CSS <c>lawngreen</c>.</summary>
    public static ColorKeyword LawnGreen { get; } = new("lawngreen");

    /// <summary>CSS <c>lemonchiffon</c>.</summary>
    public static ColorKeyword LemonChiffon { get; } = new("lemonchiffon");

    /// <summary>CSS <c>lightsalmon</c>.</summary>
    public static ColorKeyword LightAalmon { get; } = new("lightsalmon");

    /// <summary>CSS <c>lightseagreen</c>.</summary>
    public static ColorKeyword LightAeaGreen { get; } = new("lightseagreen");

    /// <summary>CSS <c>lightskyblue</c>.</summary>
    public static ColorKeyword LightAkyBlue { get; } = new("lightskyblue");

    /// <summary>CSS <c>lightslategray</c>.</summary>
    public static ColorKeyword LightAlateGray { get; } = new("lightslategray");

    /// <summary>CSS <c>lightblue</c>.</summary>
    public static ColorKeyword LightBlue { get; } = new("lightblue");

    /// <summary>CSS <c>lightcoral</c>.</summary>
    public static ColorKeyword LightCoral { get; } = new("lightcoral");

    /// <summary>CSS <c>lightcyan</c>.</summary>
    public static ColorKeyword LightCyan { get; } = new("lightcyan");

    /// <summary>CSS <c>lightgoldenrodyellow</c>.</summary>
    public static ColorKeyword LightGoldenRodYellow { get; } = new("lightgoldenrodyellow");

    /// <summary>CSS <c>lightgray</c>.</summary>
    public static ColorKeyword LightGray { get; } = new("lightgray");

    /// <summary>CSS <c>lightgreen</c>.</summary>
    public static ColorKeyword LightGreen { get; } = new("lightgreen");

    /// <summary>CSS <c>lightgrey</c>.</summary>
    public static ColorKeyword LightGrey { get; } = new("lightgrey");

    /// <summary>CSS <c>lightpink</c>.</summary>
    public static ColorKeyword LightPink { get; } = new("lightpink");

    /// <summary>CSS <c>lightsteelblue</c>.</summary>
    public static ColorKeyword LightSteelBlue { get; } = new("lightsteelblue");

    /// <summary>CSS <c>lightyellow</c>.</summary>
    public static ColorKeyword LightYellow { get; } = new("lightyellow");

    /// <summary>CSS <c>lightslategrey</c>.</summary>
    public static ColorKeyword LightslateGrey { get; } = new("lightslategrey");

    /// <summary>CSS <c>lime</c>.</summary>
    public static ColorKeyword Lime { get; } = new("lime");

    /// <summary>CSS <c>limegreen</c>.</summary>
    public static ColorKeyword Limegreen { get; } = new("limegreen");

    /// <summary>CSS <c>linen</c>.</summary>
    public static ColorKeyword Linen { get; } = new("linen");

    /// <summary>CSS <c>magenta</c>.</summary>
    public static ColorKeyword Magenta { get; } = new("magenta");

    /// <summary>CSS <c>maroon</c>.</summary>
    public static ColorKeyword Maroon { get; } = new("maroon");

    /// <summary>CSS <c>mediumaquamarine</c>.</summary>
    public static ColorKeyword MediumAquamarine { get; } = new("mediumaquamarine");

    /// <summary>CSS <c>mediumblue</c>.</summary>
    public static ColorKeyword MediumBlue { get; } = new("mediumblue");

    /// <summary>CSS <c>mediumorchid</c>.</summary>
    public static ColorKeyword MediumOrchid { get; } = new("mediumorchid");

    /// <summary>CSS <c>mediumpurple</c>.</summary>
    public static ColorKeyword MediumPurple { get; } = new("mediumpurple");

    /// <summary>CSS <c>mediumseagreen</c>.</summary>
    public static ColorKeyword MediumSeaGreen { get; } = new("mediumseagreen");

    /// <summary>CSS <c>mediumslateblue</c>.</summary>
    public static ColorKeyword MediumSlateBlue { get; } = new("mediumslateblue");

    /// <summary>CSS <c>mediumspringgreen</c>.</summary>
    public static ColorKeyword MediumSpringGreen { get; } = new("mediumspringgreen");

    /// <summary>CSS <c>mediumturquoise</c>.</summary>
    public static ColorKeyword MediumTurquoise { get; } = new("mediumturquoise");

    /// <summary>CSS <c>mediumvioletred</c>.</summary>
    public static ColorKeyword MediumVioletRed { get; } = new("mediumvioletred");

    /// <summary>CSS <c>midnightblue</c>.</summary>
    public static ColorKeyword MidnightBlue { get; } = new("midnightblue");

    /// <summary>CSS <c>mintcream</c>.</summary>
    public static ColorKeyword MintCream { get; } = new("mintcream");

    /// <summary>CSS <c>mistyrose</c>.</summary>
    public static ColorKeyword MistyRose { get; } = new("mistyrose");

    /// <summary>CSS <c>moccasin</c>.</summary>
    public static ColorKeyword Moccasin { get; } = new("moccasin");

    /// <summary>CSS <c>navajowhite</c>.</summary>
    public static ColorKeyword NavajoWhite { get; } = new("navajowhite");

    /// <summary>CSS <c>navy</c>.</summary>
    public static ColorKeyword Navy { get; } = new("navy");

    /// <summary>CSS <c>oldlace</c>.</summary>
    public static ColorKeyword OldLace { get; } = new("oldlace");

    /// <summary>CSS <c>olive</c>.</summary>
    public static ColorKeyword Olive { get; } = new("olive");

    /// <summary>CSS <c>olivedrab</c>.</summary>
    public static ColorKeyword OliveDrab { get; } = new("olivedrab");

    /// <summary>CSS <c>orange</c>.</summary>
    public static ColorKeyword Orange { get; } = new("orange");

    /// <summary>CSS <c>orangered</c>.</summary>
    public static ColorKeyword OrangeRed { get; } = new("orangered");

    /// <summary>CSS <c>orchid</c>.</summary>
    public static ColorKeyword Orchid { get; } = new("orchid");

    /// <summary>CSS <c>palegoldenrod</c>.</summary>
    public static ColorKeyword PaleGoldenRod { get; } = new("palegoldenrod");

    /// <summary>CSS <c>palegreen</c>.</summary>
    public static ColorKeyword PaleGreen { get; } = new("palegreen");

    /// <summary>CSS <c>paleturquoise</c>.</summary>
    public static ColorKeyword PaleTurquoise { get; } = new("paleturquoise");

    /// <summary>CSS <c>palevioletred</c>.</summary>
    public static ColorKeyword PaleVioletRed { get; } = new("palevioletred");

    /// <summary>CSS <c>papayawhip</c>.</summary>
    public static ColorKeyword PapayaWhip { get; } = new("papayawhip");

    /// <summary>CSS <c>peachpuff</c>.</summary>
    public static ColorKeyword PeachPuff { get; } = new("peachpuff");

    /// <summary>CSS <c>peru</c>.</summary>
    public static ColorKeyword Peru { get; } = new("peru");

    /// <summary>CSS <c>pink</c>.</summary>
    public static ColorKeyword Pink { get; } = new("pink");

    /// <summary>CSS <c>plum</c>.</summary>
    public static ColorKeyword Plum { get; } = new("plum");

    /// <summary>CSS <c>powderblue</c>.</summary>
    public static ColorKeyword PowderBlue { get; } = new("powderblue");

    /// <summary>CSS <c>purple</c>.</summary>
    public static ColorKeyword Purple { get; } = new("purple");

    /// <summary>CSS <c>red</c>.</summary>
    public static ColorKeyword Red { get; } = new("red");

    /// <summary>CSS <c>rosybrown</c>.</summary>
    public static ColorKeyword RosyBrown { get; } = new("rosybrown");

    /// <summary>CSS <c>royalblue</c>.</summary>
    public static ColorKeyword RoyalBlue { get; } = new("royalblue");

    /// <summary>CSS <c>saddlebrown</c>.</summary>
    public static ColorKeyword SaddleBrown { get; } = new("saddlebrown");

    /// <summary>CSS <c>salmon</c>.</summary>
    public static ColorKeyword Salmon { get; } = new("salmon");

    /// <summary>CSS <c>sandybrown</c>.</summary>
    public static ColorKeyword SandyBrown { get; } = new("sandybrown");

    /// <summary>CSS <c>seagreen</c>.</summary>
    public static ColorKeyword SeaGreen { get; } = new("seagreen");

    /// <summary>CSS <c>seashell</c>.</summary>
    public static ColorKeyword SeaShell { get; } = new("seashell");

    /// <summary>CSS <c>sienna</c>.</summary>
    public static ColorKeyword Sienna { get; } = new("sienna");

    /// <summary>CSS <c>silver</c>.</summary>
    public static ColorKeyword Silver { get; } = new("silver");

    /// <summary>CSS <c>skyblue</c>.</summary>
    public static ColorKeyword Skyblue { get; } = new("skyblue");

    /// <summary>CSS <c>slateblue</c>.</summary>
    public static ColorKeyword SlateBlue { get; } = new("slateblue");

    /// <summary>CSS <c>slategray</c>.</summary>
    public static ColorKeyword SlateGray { get; } = new("slategray");

    /// <summary>CSS <c>slategrey</c>.</summary>
    public static ColorKeyword SlateGrey { get; } = new("slategrey");

    /// <summary>CSS <c>snow</c>.</summary>
    public static ColorKeyword Snow { get; } = new("snow");

    /// <summary>CSS <c>springgreen</c>.</summary>
    public static ColorKeyword SpringGreen { get; } = new("springgreen");

    /// <summary>CSS <c>steelblue</c>.</summary>
    public static ColorKeyword SteelBlue { get; } = new("steelblue");

    /// <summary>CSS <c>tan</c>.</summary>
    public static ColorKeyword Tan { get; } = new("tan");

    /// <summary>CSS <c>teal</c>.</summary>
    public static ColorKeyword Teal { get; } = new("teal");

    /// <summary>CSS <c>thistle</c>.</summary>
    public static ColorKeyword Thistle { get; } = new("thistle");

    /// <summary>CSS <c>tomato</c>.</summary>
    public static ColorKeyword Tomato { get; } = new("tomato");

    /// <summary>CSS <c>turquoise</c>.</summary>
    public static ColorKeyword Turquoise { get; } = new("turquoise");

    /// <summary>CSS <c>violet</c>.</summary>
    public static ColorKeyword Violet { get; } = new("violet");

    /// <summary>CSS <c>wheat</c>.</summary>
    public static ColorKeyword Wheat { get; } = new("wheat");

    /// <summary>CSS <c>white</c>.</summary>
    public static ColorKeyword White { get; } = new("white");

    /// <summary>CSS <c>whitesmoke</c>.</summary>
    public static ColorKeyword WhiteSmoke { get; } = new("whitesmoke");

    /// <summary>CSS <c>yellow</c>.</summary>
    public static ColorKeyword Yellow { get; } = new("yellow");

    /// <summary>CSS <c>yellowgreen</c>.</summary>
    public static ColorKeyword YellowGreen { get; } = new("yellowgreen");

    /// <summary>The CSS name.</summary>
    public override string ToString() => _name;

    /// <summary>Red, green and blue, 0 to 255 each. .NET spells every grey with an a.</summary>
    internal (int R, int G, int B) Rgb()
    {
        var color = System.Drawing.Color.FromName(_name.Replace("grey", "gray", StringComparison.Ordinal));
        return (color.R, color.G, color.B);
    }
}
