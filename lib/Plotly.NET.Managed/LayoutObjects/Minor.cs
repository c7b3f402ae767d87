using Microsoft.FSharp.Core;

namespace Plotly.NET.LayoutObjects;

/// <summary>Ticks and grid lines between the main ones.</summary>
public class Minor : PlotlyObject
{
    /// <summary>Makes minor ticks; each argument sets the plotly.js attribute of its name, one left out sets nothing.</summary>
    public static Minor init<a, b, c>(
        FSharpOption<a>? DTick = null, FSharpOption<Color>? GridColor = null, FSharpOption<StyleParam.DrawingStyle>? GridDash = null,
        FSharpOption<double>? GridWidth = null, FSharpOption<int>? NTicks = null, FSharpOption<bool>? ShowGrid = null,
        FSharpOption<b>? Tick0 = null, FSharpOption<Color>? TickColor = null, FSharpOption<int>? TickLen = null,
        FSharpOption<StyleParam.TickMode>? TickMode = null, FSharpOption<StyleParam.TickOptions>? Ticks = null,
        FSharpOption<IEnumerable<c>>? TickVals = null, FSharpOption<int>? TickWidth = null)
        where a : IConvertible where b : IConvertible where c : IConvertible =>
        new Minor()
            .Set("dtick", DTick)
            .Set("gridcolor", GridColor)
            .Set("griddash", GridDash)
            .Set("gridwidth", GridWidth)
            .Set("nticks", NTicks)
            .Set("showgrid", ShowGrid)
            .Set("tick0", Tick0)
            .Set("tickcolor", TickColor)
            .Set("ticklen", TickLen)
            .Set("tickmode", TickMode)
            .Set("ticks", Ticks)
            .Set("tickvals", TickVals)
            .Set("tickwidth", TickWidth);
}
