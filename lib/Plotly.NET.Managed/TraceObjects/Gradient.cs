namespace Plotly.NET.TraceObjects;

/// <summary>A colour gradient inside a marker.</summary>
public class Gradient : PlotlyObject;
