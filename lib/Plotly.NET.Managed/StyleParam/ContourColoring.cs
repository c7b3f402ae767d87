namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>What a contour chart colours.</summary>
    public sealed class ContourColoring : IPlotlyValue
    {
        private readonly string _value;

        private ContourColoring(string value) => _value = value;

        /// <summary>Written as <c>fill</c>.</summary>
        public static ContourColoring Fill { get; } = new("fill");

        /// <summary>Written as <c>heatmap</c>.</summary>
        public static ContourColoring Heatmap { get; } = new("heatmap");

        /// <summary>Written as <c>lines</c>.</summary>
        public static ContourColoring Lines { get; } = new("lines");

        /// <summary>Written as <c>none</c>.</summary>
        public static ContourColoring NoColoring { get; } = new("none");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
