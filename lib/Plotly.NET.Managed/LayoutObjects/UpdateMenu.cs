namespace Plotly.NET.LayoutObjects;

/// <summary>A menu of changes to a chart.</summary>
public class UpdateMenu : PlotlyObject;
