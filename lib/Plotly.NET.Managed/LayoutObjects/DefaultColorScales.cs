using Microsoft.FSharp.Core;

namespace Plotly.NET.LayoutObjects;

/// <summary>The colour scales of traces that name none.</summary>
public class DefaultColorScales : PlotlyObject
{
    /// <summary>Makes default colour scales; each argument sets the plotly.js attribute of its name, one left out sets nothing.</summary>
    public static DefaultColorScales init(
        FSharpOption<StyleParam.Colorscale>? Diverging = null, FSharpOption<StyleParam.Colorscale>? Sequential = null,
        FSharpOption<StyleParam.Colorscale>? SequentialMinus = null) =>
        new DefaultColorScales().Set("diverging", Diverging).Set("sequential", Sequential).Set("sequentialminus", SequentialMinus);
}
