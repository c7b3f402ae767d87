namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>How funnels at the same place share it.</summary>
    public sealed class FunnelMode : IPlotlyValue
    {
        private readonly string _value;

        private FunnelMode(string value) => _value = value;

        /// <summary>Written as <c>group</c>.</summary>
        public static FunnelMode Group { get; } = new("group");

        /// <summary>Written as <c>overlay</c>.</summary>
        public static FunnelMode Overlay { get; } = new("overlay");

        /// <summary>Written as <c>stack</c>.</summary>
        public static FunnelMode Stack { get; } = new("stack");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
