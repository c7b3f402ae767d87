namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>What a marker's angle is measured from.</summary>
    public sealed class AngleRef : IPlotlyValue
    {
        private readonly string _value;

        private AngleRef(string value) => _value = value;

        /// <summary>Written as <c>previous</c>.</summary>
        public static AngleRef Previous { get; } = new("previous");

        /// <summary>Written as <c>up</c>.</summary>
        public static AngleRef Up { get; } = new("up");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
