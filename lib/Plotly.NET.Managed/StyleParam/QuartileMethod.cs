namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>How quartiles are computed.</summary>
    public sealed class QuartileMethod : IPlotlyValue
    {
        private readonly string _value;

        private QuartileMethod(string value) => _value = value;

        /// <summary>Written as <c>exclusive</c>.</summary>
        public static QuartileMethod Exclusive { get; } = new("exclusive");

        /// <summary>Written as <c>inclusive</c>.</summary>
        public static QuartileMethod Inclusive { get; } = new("inclusive");

        /// <summary>Written as <c>linear</c>.</summary>
        public static QuartileMethod Linear { get; } = new("linear");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
