namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>Whether texts that look like numbers count as numbers.</summary>
    public sealed class AutoTypeNumbers : IPlotlyValue
    {
        private readonly string _value;

        private AutoTypeNumbers(string value) => _value = value;

        /// <summary>Written as <c>convert types</c>.</summary>
        public static AutoTypeNumbers ConvertTypes { get; } = new("convert types");

        /// <summary>Written as <c>strict</c>.</summary>
        public static AutoTypeNumbers Strict { get; } = new("strict");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
