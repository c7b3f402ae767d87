namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>Which samples a box plot draws.</summary>
    public sealed class BoxPoints : IPlotlyValue
    {
        private readonly object _value;

        private BoxPoints(object value) => _value = value;

        /// <summary>Written as <c>all</c>.</summary>
        public static BoxPoints All { get; } = new("all");

        /// <summary>Written as <c>false</c>.</summary>
        public static BoxPoints False { get; } = new(false);

        /// <summary>Written as <c>outliers</c>.</summary>
        public static BoxPoints Outliers { get; } = new("outliers");

        /// <summary>Written as <c>suspectedoutliers</c>.</summary>
        public static BoxPoints SuspectedOutliers { get; } = new("suspectedoutliers");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => PlotlyValues.Text(_value);
    }
}
