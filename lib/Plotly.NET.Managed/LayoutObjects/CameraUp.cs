using Microsoft.FSharp.Core;

namespace Plotly.NET.LayoutObjects;

/// <summary>The direction that is up in the picture.</summary>
public class CameraUp : PlotlyObject
{
    /// <summary>Makes a camera direction; each argument sets the plotly.js attribute of its name, one left out sets nothing.</summary>
    public static CameraUp init(FSharpOption<double>? X = null, FSharpOption<double>? Y = null, FSharpOption<double>? Z = null) =>
        new CameraUp().Set("x", X).Set("y", Y).Set("z", Z);
}
