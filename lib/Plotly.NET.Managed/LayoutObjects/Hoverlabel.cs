namespace Plotly.NET.LayoutObjects;

/// <summary>The look of the label under the pointer.</summary>
public class Hoverlabel : PlotlyObject;
