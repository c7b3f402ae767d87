namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>The area that a trace fills.</summary>
    public sealed class Fill : IPlotlyValue
    {
        private readonly string _value;

        private Fill(string value) => _value = value;

        /// <summary>Written as <c>none</c>.</summary>
        public static Fill None { get; } = new("none");

        /// <summary>Written as <c>tonext</c>.</summary>
        public static Fill ToNext { get; } = new("tonext");

        /// <summary>Written as <c>tonext_x</c>.</summary>
        public static Fill ToNext_x { get; } = new("tonext_x");

        /// <summary>Written as <c>tonext_y</c>.</summary>
        public static Fill ToNext_y { get; } = new("tonext_y");

        /// <summary>Written as <c>toself</c>.</summary>
        public static Fill ToSelf { get; } = new("toself");

        /// <summary>Written as <c>tozero_x</c>.</summary>
        public static Fill ToZero_x { get; } = new("tozero_x");

        /// <summary>Written as <c>tozero_y</c>.</summary>
        public static Fill ToZero_y { get; } = new("tozero_y");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
