namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>The point of a text that sits at its x.</summary>
    public sealed class XAnchorPosition : IPlotlyValue
    {
        private readonly string _value;

        private XAnchorPosition(string value) => _value = value;

        /// <summary>Written as <c>auto</c>.</summary>
        public static XAnchorPosition Auto { get; } = new("auto");

        /// <summary>Written as <c>center</c>.</summary>
        public static XAnchorPosition Center { get; } = new("center");

        /// <summary>Written as <c>left</c>.</summary>
        public static XAnchorPosition Left { get; } = new("left");

        /// <summary>Written as <c>right</c>.</summary>
        public static XAnchorPosition Right { get; } = new("right");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
