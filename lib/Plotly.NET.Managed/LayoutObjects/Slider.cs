namespace Plotly.NET.LayoutObjects;

/// <summary>A slider that steps through states of a chart.</summary>
public class Slider : PlotlyObject;
