using Microsoft.FSharp.Core;

namespace Plotly.NET.LayoutObjects;

/// <summary>The look of the selection being edited.</summary>
public class ActiveSelection : PlotlyObject
{
    /// <summary>Makes a selection look; each argument sets the plotly.js attribute of its name, one left out sets nothing.</summary>
    public static ActiveSelection init(FSharpOption<Color>? FillColor = null, FSharpOption<double>? Opacity = null) =>
        new ActiveSelection().Set("fillcolor", FillColor).Set("opacity", Opacity);
}
