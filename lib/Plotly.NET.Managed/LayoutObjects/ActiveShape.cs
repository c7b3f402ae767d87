using Microsoft.FSharp.Core;

namespace Plotly.NET.LayoutObjects;

/// <summary>The look of the shape being edited.</summary>
public class ActiveShape : PlotlyObject
{
    /// <summary>Makes a shape look; each argument sets the plotly.js attribute of its name, one left out sets nothing.</summary>
    public static ActiveShape init(FSharpOption<Color>? FillColor = null, FSharpOption<double>? Opacity = null) =>
        new ActiveShape().Set("fillcolor", FillColor).Set("opacity", Opacity);
}
