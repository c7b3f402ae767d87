namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>Towards which side an axis shrinks.</summary>
    public sealed class AxisConstraintDirection : IPlotlyValue
    {
        private readonly string _value;

        private AxisConstraintDirection(string value) => _value = value;

        /// <summary>Written as <c>bottom</c>.</summary>
        public static AxisConstraintDirection Bottom { get; } = new("bottom");

        /// <summary>Written as <c>center</c>.</summary>
        public static AxisConstraintDirection Center { get; } = new("center");

        /// <summary>Written as <c>left</c>.</summary>
        public static AxisConstraintDirection Left { get; } = new("left");

        /// <summary>Written as <c>middle</c>.</summary>
        public static AxisConstraintDirection Middle { get; } = new("middle");

        /// <summary>Written as <c>right</c>.</summary>
        public static AxisConstraintDirection Right { get; } = new("right");

        /// <summary>Written as <c>top</c>.</summary>
        public static AxisConstraintDirection Top { get; } = new("top");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
