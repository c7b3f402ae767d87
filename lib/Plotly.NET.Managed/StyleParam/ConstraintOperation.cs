namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>How a contour compares values.</summary>
    public sealed class ConstraintOperation : IPlotlyValue
    {
        private readonly string _value;

        private ConstraintOperation(string value) => _value = value;

        /// <summary>Written as <c>=</c>.</summary>
        public static ConstraintOperation Equal { get; } = new("=");

        /// <summary>Written as <c>&gt;</c>.</summary>
        public static ConstraintOperation GreaterThan { get; } = new(">");

        /// <summary>Written as <c>&gt;=</c>.</summary>
        public static ConstraintOperation GreaterThanOrEqual { get; } = new(">=");

        /// <summary>Written as <c>()</c>.</summary>
        public static ConstraintOperation InsideExclusiveInterval { get; } = new("()");

        /// <summary>Written as <c>[]</c>.</summary>
        public static ConstraintOperation InsideInclusiveInterval { get; } = new("[]");

        /// <summary>Written as <c>[)</c>.</summary>
        public static ConstraintOperation InsideLeftInclusiveInterval { get; } = new("[)");

        /// <summary>Written as <c>(]</c>.</summary>
        public static ConstraintOperation InsideRightInclusiveInterval { get; } = new("(]");

        /// <summary>Written as <c>&lt;</c>.</summary>
        public static ConstraintOperation LesserThan { get; } = new("<");

        /// <summary>Written as <c>&lt;=</c>.</summary>
        public static ConstraintOperation LesserThanOrEqual { get; } = new("<=");

        /// <summary>Written as <c>)(</c>.</summary>
        public static ConstraintOperation OutsideExclusiveInterval { get; } = new(")(");

        /// <summary>Written as <c>][</c>.</summary>
        public static ConstraintOperation OutsideInclusiveInterval { get; } = new("][");

        /// <summary>Written as <c>](</c>.</summary>
        public static ConstraintOperation OutsideLeftInclusiveInterval { get; } = new("](");

        /// <summary>Written as <c>)[</c>.</summary>
        public static ConstraintOperation OutsideRightInclusiveInterval { get; } = new(")[");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
