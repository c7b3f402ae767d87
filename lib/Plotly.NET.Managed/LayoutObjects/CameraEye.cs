using Microsoft.FSharp.Core;

namespace Plotly.NET.LayoutObjects;

/// <summary>The point that the camera stands at.</summary>
public class CameraEye : PlotlyObject
{
    /// <summary>Makes a camera position; each argument sets the plotly.js attribute of its name, one left out sets nothing.</summary>
    public static CameraEye init(FSharpOption<double>? X = null, FSharpOption<double>? Y = null, FSharpOption<double>? Z = null) =>
        new CameraEye().Set("x", X).Set("y", Y).Set("z", Z);
}
