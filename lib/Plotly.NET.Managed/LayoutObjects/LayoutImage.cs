using Microsoft.FSharp.Core;

namespace Plotly.NET.LayoutObjects;

/// <summary>A picture at a place of the chart.</summary>
public class LayoutImage : PlotlyObject
{
    /// <summary>Makes a picture; each argument sets the plotly.js attribute of its name, one left out sets nothing.</summary>
    public static LayoutImage init<a, b>(
        FSharpOption<StyleParam.Layer>? Layer = null, FSharpOption<string>? Name = null, FSharpOption<double>? Opacity = null,
        FSharpOption<int>? SizeX = null, FSharpOption<int>? SizeY = null, FSharpOption<StyleParam.LayoutImageSizing>? Sizing = null,
        FSharpOption<string>? Source = null, FSharpOption<string>? TemplateItemname = null, FSharpOption<bool>? Visible = null,
        FSharpOption<a>? X = null, FSharpOption<StyleParam.XAnchorPosition>? XAnchor = null, FSharpOption<string>? XRef = null,
        FSharpOption<b>? Y = null, FSharpOption<StyleParam.YAnchorPosition>? YAnchor = null, FSharpOption<string>? YRef = null)
        where a : IConvertible where b : IConvertible =>
        new LayoutImage()
            .Set("layer", Layer)
            .Set("name", Name)
            .Set("opacity", Opacity)
            .Set("sizex", SizeX)
            .Set("sizey", SizeY)
            .Set("sizing", Sizing)
            .Set("source", Source)
            .Set("templateitemname", TemplateItemname)
            .Set("visible", Visible)
            .Set("x", X)
            .Set("xanchor", XAnchor)
            .Set("xref", XRef)
            .Set("y", Y)
            .Set("yanchor", YAnchor)
            .Set("yref", YRef);
}
