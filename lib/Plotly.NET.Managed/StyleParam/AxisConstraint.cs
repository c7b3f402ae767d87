namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>What gives way when an axis is bound to the scale of another.</summary>
    public sealed class AxisConstraint : IPlotlyValue
    {
        private readonly string _value;

        private AxisConstraint(string value) => _value = value;

        /// <summary>Written as <c>domain</c>.</summary>
        public static AxisConstraint Domain { get; } = new("domain");

        /// <summary>Written as <c>range</c>.</summary>
        public static AxisConstraint Range { get; } = new("range");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
