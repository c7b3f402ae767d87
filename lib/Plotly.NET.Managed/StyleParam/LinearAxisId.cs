namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>An x or y axis, named by its number.</summary>
    public abstract class LinearAxisId : IPlotlyValue, IEquatable<LinearAxisId>
    {
        private readonly string _value;

        private protected LinearAxisId(string value) => _value = value;

        /// <summary>Written as <c>free</c>.</summary>
        public static LinearAxisId Free { get; } = new Case("free");

        /// <summary>The x axis of that number, from 1.</summary>
        public static LinearAxisId NewX(int item) => new Case(PlotlyValues.Id("x", item));

        /// <summary>The y axis of that number, from 1.</summary>
        public static LinearAxisId NewY(int item) => new Case(PlotlyValues.Id("y", item));

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;

        /// <summary>Whether both write the same value.</summary>
        public bool Equals(LinearAxisId? other) => other is not null && PlotlyValues.Same(_value, other._value);

        /// <inheritdoc/>
        public override bool Equals(object? obj) => Equals(obj as LinearAxisId);

        /// <inheritdoc/>
        public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

        private sealed class Case(string value) : LinearAxisId(value);
    }
}
