namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>A place along the vertical.</summary>
    public sealed class VerticalAlign : IPlotlyValue
    {
        private readonly string _value;

        private VerticalAlign(string value) => _value = value;

        /// <summary>Written as <c>bottom</c>.</summary>
        public static VerticalAlign Bottom { get; } = new("bottom");

        /// <summary>Written as <c>middle</c>.</summary>
        public static VerticalAlign Middle { get; } = new("middle");

        /// <summary>Written as <c>top</c>.</summary>
        public static VerticalAlign Top { get; } = new("top");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
