namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>How a histogram is normalised.</summary>
    public sealed class HistNorm : IPlotlyValue
    {
        private readonly string _value;

        private HistNorm(string value) => _value = value;

        /// <summary>Written as <c>density</c>.</summary>
        public static HistNorm Density { get; } = new("density");

        /// <summary>Written as an empty text.</summary>
        public static HistNorm None { get; } = new("");

        /// <summary>Written as <c>percent</c>.</summary>
        public static HistNorm Percent { get; } = new("percent");

        /// <summary>Written as <c>probability</c>.</summary>
        public static HistNorm Probability { get; } = new("probability");

        /// <summary>Written as <c>probability density</c>.</summary>
        public static HistNorm ProbabilityDensity { get; } = new("probability density");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
