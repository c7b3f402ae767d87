namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>A part of the layout, named by its number.</summary>
    public class SubPlotId : IPlotlyValue, IEquatable<SubPlotId>
    {
        private readonly string _value;

        private protected SubPlotId(string value) => _value = value;

        /// <summary>Written as <c>zaxis</c>.</summary>
        public static SubPlotId ZAxis { get; } = new("zaxis");

        /// <summary>The colour axis of that number, from 1.</summary>
        public static SubPlotId NewColorAxis(int item) => new(PlotlyValues.Id("coloraxis", item));

        /// <summary>The map of that number, from 1.</summary>
        public static SubPlotId NewGeo(int item) => new(PlotlyValues.Id("geo", item));

        /// <summary>The legend of that number, from 1.</summary>
        public static SubPlotId NewLegend(int item) => new(PlotlyValues.Id("legend", item));

        /// <summary>The tiled map of that number, from 1.</summary>
        public static SubPlotId NewMapbox(int item) => new(PlotlyValues.Id("mapbox", item));

        /// <summary>The polar subplot of that number, from 1.</summary>
        public static SubPlotId NewPolar(int item) => new(PlotlyValues.Id("polar", item));

        /// <summary>The three-dimensional subplot of that number, from 1.</summary>
        public static SubPlotId NewScene(int item) => new(PlotlyValues.Id("scene", item));

        /// <summary>The Smith chart of that number, from 1.</summary>
        public static SubPlotId NewSmith(int item) => new(PlotlyValues.Id("smith", item));

        /// <summary>The ternary subplot of that number, from 1.</summary>
        public static SubPlotId NewTernary(int item) => new(PlotlyValues.Id("ternary", item));

        /// <summary>The x axis of that number, from 1.</summary>
        public static SubPlotId NewXAxis(int item) => new(PlotlyValues.Id("xaxis", item));

        /// <summary>The y axis of that number, from 1.</summary>
        public static SubPlotId NewYAxis(int item) => new(PlotlyValues.Id("yaxis", item));

        /// <summary>The carpet of that name.</summary>
        public static SubPlotId NewCarpet(string item) => new(item);

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;

        /// <summary>Whether both write the same value.</summary>
        public bool Equals(SubPlotId? other) => other is not null && PlotlyValues.Same(_value, other._value);

        /// <inheritdoc/>
        public override bool Equals(object? obj) => Equals(obj as SubPlotId);

        /// <inheritdoc/>
        public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);
    }
}
