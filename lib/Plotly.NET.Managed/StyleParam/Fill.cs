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

        /// <summary>Written as <c>tonextx</c>.</summary>
        public static Fill ToNext_x { get; } = new("tonextx");

        /// <summary>Written as <c>tonexty</c>.</summary>
        public static Fill ToNext_y { get; } = new("tonexty");

        /// <summary>Written as <c>toself</c>.</summary>
        public static Fill ToSelf { get; } = new("toself");

        /// <summary>Written as <c>tozerox</c>.</summary>
        public static Fill ToZero_x { get; } = new("tozerox");

        /// <summary>Written as <c>tozeroy</c>.</summary>
        public static Fill ToZero_y { get; } = new("tozeroy");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
