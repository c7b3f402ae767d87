namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>Whether stacked bars are normalised.</summary>
    public sealed class BarNorm : IPlotlyValue
    {
        private readonly string _value;

        private BarNorm(string value) => _value = value;

        /// <summary>Written as <c>fraction</c>.</summary>
        public static BarNorm Fraction { get; } = new("fraction");

        /// <summary>Written as an empty text.</summary>
        public static BarNorm NoNorm { get; } = new("");

        /// <summary>Written as <c>percent</c>.</summary>
        public static BarNorm Percent { get; } = new("percent");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
