using Microsoft.FSharp.Core;

namespace Plotly.NET.TraceObjects;

/// <summary>Where a histogram's bins start and end, and how wide each is, in data units.</summary>
public class Bins : PlotlyObject
{
    /// <summary>Makes bins; each argument sets the plotly.js attribute of its name, one left out sets nothing.</summary>
    public static Bins init(FSharpOption<double>? Start = null, FSharpOption<double>? End = null, FSharpOption<double>? Size = null) =>
        new Bins().Set("start", Start).Set("end", End).Set("size", Size);
}
