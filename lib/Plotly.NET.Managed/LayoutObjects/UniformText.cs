namespace Plotly.NET.LayoutObjects;

/// <summary>One size for all texts of a trace.</summary>
public class UniformText : PlotlyObject;
