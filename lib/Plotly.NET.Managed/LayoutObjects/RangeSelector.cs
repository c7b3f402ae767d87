namespace Plotly.NET.LayoutObjects;

/// <summary>Buttons that choose the range of a time axis.</summary>
public class RangeSelector : PlotlyObject;
