namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>The value of each colour component at one end of the scale.</summary>
    public abstract class ColorComponentBound : IPlotlyValue, IEquatable<ColorComponentBound>
    {
        private readonly object _value;

        private protected ColorComponentBound(object value) => _value = value;

        /// <summary>A bound for each component of a HSL pixel.</summary>
        public static ColorComponentBound NewHSL(int h, int s, int l) => new Case(new[] { h, s, l });

        /// <summary>A bound for each component of a HSLA pixel.</summary>
        public static ColorComponentBound NewHSLA(int h, int s, int l, int a) => new Case(new[] { h, s, l, a });

        /// <summary>A bound for each component of a RGB pixel.</summary>
        public static ColorComponentBound NewRGB(int r, int g, int b) => new Case(new[] { r, g, b });

        /// <summary>A bound for each component of a RGBA pixel.</summary>
        public static ColorComponentBound NewRGBA(int r, int g, int b, int a) => new Case(new[] { r, g, b, a });

        /// <summary>A bound for each component of a RGBA256 pixel.</summary>
        public static ColorComponentBound NewRGBA256(int item1, int item2, int item3, int item4) => new Case(new[] { item1, item2, item3, item4 });

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => PlotlyValues.Text(_value);

        /// <summary>Whether both write the same value.</summary>
        public bool Equals(ColorComponentBound? other) => other is not null && PlotlyValues.Same(_value, other._value);

        /// <inheritdoc/>
        public override bool Equals(object? obj) => Equals(obj as ColorComponentBound);

        /// <inheritdoc/>
        public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

        private sealed class Case(object value) : ColorComponentBound(value);
    }
}
