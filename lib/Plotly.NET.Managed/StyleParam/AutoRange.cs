namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>Whether an axis chooses its range, and its direction.</summary>
    public sealed class AutoRange : IPlotlyValue
    {
        private readonly object _value;

        private AutoRange(object value) => _value = value;

        /// <summary>Written as <c>false</c>.</summary>
        public static AutoRange False { get; } = new(false);

        /// <summary>Written as <c>max</c>.</summary>
        public static AutoRange Max { get; } = new("max");

        /// <summary>Written as <c>max reversed</c>.</summary>
        public static AutoRange MaxReversed { get; } = new("max reversed");

        /// <summary>Written as <c>min</c>.</summary>
        public static AutoRange Min { get; } = new("min");

        /// <summary>Written as <c>min reversed</c>.</summary>
        public static AutoRange MinReversed { get; } = new("min reversed");

        /// <summary>Written as <c>reversed</c>.</summary>
        public static AutoRange Reversed { get; } = new("reversed");

        /// <summary>Written as <c>true</c>.</summary>
        public static AutoRange True { get; } = new(true);

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => PlotlyValues.Text(_value);
    }
}
