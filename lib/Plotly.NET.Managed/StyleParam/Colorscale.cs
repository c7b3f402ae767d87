namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>From numbers to colours.</summary>
    public class Colorscale : IPlotlyValue, IEquatable<Colorscale>
    {
        private readonly object _value;

        private protected Colorscale(object value) => _value = value;

        /// <summary>Written as <c>Blackbody</c>.</summary>
        public static Colorscale Blackbody { get; } = new("Blackbody");

        /// <summary>Written as <c>Bluered</c>.</summary>
        public static Colorscale Bluered { get; } = new("Bluered");

        /// <summary>Written as <c>Cividis</c>.</summary>
        public static Colorscale Cividis { get; } = new("Cividis");

        /// <summary>Written as <c>Earth</c>.</summary>
        public static Colorscale Earth { get; } = new("Earth");

        /// <summary>Written as <c>Electric</c>.</summary>
        public static Colorscale Electric { get; } = new("Electric");

        /// <summary>Written as <c>Greens</c>.</summary>
        public static Colorscale Greens { get; } = new("Greens");

        /// <summary>Written as <c>Greys</c>.</summary>
        public static Colorscale Greys { get; } = new("Greys");

        /// <summary>Written as <c>Hot</c>.</summary>
        public static Colorscale Hot { get; } = new("Hot");

        /// <summary>Written as <c>Jet</c>.</summary>
        public static Colorscale Jet { get; } = new("Jet");

        /// <summary>Written as <c>Picnic</c>.</summary>
        public static Colorscale Picnic { get; } = new("Picnic");

        /// <summary>Written as <c>Portland</c>.</summary>
        public static Colorscale Portland { get; } = new("Portland");

        /// <summary>Written as <c>Rainbow</c>.</summary>
        public static Colorscale Rainbow { get; } = new("Rainbow");

        /// <summary>Written as <c>RdBu</c>.</summary>
        public static Colorscale RdBu { get; } = new("RdBu");

        /// <summary>Written as <c>Viridis</c>.</summary>
        public static Colorscale Viridis { get; } = new("Viridis");

        /// <summary>Written as <c>YlGnBu</c>.</summary>
        public static Colorscale YIGnBu { get; } = new("YlGnBu");

        /// <summary>Written as <c>YlOrRd</c>.</summary>
        public static Colorscale YIOrRd { get; } = new("YlOrRd");

        /// <summary>A scale of own colours, each with its place between 0 and 1.</summary>
        public static Colorscale NewCustom(IEnumerable<Tuple<double, Color>> item) => new(item.ToArray());

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => PlotlyValues.Text(_value);

        /// <summary>Whether both write the same value.</summary>
        public bool Equals(Colorscale? other) => other is not null && PlotlyValues.Same(_value, other._value);

        /// <inheritdoc/>
        public override bool Equals(object? obj) => Equals(obj as Colorscale);

        /// <inheritdoc/>
        public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);
    }
}
