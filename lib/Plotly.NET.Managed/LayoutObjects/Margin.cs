using Microsoft.FSharp.Core;

namespace Plotly.NET.LayoutObjects;

/// <summary>Space between the drawing area and the edge of the chart, in pixels.</summary>
public class Margin : PlotlyObject
{
    /// <summary>Makes a margin; each argument sets the plotly.js attribute of its name, one left out sets nothing.</summary>
    public static Margin init<a, b, c, d, e, f>(
        FSharpOption<a>? Left = null, FSharpOption<b>? Right = null, FSharpOption<c>? Top = null, FSharpOption<d>? Bottom = null,
        FSharpOption<e>? Pad = null, FSharpOption<f>? Autoexpand = null) =>
        new Margin()
            .Set("l", Left)
            .Set("r", Right)
            .Set("t", Top)
            .Set("b", Bottom)
            .Set("pad", Pad)
            .Set("autoexpand", Autoexpand);
}
