namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>Which margins grow with the tick labels.</summary>
    public class TickAutoMargin : IPlotlyValue, IEquatable<TickAutoMargin>
    {
        private readonly object _value;

        private protected TickAutoMargin(object value) => _value = value;

        /// <summary>Written as <c>true</c>.</summary>
        public static TickAutoMargin All { get; } = new(true);

        /// <summary>Written as <c>bottom</c>.</summary>
        public static TickAutoMargin Bottom { get; } = new("bottom");

        /// <summary>Written as <c>height</c>.</summary>
        public static TickAutoMargin Height { get; } = new("height");

        /// <summary>Written as <c>left</c>.</summary>
        public static TickAutoMargin Left { get; } = new("left");

        /// <summary>Written as <c>right</c>.</summary>
        public static TickAutoMargin Right { get; } = new("right");

        /// <summary>Written as <c>top</c>.</summary>
        public static TickAutoMargin Top { get; } = new("top");

        /// <summary>Written as <c>width</c>.</summary>
        public static TickAutoMargin Width { get; } = new("width");

        /// <summary>Several of them together.</summary>
        public static TickAutoMargin NewCustom(IEnumerable<TickAutoMargin> item) => new(string.Join("+", item));

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => PlotlyValues.Text(_value);

        /// <summary>Whether both write the same value.</summary>
        public bool Equals(TickAutoMargin? other) => other is not null && PlotlyValues.Same(_value, other._value);

        /// <inheritdoc/>
        public override bool Equals(object? obj) => Equals(obj as TickAutoMargin);

        /// <inheritdoc/>
        public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);
    }
}
