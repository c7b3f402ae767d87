namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>How boxes at the same place share it.</summary>
    public sealed class BoxMode : IPlotlyValue
    {
        private readonly string _value;

        private BoxMode(string value) => _value = value;

        /// <summary>Written as <c>group</c>.</summary>
        public static BoxMode Group { get; } = new("group");

        /// <summary>Written as <c>overlay</c>.</summary>
        public static BoxMode Overlay { get; } = new("overlay");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
