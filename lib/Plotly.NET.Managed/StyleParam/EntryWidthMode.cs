namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>The unit of a legend entry's width.</summary>
    public sealed class EntryWidthMode : IPlotlyValue
    {
        private readonly string _value;

        private EntryWidthMode(string value) => _value = value;

        /// <summary>Written as <c>fraction</c>.</summary>
        public static EntryWidthMode Fraction { get; } = new("fraction");

        /// <summary>Written as <c>pixels</c>.</summary>
        public static EntryWidthMode Pixels { get; } = new("pixels");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
