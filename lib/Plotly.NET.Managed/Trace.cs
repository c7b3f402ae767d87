namespace Plotly.NET;

/// <summary>Data and how they are drawn: one curve, cloud of points, set of bars, picture or surface.</summary>
public class Trace : PlotlyObject
{
    /// <summary>Makes a trace without data.</summary>
    /// <param name="traceTypeName">plotly.js's name of the type, such as <c>scatter</c>; null draws nothing.</param>
    public Trace(string? traceTypeName) => SetValue("type", traceTypeName);

    /// <summary>plotly.js's name of the type.</summary>
    public string type
    {
        get => (string)this.Member("type")!;
        set => SetValue("type", value);
    }
}
