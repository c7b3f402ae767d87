namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>The kind of a shape.</summary>
    public sealed class ShapeType : IPlotlyValue
    {
        private readonly string _value;

        private ShapeType(string value) => _value = value;

        /// <summary>Written as <c>circle</c>.</summary>
        public static ShapeType Circle { get; } = new("circle");

        /// <summary>Written as <c>line</c>.</summary>
        public static ShapeType Line { get; } = new("line");

        /// <summary>Written as <c>rect</c>.</summary>
        public static ShapeType Rectangle { get; } = new("rect");

        /// <summary>Written as <c>path</c>.</summary>
        public static ShapeType SvgPath { get; } = new("path");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
