namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>How ticks are chosen.</summary>
    public sealed class TickMode : IPlotlyValue
    {
        private readonly string _value;

        private TickMode(string value) => _value = value;

        /// <summary>Written as <c>array</c>.</summary>
        public static TickMode Array { get; } = new("array");

        /// <summary>Written as <c>auto</c>.</summary>
        public static TickMode Auto { get; } = new("auto");

        /// <summary>Written as <c>linear</c>.</summary>
        public static TickMode Linear { get; } = new("linear");

        /// <summary>Written as <c>sync</c>.</summary>
        public static TickMode Sync { get; } = new("sync");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
