namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>What a histogram computes in each bin.</summary>
    public sealed class HistFunc : IPlotlyValue
    {
        private readonly string _value;

        private HistFunc(string value) => _value = value;

        /// <summary>Written as <c>avg</c>.</summary>
        public static HistFunc Avg { get; } = new("avg");

        /// <summary>Written as <c>count</c>.</summary>
        public static HistFunc Count { get; } = new("count");

        /// <summary>Written as <c>max</c>.</summary>
        public static HistFunc Max { get; } = new("max");

        /// <summary>Written as <c>min</c>.</summary>
        public static HistFunc Min { get; } = new("min");

        /// <summary>Written as <c>sum</c>.</summary>
        public static HistFunc Sum { get; } = new("sum");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
