namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>Where the first row of a grid is.</summary>
    public sealed class LayoutGridRowOrder : IPlotlyValue
    {
        private readonly string _value;

        private LayoutGridRowOrder(string value) => _value = value;

        /// <summary>Written as <c>bottom to top</c>.</summary>
        public static LayoutGridRowOrder BottomToTop { get; } = new("bottom to top");

        /// <summary>Written as <c>top to bottom</c>.</summary>
        public static LayoutGridRowOrder TopToBottom { get; } = new("top to bottom");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
