namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>How far a line keeps from its points.</summary>
    public abstract class BackOff : IPlotlyValue, IEquatable<BackOff>
    {
        private readonly object _value;

        private protected BackOff(object value) => _value = value;

        /// <summary>Written as <c>auto</c>.</summary>
        public static BackOff Auto { get; } = new Case("auto");

        /// <summary>A distance for each point, in pixels.</summary>
        public static BackOff NewArray(IEnumerable<int> item) => new Case(item);

        /// <summary>One distance, in pixels.</summary>
        public static BackOff NewValue(int item) => new Case(item);

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => PlotlyValues.Text(_value);

        /// <summary>Whether both write the same value.</summary>
        public bool Equals(BackOff? other) => other is not null && PlotlyValues.Same(_value, other._value);

        /// <inheritdoc/>
        public override bool Equals(object? obj) => Equals(obj as BackOff);

        /// <inheritdoc/>
        public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

        private sealed class Case(object value) : BackOff(value);
    }
}
