namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>Whether axis lines repeat on the other side.</summary>
    public sealed class Mirror : IPlotlyValue
    {
        private readonly object _value;

        private Mirror(object value) => _value = value;

        /// <summary>Written as <c>all</c>.</summary>
        public static Mirror All { get; } = new("all");

        /// <summary>Written as <c>allticks</c>.</summary>
        public static Mirror AllTicks { get; } = new("allticks");

        /// <summary>Written as <c>false</c>.</summary>
        public static Mirror False { get; } = new(false);

        /// <summary>Written as <c>ticks</c>.</summary>
        public static Mirror Ticks { get; } = new("ticks");

        /// <summary>Written as <c>true</c>.</summary>
        public static Mirror True { get; } = new(true);

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => PlotlyValues.Text(_value);
    }
}
