namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>How the proportions of a scene are chosen.</summary>
    public sealed class AspectMode : IPlotlyValue
    {
        private readonly string _value;

        private AspectMode(string value) => _value = value;

        /// <summary>Written as <c>auto</c>.</summary>
        public static AspectMode Auto { get; } = new("auto");

        /// <summary>Written as <c>cube</c>.</summary>
        public static AspectMode Cube { get; } = new("cube");

        /// <summary>Written as <c>data</c>.</summary>
        public static AspectMode Data { get; } = new("data");

        /// <summary>Written as <c>manual</c>.</summary>
        public static AspectMode Manual { get; } = new("manual");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
