namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>What a scatter trace draws: lines, markers, texts.</summary>
    public sealed class Mode : IPlotlyValue
    {
        private readonly string _value;

        private Mode(string value) => _value = value;

        /// <summary>Written as <c>lines</c>.</summary>
        public static Mode Lines { get; } = new("lines");

        /// <summary>Written as <c>lines+markers</c>.</summary>
        public static Mode Lines_Markers { get; } = new("lines+markers");

        /// <summary>Written as <c>lines+markers+text</c>.</summary>
        public static Mode Lines_Markers_Text { get; } = new("lines+markers+text");

        /// <summary>Written as <c>lines+text</c>.</summary>
        public static Mode Lines_Text { get; } = new("lines+text");

        /// <summary>Written as <c>markers</c>.</summary>
        public static Mode Markers { get; } = new("markers");

        /// <summary>Written as <c>markers+text</c>.</summary>
        public static Mode Markers_Text { get; } = new("markers+text");

        /// <summary>Written as <c>none</c>.</summary>
        public static Mode None { get; } = new("none");

        /// <summary>Written as <c>text</c>.</summary>
        public static Mode Text { get; } = new("text");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
