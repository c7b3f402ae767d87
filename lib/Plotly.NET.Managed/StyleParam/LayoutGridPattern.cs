namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>Whether the subplots of a row or column share an axis.</summary>
    public sealed class LayoutGridPattern : IPlotlyValue
    {
        private readonly string _value;

        private LayoutGridPattern(string value) => _value = value;

        /// <summary>Written as <c>coupled</c>.</summary>
        public static LayoutGridPattern Coupled { get; } = new("coupled");

        /// <summary>Written as <c>independent</c>.</summary>
        public static LayoutGridPattern Independent { get; } = new("independent");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
