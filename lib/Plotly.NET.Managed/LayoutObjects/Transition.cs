namespace Plotly.NET.LayoutObjects;

/// <summary>How a chart moves to new data.</summary>
public class Transition : PlotlyObject;
