namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>A place along the horizontal.</summary>
    public sealed class HorizontalAlign : IPlotlyValue
    {
        private readonly string _value;

        private HorizontalAlign(string value) => _value = value;

        /// <summary>Written as <c>center</c>.</summary>
        public static HorizontalAlign Center { get; } = new("center");

        /// <summary>Written as <c>left</c>.</summary>
        public static HorizontalAlign Left { get; } = new("left");

        /// <summary>Written as <c>right</c>.</summary>
        public static HorizontalAlign Right { get; } = new("right");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
