namespace Plotly.NET.ConfigObjects;

/// <summary>Format and size of the picture that the tool bar saves.</summary>
public class ToImageButtonOptions : PlotlyObject;
