namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>Which ticks show their exponent.</summary>
    public sealed class ShowExponent : IPlotlyValue
    {
        private readonly string _value;

        private ShowExponent(string value) => _value = value;

        /// <summary>Written as <c>all</c>.</summary>
        public static ShowExponent All { get; } = new("all");

        /// <summary>Written as <c>first</c>.</summary>
        public static ShowExponent First { get; } = new("first");

        /// <summary>Written as <c>last</c>.</summary>
        public static ShowExponent Last { get; } = new("last");

        /// <summary>Written as <c>none</c>.</summary>
        public static ShowExponent None { get; } = new("none");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
