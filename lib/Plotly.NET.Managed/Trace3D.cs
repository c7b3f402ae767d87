namespace Plotly.NET;

/// <summary>A trace in a three-dimensional scene.</summary>
/// <param name="traceTypeName"><inheritdoc cref="Trace(string?)" path="/param"/></param>
public class Trace3D(string? traceTypeName) : Trace(traceTypeName);
