namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>Which parts of a crossing path are inside.</summary>
    public sealed class FillRule : IPlotlyValue
    {
        private readonly string _value;

        private FillRule(string value) => _value = value;

        /// <summary>Written as <c>evenodd</c>.</summary>
        public static FillRule EvenOdd { get; } = new("evenodd");

        /// <summary>Written as <c>nonzero</c>.</summary>
        public static FillRule NonZero { get; } = new("nonzero");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
