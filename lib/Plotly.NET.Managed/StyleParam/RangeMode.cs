namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>Whether an automatic range includes zero.</summary>
    public sealed class RangeMode : IPlotlyValue
    {
        private readonly string _value;

        private RangeMode(string value) => _value = value;

        /// <summary>Written as <c>nonnegative</c>.</summary>
        public static RangeMode NonNegative { get; } = new("nonnegative");

        /// <summary>Written as <c>normal</c>.</summary>
        public static RangeMode Normal { get; } = new("normal");

        /// <summary>Written as <c>tozero</c>.</summary>
        public static RangeMode ToZero { get; } = new("tozero");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
