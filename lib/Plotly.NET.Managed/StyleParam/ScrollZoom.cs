namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>Which subplots the mouse wheel zooms.</summary>
    public sealed class ScrollZoom : IPlotlyValue
    {
        private readonly object _value;

        private ScrollZoom(object value) => _value = value;

        /// <summary>Written as <c>true</c>.</summary>
        public static ScrollZoom All { get; } = new(true);

        /// <summary>Written as <c>cartesian</c>.</summary>
        public static ScrollZoom Cartesian { get; } = new("cartesian");

        /// <summary>Written as <c>gl3d</c>.</summary>
        public static ScrollZoom GL3D { get; } = new("gl3d");

        /// <summary>Written as <c>geo</c>.</summary>
        public static ScrollZoom Geo { get; } = new("geo");

        /// <summary>Written as <c>mapbox</c>.</summary>
        public static ScrollZoom Mapbox { get; } = new("mapbox");

        /// <summary>Written as <c>false</c>.</summary>
        public static ScrollZoom NoZoom { get; } = new(false);

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => PlotlyValues.Text(_value);
    }
}
