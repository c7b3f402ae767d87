using Microsoft.FSharp.Core;

namespace Plotly.NET.LayoutObjects;

/// <summary>The part of the chart that a subplot fills.</summary>
public class Domain : PlotlyObject
{
    /// <summary>Makes a domain; each argument sets the plotly.js attribute of its name, one left out sets nothing.</summary>
    public static Domain init(
        FSharpOption<StyleParam.Range>? X = null, FSharpOption<StyleParam.Range>? Y = null, FSharpOption<int>? Row = null,
        FSharpOption<int>? Column = null) =>
        new Domain().Set("x", X).Set("y", Y).Set("row", Row).Set("column", Column);
}
