namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>The axis whose scale another one keeps.</summary>
    public abstract class ScaleAnchor : IPlotlyValue, IEquatable<ScaleAnchor>
    {
        private readonly object _value;

        private protected ScaleAnchor(object value) => _value = value;

        /// <summary>Written as <c>false</c>.</summary>
        public static ScaleAnchor False { get; } = new Case(false);

        /// <summary>The scale of the x axis of that number, from 1.</summary>
        public static ScaleAnchor NewX(int item) => new Case(PlotlyValues.Id("x", item));

        /// <summary>The scale of the y axis of that number, from 1.</summary>
        public static ScaleAnchor NewY(int item) => new Case(PlotlyValues.Id("y", item));

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => PlotlyValues.Text(_value);

        /// <summary>Whether both write the same value.</summary>
        public bool Equals(ScaleAnchor? other) => other is not null && PlotlyValues.Same(_value, other._value);

        /// <inheritdoc/>
        public override bool Equals(object? obj) => Equals(obj as ScaleAnchor);

        /// <inheritdoc/>
        public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

        private sealed class Case(object value) : ScaleAnchor(value);
    }
}
