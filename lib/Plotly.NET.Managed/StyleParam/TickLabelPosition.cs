namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>Where the tick labels are.</summary>
    public sealed class TickLabelPosition : IPlotlyValue
    {
        private readonly string _value;

        private TickLabelPosition(string value) => _value = value;

        /// <summary>Written as <c>inside</c>.</summary>
        public static TickLabelPosition Inside { get; } = new("inside");

        /// <summary>Written as <c>inside bottom</c>.</summary>
        public static TickLabelPosition InsideBottom { get; } = new("inside bottom");

        /// <summary>Written as <c>inside left</c>.</summary>
        public static TickLabelPosition InsideLeft { get; } = new("inside left");

        /// <summary>Written as <c>inside right</c>.</summary>
        public static TickLabelPosition InsideRight { get; } = new("inside right");

        /// <summary>Written as <c>inside top</c>.</summary>
        public static TickLabelPosition InsideTop { get; } = new("inside top");

        /// <summary>Written as <c>outside</c>.</summary>
        public static TickLabelPosition Outside { get; } = new("outside");

        /// <summary>Written as <c>outside bottom</c>.</summary>
        public static TickLabelPosition OutsideBottom { get; } = new("outside bottom");

        /// <summary>Written as <c>outside left</c>.</summary>
        public static TickLabelPosition OutsideLeft { get; } = new("outside left");

        /// <summary>Written as <c>outside right</c>.</summary>
        public static TickLabelPosition OutsideRight { get; } = new("outside right");

        /// <summary>Written as <c>outside top</c>.</summary>
        public static TickLabelPosition OutsideTop { get; } = new("outside top");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
