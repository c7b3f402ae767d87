using Microsoft.FSharp.Core;

namespace Plotly.NET.LayoutObjects;

/// <summary>A three-dimensional subplot: axes, camera, proportions.</summary>
public class Scene : PlotlyObject
{
    /// <summary>Makes a scene; each argument sets the plotly.js attribute of its name, one left out sets nothing.</summary>
    public static Scene init(
        FSharpOption<IEnumerable<Annotation>>? Annotations = null, FSharpOption<StyleParam.AspectMode>? AspectMode = null,
        FSharpOption<AspectRatio>? AspectRatio = null, FSharpOption<Color>? BGColor = null, FSharpOption<Camera>? Camera = null,
        FSharpOption<Domain>? Domain = null, FSharpOption<StyleParam.DragMode>? DragMode = null,
        FSharpOption<StyleParam.HoverMode>? HoverMode = null, FSharpOption<string>? UIRevision = null, FSharpOption<LinearAxis>? XAxis = null,
        FSharpOption<LinearAxis>? YAxis = null, FSharpOption<LinearAxis>? ZAxis = null) =>
        new Scene()
            .Set("annotations", Annotations)
            .Set("aspectmode", AspectMode)
            .Set("aspectratio", AspectRatio)
            .Set("bgcolor", BGColor)
            .Set("camera", Camera)
            .Set("domain", Domain)
            .Set("dragmode", DragMode)
            .Set("hovermode", HoverMode)
            .Set("uirevision", UIRevision)
            .Set("xaxis", XAxis)
            .Set("yaxis", YAxis)
            .Set("zaxis", ZAxis);
}
