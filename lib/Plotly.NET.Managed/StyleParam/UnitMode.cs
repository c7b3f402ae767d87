namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>Fractions of the chart, or pixels.</summary>
    public sealed class UnitMode : IPlotlyValue
    {
        private readonly string _value;

        private UnitMode(string value) => _value = value;

        /// <summary>Written as <c>fraction</c>.</summary>
        public static UnitMode Fraction { get; } = new("fraction");

        /// <summary>Written as <c>pixels</c>.</summary>
        public static UnitMode Pixels { get; } = new("pixels");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
