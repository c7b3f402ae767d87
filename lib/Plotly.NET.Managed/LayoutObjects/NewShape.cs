namespace Plotly.NET.LayoutObjects;

/// <summary>The look of a shape being drawn.</summary>
public class NewShape : PlotlyObject;
