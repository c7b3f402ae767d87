namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>Whether a box plot shows the mean and the standard deviation.</summary>
    public sealed class BoxMean : IPlotlyValue
    {
        private readonly object _value;

        private BoxMean(object value) => _value = value;

        /// <summary>Written as <c>false</c>.</summary>
        public static BoxMean False { get; } = new(false);

        /// <summary>Written as <c>sd</c>.</summary>
        public static BoxMean SD { get; } = new("sd");

        /// <summary>Written as <c>true</c>.</summary>
        public static BoxMean True { get; } = new(true);

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => PlotlyValues.Text(_value);
    }
}
