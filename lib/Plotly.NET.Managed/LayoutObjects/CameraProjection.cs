namespace Plotly.NET.LayoutObjects;

/// <summary>Perspective or orthographic.</summary>
public class CameraProjection : PlotlyObject;
