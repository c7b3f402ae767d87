namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>How a heatmap is smoothed.</summary>
    public sealed class SmoothAlg : IPlotlyValue
    {
        private readonly object _value;

        private SmoothAlg(object value) => _value = value;

        /// <summary>Written as <c>best</c>.</summary>
        public static SmoothAlg Best { get; } = new("best");

        /// <summary>Written as <c>false</c>.</summary>
        public static SmoothAlg False { get; } = new(false);

        /// <summary>Written as <c>fast</c>.</summary>
        public static SmoothAlg Fast { get; } = new("fast");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => PlotlyValues.Text(_value);
    }
}
