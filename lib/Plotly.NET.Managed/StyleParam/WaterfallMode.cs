namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>How waterfalls at the same place share it.</summary>
    public sealed class WaterfallMode : IPlotlyValue
    {
        private readonly string _value;

        private WaterfallMode(string value) => _value = value;

        /// <summary>Written as <c>group</c>.</summary>
        public static WaterfallMode Group { get; } = new("group");

        /// <summary>Written as <c>overlay</c>.</summary>
        public static WaterfallMode Overlay { get; } = new("overlay");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
