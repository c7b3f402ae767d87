namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>Where a text sits at its point.</summary>
    public sealed class TextPosition : IPlotlyValue
    {
        private readonly string _value;

        private TextPosition(string value) => _value = value;

        /// <summary>Written as <c>auto</c>.</summary>
        public static TextPosition Auto { get; } = new("auto");

        /// <summary>Written as <c>bottom center</c>.</summary>
        public static TextPosition BottomCenter { get; } = new("bottom center");

        /// <summary>Written as <c>bottom left</c>.</summary>
        public static TextPosition BottomLeft { get; } = new("bottom left");

        /// <summary>Written as <c>bottom right</c>.</summary>
        public static TextPosition BottomRight { get; } = new("bottom right");

        /// <summary>Written as <c>inside</c>.</summary>
        public static TextPosition Inside { get; } = new("inside");

        /// <summary>Written as <c>middle center</c>.</summary>
        public static TextPosition MiddleCenter { get; } = new("middle center");

        /// <summary>Written as <c>middle left</c>.</summary>
        public static TextPosition MiddleLeft { get; } = new("middle left");

        /// <summary>Written as <c>middle right</c>.</summary>
        public static TextPosition MiddleRight { get; } = new("middle right");

        /// <summary>Written as <c>none</c>.</summary>
        public static TextPosition None { get; } = new("none");

        /// <summary>Written as <c>outside</c>.</summary>
        public static TextPosition Outside { get; } = new("outside");

        /// <summary>Written as <c>top center</c>.</summary>
        public static TextPosition TopCenter { get; } = new("top center");

        /// <summary>Written as <c>top left</c>.</summary>
        public static TextPosition TopLeft { get; } = new("top left");

        /// <summary>Written as <c>top right</c>.</summary>
        public static TextPosition TopRight { get; } = new("top right");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
