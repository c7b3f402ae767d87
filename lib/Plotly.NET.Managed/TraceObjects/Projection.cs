namespace Plotly.NET.TraceObjects;

/// <summary>Shadows of a three-dimensional trace on the walls of its box.</summary>
public class Projection : PlotlyObject;
