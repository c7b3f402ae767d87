namespace Plotly.NET.TraceObjects;

/// <summary>The hatching of a bar.</summary>
public class Pattern : PlotlyObject;
