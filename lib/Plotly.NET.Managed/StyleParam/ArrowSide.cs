namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>Which ends of an annotation's arrow have a tip.</summary>
    public sealed class ArrowSide : IPlotlyValue
    {
        private readonly string _value;

        private ArrowSide(string value) => _value = value;

        /// <summary>Written as <c>end</c>.</summary>
        public static ArrowSide End { get; } = new("end");

        /// <summary>Written as <c>none</c>.</summary>
        public static ArrowSide None { get; } = new("none");

        /// <summary>Written as <c>start</c>.</summary>
        public static ArrowSide Start { get; } = new("start");

        /// <summary>Written as <c>end+start</c>.</summary>
        public static ArrowSide StartEnd { get; } = new("end+start");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
