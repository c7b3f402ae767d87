namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>The direction of a selection.</summary>
    public sealed class SelectDirection : IPlotlyValue
    {
        private readonly string _value;

        private SelectDirection(string value) => _value = value;

        /// <summary>Written as <c>any</c>.</summary>
        public static SelectDirection Any { get; } = new("any");

        /// <summary>Written as <c>d</c>.</summary>
        public static SelectDirection Diagonal { get; } = new("d");

        /// <summary>Written as <c>h</c>.</summary>
        public static SelectDirection Horizontal { get; } = new("h");

        /// <summary>Written as <c>v</c>.</summary>
        public static SelectDirection Vertical { get; } = new("v");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
