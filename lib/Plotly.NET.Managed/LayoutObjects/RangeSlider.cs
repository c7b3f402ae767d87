namespace Plotly.NET.LayoutObjects;

/// <summary>The small copy of a chart that chooses the range of its x axis.</summary>
public class RangeSlider : PlotlyObject;
