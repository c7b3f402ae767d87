namespace Plotly.NET;

/// <summary>A trace on an x and a y axis.</summary>
/// <param name="traceTypeName"><inheritdoc cref="Trace(string?)" path="/param"/></param>
public class Trace2D(string? traceTypeName) : Trace(traceTypeName);
