namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>Whether ticks sit at categories or between them.</summary>
    public sealed class CategoryTickAnchor : IPlotlyValue
    {
        private readonly string _value;

        private CategoryTickAnchor(string value) => _value = value;

        /// <summary>Written as <c>boundaries</c>.</summary>
        public static CategoryTickAnchor Boundaries { get; } = new("boundaries");

        /// <summary>Written as <c>labels</c>.</summary>
        public static CategoryTickAnchor Labels { get; } = new("labels");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
