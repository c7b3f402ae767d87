namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>The size of symbols in the legend.</summary>
    public sealed class TraceItemSizing : IPlotlyValue
    {
        private readonly string _value;

        private TraceItemSizing(string value) => _value = value;

        /// <summary>Written as <c>constant</c>.</summary>
        public static TraceItemSizing Constant { get; } = new("constant");

        /// <summary>Written as <c>trace</c>.</summary>
        public static TraceItemSizing Trace { get; } = new("trace");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
