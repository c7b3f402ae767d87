using Microsoft.FSharp.Core;

namespace Plotly.NET.TraceObjects;

/// <summary>Which levels a contour chart draws, and how.</summary>
public class Contours : PlotlyObject
{
    /// <summary>Makes contour settings; each argument sets the plotly.js attribute of its name, one left out sets nothing.</summary>
    public static Contours init<a>(
        FSharpOption<StyleParam.ContourColoring>? Coloring = null, FSharpOption<double>? End = null, FSharpOption<Font>? LabelFont = null,
        FSharpOption<string>? LabelFormat = null, FSharpOption<StyleParam.ConstraintOperation>? Operation = null,
        FSharpOption<bool>? ShowLabels = null, FSharpOption<bool>? ShowLines = null, FSharpOption<double>? Size = null,
        FSharpOption<double>? Start = null, FSharpOption<StyleParam.ContourType>? Type = null, FSharpOption<a>? Value = null)
        where a : IConvertible =>
        new Contours()
            .Set("coloring", Coloring)
            .Set("end", End)
            .Set("labelfont", LabelFont)
            .Set("labelformat", LabelFormat)
            .Set("operation", Operation)
            .Set("showlabels", ShowLabels)
            .Set("showlines", ShowLines)
            .Set("size", Size)
            .Set("start", Start)
            .Set("type", Type)
            .Set("value", Value);
}
