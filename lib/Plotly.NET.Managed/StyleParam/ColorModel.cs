namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>How the numbers of a pixel are read.</summary>
    public sealed class ColorModel : IPlotlyValue
    {
        private readonly string _value;

        private ColorModel(string value) => _value = value;

        /// <summary>Written as <c>hsl</c>.</summary>
        public static ColorModel HSL { get; } = new("hsl");

        /// <summary>Written as <c>hsla</c>.</summary>
        public static ColorModel HSLA { get; } = new("hsla");

        /// <summary>Written as <c>rgb</c>.</summary>
        public static ColorModel RGB { get; } = new("rgb");

        /// <summary>Written as <c>rgba</c>.</summary>
        public static ColorModel RGBA { get; } = new("rgba");

        /// <summary>Written as <c>rgba256</c>.</summary>
        public static ColorModel RGBA256 { get; } = new("rgba256");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
