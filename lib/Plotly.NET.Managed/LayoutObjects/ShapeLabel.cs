namespace Plotly.NET.LayoutObjects;

/// <summary>The text of a shape.</summary>
public class ShapeLabel : PlotlyObject;
