using Microsoft.FSharp.Core;

namespace Plotly.NET.LayoutObjects;

/// <summary>From where a three-dimensional scene is seen.</summary>
public class Camera : PlotlyObject
{
    /// <summary>Makes a camera; each argument sets the plotly.js attribute of its name, one left out sets nothing.</summary>
    public static Camera init(
        FSharpOption<CameraCenter>? Center = null, FSharpOption<CameraEye>? Eye = null, FSharpOption<CameraProjection>? Projection = null,
        FSharpOption<CameraUp>? Up = null) =>
        new Camera().Set("center", Center).Set("eye", Eye).Set("projection", Projection).Set("up", Up);
}
