namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>What a double click does.</summary>
    public sealed class DoubleClick : IPlotlyValue
    {
        private readonly object _value;

        private DoubleClick(object value) => _value = value;

        /// <summary>Written as <c>autosize</c>.</summary>
        public static DoubleClick Autosize { get; } = new("autosize");

        /// <summary>Written as <c>false</c>.</summary>
        public static DoubleClick NoInteraction { get; } = new(false);

        /// <summary>Written as <c>reset</c>.</summary>
        public static DoubleClick Reset { get; } = new("reset");

        /// <summary>Written as <c>reset+autosize</c>.</summary>
        public static DoubleClick ResetAutosize { get; } = new("reset+autosize");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => PlotlyValues.Text(_value);
    }
}
