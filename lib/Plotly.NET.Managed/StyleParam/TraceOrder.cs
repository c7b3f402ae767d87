namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>The order of entries in the legend.</summary>
    public sealed class TraceOrder : IPlotlyValue
    {
        private readonly string _value;

        private TraceOrder(string value) => _value = value;

        /// <summary>Written as <c>grouped</c>.</summary>
        public static TraceOrder Grouped { get; } = new("grouped");

        /// <summary>Written as <c>normal</c>.</summary>
        public static TraceOrder Normal { get; } = new("normal");

        /// <summary>Written as <c>reversed</c>.</summary>
        public static TraceOrder Reversed { get; } = new("reversed");

        /// <summary>Written as <c>reversed+grouped</c>.</summary>
        public static TraceOrder ReversedGrouped { get; } = new("reversed+grouped");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
