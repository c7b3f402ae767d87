using Microsoft.FSharp.Core;

namespace Plotly.NET;

/// <summary>Space around a title or a menu, in pixels.</summary>
public class Padding : PlotlyObject
{
    /// <summary>Makes a padding; each argument sets the plotly.js attribute of its name, one left out sets nothing.</summary>
    public static Padding init(FSharpOption<int>? B = null, FSharpOption<int>? L = null, FSharpOption<int>? R = null, FSharpOption<int>? T = null) =>
        new Padding().Set("b", B).Set("l", L).Set("r", R).Set("t", T);
}
