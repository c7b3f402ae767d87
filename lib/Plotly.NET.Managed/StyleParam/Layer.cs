namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>Above or below the traces.</summary>
    public sealed class Layer : IPlotlyValue
    {
        private readonly string _value;

        private Layer(string value) => _value = value;

        /// <summary>Written as <c>above</c>.</summary>
        public static Layer Above { get; } = new("above");

        /// <summary>Written as <c>above traces</c>.</summary>
        public static Layer AboveTraces { get; } = new("above traces");

        /// <summary>Written as <c>below</c>.</summary>
        public static Layer Below { get; } = new("below");

        /// <summary>Written as <c>below traces</c>.</summary>
        public static Layer BelowTraces { get; } = new("below traces");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
