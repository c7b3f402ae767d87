using Microsoft.FSharp.Core;

namespace Plotly.NET;

/// <summary>Typeface, size in pixels and colour of a text.</summary>
public class Font : PlotlyObject
{
    /// <summary>Makes a font; each argument sets the plotly.js attribute of its name, one left out sets nothing.</summary>
    public static Font init(
        FSharpOption<StyleParam.FontFamily>? Family = null, FSharpOption<double>? Size = null, FSharpOption<Color>? Color = null) =>
        new Font().Set("family", Family).Set("size", Size).Set("color", Color);
}
