namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>The side that ticks point to.</summary>
    public sealed class TickOptions : IPlotlyValue
    {
        private readonly string _value;

        private TickOptions(string value) => _value = value;

        /// <summary>Written as an empty text.</summary>
        public static TickOptions Empty { get; } = new("");

        /// <summary>Written as <c>inside</c>.</summary>
        public static TickOptions Inside { get; } = new("inside");

        /// <summary>Written as <c>outside</c>.</summary>
        public static TickOptions Outside { get; } = new("outside");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
