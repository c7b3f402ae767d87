namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>A button of the tool bar.</summary>
    public sealed class ModeBarButton : IPlotlyValue
    {
        private readonly string _value;

        private ModeBarButton(string value) => _value = value;

        /// <summary>Written as <c>autoScale2d</c>.</summary>
        public static ModeBarButton AutoScale2d { get; } = new("autoScale2d");

        /// <summary>Written as <c>drawcircle</c>.</summary>
        public static ModeBarButton DrawCircle { get; } = new("drawcircle");

        /// <summary>Written as <c>drawclosedpath</c>.</summary>
        public static ModeBarButton DrawClosedPath { get; } = new("drawclosedpath");

        /// <summary>Written as <c>drawline</c>.</summary>
        public static ModeBarButton DrawLine { get; } = new("drawline");

        /// <summary>Written as <c>drawopenpath</c>.</summary>
        public static ModeBarButton DrawOpenPath { get; } = new("drawopenpath");

        /// <summary>Written as <c>drawrect</c>.</summary>
        public static ModeBarButton DrawRect { get; } = new("drawrect");

        /// <summary>Written as <c>editInChartStudio</c>.</summary>
        public static ModeBarButton EditInChartStudio { get; } = new("editInChartStudio");

        /// <summary>Written as <c>eraseshape</c>.</summary>
        public static ModeBarButton EraseShape { get; } = new("eraseshape");

        /// <summary>Written as <c>hoverClosest3d</c>.</summary>
        public static ModeBarButton HoverClosest3d { get; } = new("hoverClosest3d");

        /// <summary>Written as <c>hoverClosestCartesian</c>.</summary>
        public static ModeBarButton HoverClosestCartesian { get; } = new("hoverClosestCartesian");

        /// <summary>Written as <c>hoverClosestGeo</c>.</summary>
        public static ModeBarButton HoverClosestGeo { get; } = new("hoverClosestGeo");

        /// <summary>Written as <c>hoverClosestGl2d</c>.</summary>
        public static ModeBarButton HoverClosestGl2d { get; } = new("hoverClosestGl2d");

        /// <summary>Written as <c>hoverClosestPie</c>.</summary>
        public static ModeBarButton HoverClosestPie { get; } = new("hoverClosestPie");

        /// <summary>Written as <c>hoverCompareCartesian</c>.</summary>
        public static ModeBarButton HoverCompareCartesian { get; } = new("hoverCompareCartesian");

        /// <summary>Written as <c>hovermode</c>.</summary>
        public static ModeBarButton HoverMode { get; } = new("hovermode");

        /// <summary>Written as <c>lasso2d</c>.</summary>
        public static ModeBarButton Lasso2d { get; } = new("lasso2d");

        /// <summary>Written as <c>orbitRotation</c>.</summary>
        public static ModeBarButton OrbitRotation { get; } = new("orbitRotation");

        /// <summary>Written as <c>pan2d</c>.</summary>
        public static ModeBarButton Pan2d { get; } = new("pan2d");

        /// <summary>Written as <c>pan3d</c>.</summary>
        public static ModeBarButton Pan3d { get; } = new("pan3d");

        /// <summary>Written as <c>resetCameraDefault3d</c>.</summary>
        public static ModeBarButton ResetCameraDefault3d { get; } = new("resetCameraDefault3d");

        /// <summary>Written as <c>resetCameraLastSave3d</c>.</summary>
        public static ModeBarButton ResetCameraLastSave3d { get; } = new("resetCameraLastSave3d");

        /// <summary>Written as <c>resetGeo</c>.</summary>
        public static ModeBarButton ResetGeo { get; } = new("resetGeo");

        /// <summary>Written as <c>resetSankeyGroup</c>.</summary>
        public static ModeBarButton ResetSankeyGroup { get; } = new("resetSankeyGroup");

        /// <summary>Written as <c>resetScale2d</c>.</summary>
        public static ModeBarButton ResetScale2d { get; } = new("resetScale2d");

        /// <summary>Written as <c>resetViewMapbox</c>.</summary>
        public static ModeBarButton ResetViewMapbox { get; } = new("resetViewMapbox");

        /// <summary>Written as <c>resetViews</c>.</summary>
        public static ModeBarButton ResetViews { get; } = new("resetViews");

        /// <summary>Written as <c>select2d</c>.</summary>
        public static ModeBarButton Select2d { get; } = new("select2d");

        /// <summary>Written as <c>sendDataToCloud</c>.</summary>
        public static ModeBarButton SendDataToCloud { get; } = new("sendDataToCloud");

        /// <summary>Written as <c>tableRotation</c>.</summary>
        public static ModeBarButton TableRotation { get; } = new("tableRotation");

        /// <summary>Written as <c>toImage</c>.</summary>
        public static ModeBarButton ToImage { get; } = new("toImage");

        /// <summary>Written as <c>toggleHover</c>.</summary>
        public static ModeBarButton ToggleHover { get; } = new("toggleHover");

        /// <summary>Written as <c>toggleSpikelines</c>.</summary>
        public static ModeBarButton ToggleSpikelines { get; } = new("toggleSpikelines");

        /// <summary>Written as <c>zoom2d</c>.</summary>
        public static ModeBarButton Zoom2d { get; } = new("zoom2d");

        /// <summary>Written as <c>zoom3d</c>.</summary>
        public static ModeBarButton Zoom3d { get; } = new("zoom3d");

        /// <summary>Written as <c>zoomIn2d</c>.</summary>
        public static ModeBarButton ZoomIn2d { get; } = new("zoomIn2d");

        /// <summary>Written as <c>zoomInGeo</c>.</summary>
        public static ModeBarButton ZoomInGeo { get; } = new("zoomInGeo");

        /// <summary>Written as <c>zoomInMapbox</c>.</summary>
        public static ModeBarButton ZoomInMapbox { get; } = new("zoomInMapbox");

        /// <summary>Written as <c>zoomOut2d</c>.</summary>
        public static ModeBarButton ZoomOut2d { get; } = new("zoomOut2d");

        /// <summary>Written as <c>zoomOutGeo</c>.</summary>
        public static ModeBarButton ZoomOutGeo { get; } = new("zoomOutGeo");

        /// <summary>Written as <c>zoomOutMapbox</c>.</summary>
        public static ModeBarButton ZoomOutMapbox { get; } = new("zoomOutMapbox");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
