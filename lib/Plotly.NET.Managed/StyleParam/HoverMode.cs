namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>Which points the pointer picks.</summary>
    public sealed class HoverMode : IPlotlyValue
    {
        private readonly object _value;

        private HoverMode(object value) => _value = value;

        /// <summary>Written as <c>closest</c>.</summary>
        public static HoverMode Closest { get; } = new("closest");

        /// <summary>Written as <c>false</c>.</summary>
        public static HoverMode False { get; } = new(false);

        /// <summary>Written as <c>x</c>.</summary>
        public static HoverMode X { get; } = new("x");

        /// <summary>Written as <c>x unified</c>.</summary>
        public static HoverMode XUnified { get; } = new("x unified");

        /// <summary>Written as <c>y</c>.</summary>
        public static HoverMode Y { get; } = new("y");

        /// <summary>Written as <c>y unified</c>.</summary>
        public static HoverMode YUnified { get; } = new("y unified");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => PlotlyValues.Text(_value);
    }
}
