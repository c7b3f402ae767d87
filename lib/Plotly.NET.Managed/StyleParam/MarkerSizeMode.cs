namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>Whether numbers are the diameter or the area of a marker.</summary>
    public sealed class MarkerSizeMode : IPlotlyValue
    {
        private readonly string _value;

        private MarkerSizeMode(string value) => _value = value;

        /// <summary>Written as <c>area</c>.</summary>
        public static MarkerSizeMode Area { get; } = new("area");

        /// <summary>Written as <c>diameter</c>.</summary>
        public static MarkerSizeMode Diameter { get; } = new("diameter");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
