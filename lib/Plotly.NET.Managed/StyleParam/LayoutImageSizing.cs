namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>How a picture fits its box.</summary>
    public sealed class LayoutImageSizing : IPlotlyValue
    {
        private readonly string _value;

        private LayoutImageSizing(string value) => _value = value;

        /// <summary>Written as <c>contain</c>.</summary>
        public static LayoutImageSizing Contain { get; } = new("contain");

        /// <summary>Written as <c>fill</c>.</summary>
        public static LayoutImageSizing Fill { get; } = new("fill");

        /// <summary>Written as <c>stretch</c>.</summary>
        public static LayoutImageSizing Stretch { get; } = new("stretch");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
