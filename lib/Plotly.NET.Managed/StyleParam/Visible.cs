namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>Whether a trace is drawn.</summary>
    public sealed class Visible : IPlotlyValue
    {
        private readonly object _value;

        private Visible(object value) => _value = value;

        /// <summary>Written as <c>false</c>.</summary>
        public static Visible False { get; } = new(false);

        /// <summary>Written as <c>legendonly</c>.</summary>
        public static Visible LegendOnly { get; } = new("legendonly");

        /// <summary>Written as <c>true</c>.</summary>
        public static Visible True { get; } = new(true);

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => PlotlyValues.Text(_value);
    }
}
