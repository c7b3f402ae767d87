namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>What a spike line snaps to.</summary>
    public sealed class SpikeSnap : IPlotlyValue
    {
        private readonly string _value;

        private SpikeSnap(string value) => _value = value;

        /// <summary>Written as <c>cursor</c>.</summary>
        public static SpikeSnap Cursor { get; } = new("cursor");

        /// <summary>Written as <c>data</c>.</summary>
        public static SpikeSnap Data { get; } = new("data");

        /// <summary>Written as <c>hovered data</c>.</summary>
        public static SpikeSnap HoveredData { get; } = new("hovered data");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
