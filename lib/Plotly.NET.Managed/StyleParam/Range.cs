namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>Both ends of an axis.</summary>
    public abstract class Range : IPlotlyValue, IEquatable<Range>
    {
        private readonly object _value;

        private protected Range(object value) => _value = value;

        /// <summary>From the first value to the second.</summary>
        public static Range NewMinMax(IConvertible item1, IConvertible item2) => new Case(new[] { item1, item2 });

        /// <summary>The values at both ends.</summary>
        public static Range NewValues(IConvertible[] item) => new Case(item);

        /// <summary>From <paramref name="min"/> to <paramref name="max"/>.</summary>
        public static Range ofMinMax<a, b>(a min, b max)
            where a : IConvertible where b : IConvertible => NewMinMax(min, max);

        /// <summary>The values at both ends.</summary>
        public static Range ofValues<a>(IEnumerable<a> values)
            where a : IConvertible => NewValues([.. values.Select(value => (IConvertible)value)]);

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => PlotlyValues.Text(_value);

        /// <summary>Whether both write the same value.</summary>
        public bool Equals(Range? other) => other is not null && PlotlyValues.Same(_value, other._value);

        /// <inheritdoc/>
        public override bool Equals(object? obj) => Equals(obj as Range);

        /// <inheritdoc/>
        public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

        private sealed class Case(object value) : Range(value);
    }
}
