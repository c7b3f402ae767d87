namespace Plotly.NET.LayoutObjects;

/// <summary>The look of a selection being drawn.</summary>
public class NewSelection : PlotlyObject;
