namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>From where to where a spike line runs.</summary>
    public sealed class SpikeMode : IPlotlyValue
    {
        private readonly string _value;

        private SpikeMode(string value) => _value = value;

        /// <summary>Written as <c>across</c>.</summary>
        public static SpikeMode Across { get; } = new("across");

        /// <summary>Written as <c>toaxis</c>.</summary>
        public static SpikeMode Axis { get; } = new("toaxis");

        /// <summary>Written as <c>toaxis+across</c>.</summary>
        public static SpikeMode AxisAcross { get; } = new("toaxis+across");

        /// <summary>Written as <c>toaxis+across+marker</c>.</summary>
        public static SpikeMode AxisAcrossMarker { get; } = new("toaxis+across+marker");

        /// <summary>Written as <c>toaxis+marker</c>.</summary>
        public static SpikeMode AxisMarker { get; } = new("toaxis+marker");

        /// <summary>Written as <c>marker</c>.</summary>
        public static SpikeMode Marker { get; } = new("marker");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
