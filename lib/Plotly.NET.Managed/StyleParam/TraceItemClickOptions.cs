namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>What a click on an entry of the legend does.</summary>
    public sealed class TraceItemClickOptions : IPlotlyValue
    {
        private readonly object _value;

        private TraceItemClickOptions(object value) => _value = value;

        /// <summary>Written as <c>false</c>.</summary>
        public static TraceItemClickOptions False { get; } = new(false);

        /// <summary>Written as <c>toggle</c>.</summary>
        public static TraceItemClickOptions Toggle { get; } = new("toggle");

        /// <summary>Written as <c>toggleothers</c>.</summary>
        public static TraceItemClickOptions ToggleOthers { get; } = new("toggleothers");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => PlotlyValues.Text(_value);
    }
}
