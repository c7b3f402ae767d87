namespace Plotly.NET.LayoutObjects;

/// <summary>A marked region of a chart.</summary>
public class Selection : PlotlyObject;
