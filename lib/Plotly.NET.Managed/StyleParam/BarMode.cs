namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>How bars at the same place share it.</summary>
    public sealed class BarMode : IPlotlyValue
    {
        private readonly string _value;

        private BarMode(string value) => _value = value;

        /// <summary>Written as <c>group</c>.</summary>
        public static BarMode Group { get; } = new("group");

        /// <summary>Written as <c>overlay</c>.</summary>
        public static BarMode Overlay { get; } = new("overlay");

        /// <summary>Written as <c>relative</c>.</summary>
        public static BarMode Relative { get; } = new("relative");

        /// <summary>Written as <c>stack</c>.</summary>
        public static BarMode Stack { get; } = new("stack");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
