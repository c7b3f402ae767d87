namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>What a click on a point does.</summary>
    public sealed class ClickMode : IPlotlyValue
    {
        private readonly string _value;

        private ClickMode(string value) => _value = value;

        /// <summary>Written as <c>event</c>.</summary>
        public static ClickMode Event { get; } = new("event");

        /// <summary>Written as <c>event+select</c>.</summary>
        public static ClickMode EventSelect { get; } = new("event+select");

        /// <summary>Written as <c>none</c>.</summary>
        public static ClickMode NoClickMode { get; } = new("none");

        /// <summary>Written as <c>select</c>.</summary>
        public static ClickMode Select { get; } = new("select");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
