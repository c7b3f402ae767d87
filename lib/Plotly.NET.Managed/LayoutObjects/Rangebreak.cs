namespace Plotly.NET.LayoutObjects;

/// <summary>A gap in a time axis.</summary>
public class Rangebreak : PlotlyObject;
