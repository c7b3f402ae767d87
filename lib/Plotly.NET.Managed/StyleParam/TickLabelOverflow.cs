namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>What happens to tick labels that do not fit.</summary>
    public sealed class TickLabelOverflow : IPlotlyValue
    {
        private readonly string _value;

        private TickLabelOverflow(string value) => _value = value;

        /// <summary>Written as <c>allow</c>.</summary>
        public static TickLabelOverflow Allow { get; } = new("allow");

        /// <summary>Written as <c>hide past div</c>.</summary>
        public static TickLabelOverflow HidePastDiv { get; } = new("hide past div");

        /// <summary>Written as <c>hide past domain</c>.</summary>
        public static TickLabelOverflow HidePastDomain { get; } = new("hide past domain");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
