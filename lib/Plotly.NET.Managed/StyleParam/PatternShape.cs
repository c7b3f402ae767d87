namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>The hatching of a bar.</summary>
    public sealed class PatternShape : IPlotlyValue
    {
        private readonly string _value;

        private PatternShape(string value) => _value = value;

        /// <summary>Written as <c>+</c>.</summary>
        public static PatternShape Checked { get; } = new("+");

        /// <summary>Written as <c>/</c>.</summary>
        public static PatternShape DiagonalAscending { get; } = new("/");

        /// <summary>Written as <c>x</c>.</summary>
        public static PatternShape DiagonalChecked { get; } = new("x");

        /// <summary>Written as <c>\</c>.</summary>
        public static PatternShape DiagonalDescending { get; } = new("\\");

        /// <summary>Written as <c>.</c>.</summary>
        public static PatternShape Dots { get; } = new(".");

        /// <summary>Written as <c>-</c>.</summary>
        public static PatternShape HorizontalLines { get; } = new("-");

        /// <summary>Written as an empty text.</summary>
        public static PatternShape None { get; } = new("");

        /// <summary>Written as <c>|</c>.</summary>
        public static PatternShape VerticalLines { get; } = new("|");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
