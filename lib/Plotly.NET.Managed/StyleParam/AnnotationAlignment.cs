namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>How the lines of an annotation are aligned.</summary>
    public sealed class AnnotationAlignment : IPlotlyValue
    {
        private readonly string _value;

        private AnnotationAlignment(string value) => _value = value;

        /// <summary>Written as <c>center</c>.</summary>
        public static AnnotationAlignment Center { get; } = new("center");

        /// <summary>Written as <c>left</c>.</summary>
        public static AnnotationAlignment Left { get; } = new("left");

        /// <summary>Written as <c>right</c>.</summary>
        public static AnnotationAlignment Right { get; } = new("right");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
