using Microsoft.FSharp.Core;

namespace Plotly.NET.LayoutObjects;

/// <summary>Relative lengths of the three axes of a scene.</summary>
public class AspectRatio : PlotlyObject
{
    /// <summary>Makes an aspect ratio; each argument sets the plotly.js attribute of its name, one left out sets nothing.</summary>
    public static AspectRatio init(FSharpOption<double>? X = null, FSharpOption<double>? Y = null, FSharpOption<double>? Z = null) =>
        new AspectRatio().Set("x", X).Set("y", Y).Set("z", Z);
}
