using Microsoft.FSharp.Core;

namespace Plotly.NET.LayoutObjects;

/// <summary>The tool bar of a chart.</summary>
public class ModeBar : PlotlyObject
{
    /// <summary>Makes a tool bar; each argument sets the plotly.js attribute of its name, one left out sets nothing.</summary>
    public static ModeBar init(
        FSharpOption<Color>? ActiveColor = null, FSharpOption<IEnumerable<string>>? Add = null, FSharpOption<Color>? BGColor = null,
        FSharpOption<Color>? Color = null, FSharpOption<StyleParam.Orientation>? Orientation = null, FSharpOption<string>? Remove = null,
        FSharpOption<string>? UIRevision = null) =>
        new ModeBar()
            .Set("activecolor", ActiveColor)
            .Set("add", Add)
            .Set("bgcolor", BGColor)
            .Set("color", Color)
            .Set("orientation", Orientation)
            .Set("remove", Remove)
            .Set("uirevision", UIRevision);
}
