namespace Plotly.NET.TraceObjects;

/// <summary>Whether and in which direction a histogram is summed.</summary>
public class Cumulative : PlotlyObject;
