namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>How powers of ten are written.</summary>
    public sealed class ExponentFormat : IPlotlyValue
    {
        private readonly string _value;

        private ExponentFormat(string value) => _value = value;

        /// <summary>Written as <c>B</c>.</summary>
        public static ExponentFormat B { get; } = new("B");

        /// <summary>Written as <c>e</c>.</summary>
        public static ExponentFormat E { get; } = new("e");

        /// <summary>Written as <c>E</c>.</summary>
        public static ExponentFormat Ecapital { get; } = new("E");

        /// <summary>Written as <c>none</c>.</summary>
        public static ExponentFormat None { get; } = new("none");

        /// <summary>Written as <c>power</c>.</summary>
        public static ExponentFormat Power { get; } = new("power");

        /// <summary>Written as <c>SI</c>.</summary>
        public static ExponentFormat SI { get; } = new("SI");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
