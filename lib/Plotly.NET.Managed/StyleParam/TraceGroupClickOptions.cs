namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>What a click on a group of the legend does.</summary>
    public sealed class TraceGroupClickOptions : IPlotlyValue
    {
        private readonly string _value;

        private TraceGroupClickOptions(string value) => _value = value;

        /// <summary>Written as <c>togglegroup</c>.</summary>
        public static TraceGroupClickOptions ToggleGroup { get; } = new("togglegroup");

        /// <summary>Written as <c>toggleitem</c>.</summary>
        public static TraceGroupClickOptions ToggleItem { get; } = new("toggleitem");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
