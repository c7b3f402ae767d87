namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>The point of a text that sits at its y.</summary>
    public sealed class YAnchorPosition : IPlotlyValue
    {
        private readonly string _value;

        private YAnchorPosition(string value) => _value = value;

        /// <summary>Written as <c>auto</c>.</summary>
        public static YAnchorPosition Auto { get; } = new("auto");

        /// <summary>Written as <c>bottom</c>.</summary>
        public static YAnchorPosition Bottom { get; } = new("bottom");

        /// <summary>Written as <c>middle</c>.</summary>
        public static YAnchorPosition Middle { get; } = new("middle");

        /// <summary>Written as <c>top</c>.</summary>
        public static YAnchorPosition Top { get; } = new("top");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
