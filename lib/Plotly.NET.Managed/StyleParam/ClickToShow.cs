namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>Whether a click toggles an annotation.</summary>
    public sealed class ClickToShow : IPlotlyValue
    {
        private readonly object _value;

        private ClickToShow(object value) => _value = value;

        /// <summary>Written as <c>false</c>.</summary>
        public static ClickToShow False { get; } = new(false);

        /// <summary>Written as <c>onoff</c>.</summary>
        public static ClickToShow OnOff { get; } = new("onoff");

        /// <summary>Written as <c>onout</c>.</summary>
        public static ClickToShow OnOut { get; } = new("onout");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => PlotlyValues.Text(_value);
    }
}
