namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>Along the horizontal or the vertical.</summary>
    public sealed class Orientation : IPlotlyValue
    {
        private readonly string _value;

        private Orientation(string value) => _value = value;

        /// <summary>Written as <c>h</c>.</summary>
        public static Orientation Horizontal { get; } = new("h");

        /// <summary>Written as <c>v</c>.</summary>
        public static Orientation Vertical { get; } = new("v");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
