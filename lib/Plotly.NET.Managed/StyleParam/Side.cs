namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>A side of the chart.</summary>
    public sealed class Side : IPlotlyValue
    {
        private readonly string _value;

        private Side(string value) => _value = value;

        /// <summary>Written as <c>bottom</c>.</summary>
        public static Side Bottom { get; } = new("bottom");

        /// <summary>Written as <c>left</c>.</summary>
        public static Side Left { get; } = new("left");

        /// <summary>Written as <c>right</c>.</summary>
        public static Side Right { get; } = new("right");

        /// <summary>Written as <c>top</c>.</summary>
        public static Side Top { get; } = new("top");

        /// <summary>Written as <c>top center</c>.</summary>
        public static Side TopCenter { get; } = new("top center");

        /// <summary>Written as <c>top left</c>.</summary>
        public static Side TopLeft { get; } = new("top left");

        /// <summary>Written as <c>top right</c>.</summary>
        public static Side TopRight { get; } = new("top right");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
