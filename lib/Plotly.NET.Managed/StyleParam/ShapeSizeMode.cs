namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>The unit of a shape's size.</summary>
    public sealed class ShapeSizeMode : IPlotlyValue
    {
        private readonly string _value;

        private ShapeSizeMode(string value) => _value = value;

        /// <summary>Written as <c>pixel</c>.</summary>
        public static ShapeSizeMode Pixel { get; } = new("pixel");

        /// <summary>Written as <c>scaled</c>.</summary>
        public static ShapeSizeMode Scaled { get; } = new("scaled");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
