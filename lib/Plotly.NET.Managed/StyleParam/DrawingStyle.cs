namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>The dashes of a line.</summary>
    public class DrawingStyle : IPlotlyValue, IEquatable<DrawingStyle>
    {
        private readonly string _value;

        private protected DrawingStyle(string value) => _value = value;

        /// <summary>Written as <c>dash</c>.</summary>
        public static DrawingStyle Dash { get; } = new("dash");

        /// <summary>Written as <c>dashdot</c>.</summary>
        public static DrawingStyle DashDot { get; } = new("dashdot");

        /// <summary>Written as <c>dot</c>.</summary>
        public static DrawingStyle Dot { get; } = new("dot");

        /// <summary>Written as <c>longdash</c>.</summary>
        public static DrawingStyle LongDash { get; } = new("longdash");

        /// <summary>Written as <c>longdashdot</c>.</summary>
        public static DrawingStyle LongDashDot { get; } = new("longdashdot");

        /// <summary>Written as <c>solid</c>.</summary>
        public static DrawingStyle Solid { get; } = new("solid");

        /// <summary>Lengths of dashes and gaps in turn, in pixels.</summary>
        public static DrawingStyle NewUser(IEnumerable<int> item) => new(string.Join(",", item.Select(pixels => pixels + "px")));

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;

        /// <summary>Whether both write the same value.</summary>
        public bool Equals(DrawingStyle? other) => other is not null && PlotlyValues.Same(_value, other._value);

        /// <inheritdoc/>
        public override bool Equals(object? obj) => Equals(obj as DrawingStyle);

        /// <inheritdoc/>
        public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);
    }
}
