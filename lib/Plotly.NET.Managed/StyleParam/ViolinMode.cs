namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>How violins at the same place share it.</summary>
    public sealed class ViolinMode : IPlotlyValue
    {
        private readonly string _value;

        private ViolinMode(string value) => _value = value;

        /// <summary>Written as <c>group</c>.</summary>
        public static ViolinMode Group { get; } = new("group");

        /// <summary>Written as <c>overlay</c>.</summary>
        public static ViolinMode Overlay { get; } = new("overlay");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
