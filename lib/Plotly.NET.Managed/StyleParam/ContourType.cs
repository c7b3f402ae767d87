namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>Levels, or a region that fulfils a condition.</summary>
    public sealed class ContourType : IPlotlyValue
    {
        private readonly string _value;

        private ContourType(string value) => _value = value;

        /// <summary>Written as <c>constraint</c>.</summary>
        public static ContourType Constraint { get; } = new("constraint");

        /// <summary>Written as <c>levels</c>.</summary>
        public static ContourType Levels { get; } = new("levels");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
