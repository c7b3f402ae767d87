namespace Plotly.NET.TraceObjects;

/// <summary>Error bars along one axis.</summary>
public class Error : PlotlyObject;
