using Microsoft.FSharp.Core;

namespace Plotly.NET.LayoutObjects;

/// <summary>The point that the camera looks at.</summary>
public class CameraCenter : PlotlyObject
{
    /// <summary>Makes a camera target; each argument sets the plotly.js attribute of its name, one left out sets nothing.</summary>
    public static CameraCenter init(FSharpOption<double>? X = null, FSharpOption<double>? Y = null, FSharpOption<double>? Z = null) =>
        new CameraCenter().Set("x", X).Set("y", Y).Set("z", Z);
}
