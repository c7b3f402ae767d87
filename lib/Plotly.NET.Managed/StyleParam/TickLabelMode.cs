namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>Whether a tick label names an instant or a period.</summary>
    public sealed class TickLabelMode : IPlotlyValue
    {
        private readonly string _value;

        private TickLabelMode(string value) => _value = value;

        /// <summary>Written as <c>instant</c>.</summary>
        public static TickLabelMode Instant { get; } = new("instant");

        /// <summary>Written as <c>period</c>.</summary>
        public static TickLabelMode Period { get; } = new("period");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
