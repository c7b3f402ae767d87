using Plotly.NET.TraceObjects;

namespace Plotly.NET.CSharp;

public static partial class Chart
{
    /// <summary>Horizontal bars, one for each key.</summary>
    public static GenericChart Bar<ValuesType, KeysType, TextType>(
        IEnumerable<ValuesType> values, Optional<IEnumerable<KeysType>> Keys = default, Optional<string> Name = default,
        Optional<bool> ShowLegend = default, Optional<double> Opacity = default, Optional<IEnumerable<double>> MultiOpacity = default,
        Optional<TextType> Text = default, Optional<IEnumerable<TextType>> MultiText = default, Optional<Color> MarkerColor = default,
        Optional<StyleParam.Colorscale> MarkerColorScale = default, Optional<Line> MarkerOutline = default,
        Optional<StyleParam.PatternShape> MarkerPatternShape = default,
        Optional<IEnumerable<StyleParam.PatternShape>> MultiMarkerPatternShape = default, Optional<Pattern> MarkerPattern = default,
        Optional<Marker> Marker = default, Optional<StyleParam.TextPosition> TextPosition = default,
        Optional<IEnumerable<StyleParam.TextPosition>> MultiTextPosition = default, Optional<IEnumerable<ValuesType>> MultiWidth = default,
        Optional<bool> UseDefaults = default, Optional<ValuesType> Base = default, Optional<ValuesType> Width = default)
        where ValuesType : IConvertible where KeysType : IConvertible where TextType : IConvertible =>
        new Trace2D("bar")
            .Set("name", Name).Set("showlegend", ShowLegend).Set("opacity", Opacity)
            .Set("x", values).Set("y", Keys).Set("base", Base).SetEither("width", MultiWidth, Width)
            .SetEither("text", MultiText, Text).SetEither("textposition", MultiTextPosition, TextPosition)
            .Set("orientation", StyleParam.Orientation.Horizontal)
            .Set("marker", BarMarker(
                Marker, MarkerColor, MarkerColorScale, MarkerOutline, MultiOpacity, MarkerPattern, MarkerPatternShape, MultiMarkerPatternShape))
            .ToChart(UseDefaults);

    /// <summary>Vertical bars, one for each key.</summary>
    public static GenericChart Column<ValuesType, KeysType, TextType>(
        IEnumerable<ValuesType> values, Optional<IEnumerable<KeysType>> Keys = default, Optional<string> Name = default,
        Optional<bool> ShowLegend = default, Optional<double> Opacity = default, Optional<IEnumerable<double>> MultiOpacity = default,
        Optional<TextType> Text = default, Optional<IEnumerable<TextType>> MultiText = default, Optional<Color> MarkerColor = default,
        Optional<StyleParam.Colorscale> MarkerColorScale = default, Optional<Line> MarkerOutline = default,
        Optional<StyleParam.PatternShape> MarkerPatternShape = default,
        Optional<IEnumerable<StyleParam.PatternShape>> MultiMarkerPatternShape = default, Optional<Pattern> MarkerPattern = default,
        Optional<Marker> Marker = default, Optional<StyleParam.TextPosition> TextPosition = default,
        Optional<IEnumerable<StyleParam.TextPosition>> MultiTextPosition = default, Optional<IEnumerable<ValuesType>> MultiWidth = default,
        Optional<bool> UseDefaults = default, Optional<ValuesType> Base = default, Optional<ValuesType> Width = default)
        where ValuesType : IConvertible where KeysType : IConvertible where TextType : IConvertible =>
        new Trace2D("bar")
            .Set("name", Name).Set("showlegend", ShowLegend).Set("opacity", Opacity)
            .Set("x", Keys).Set("y", values).Set("base", Base).SetEither("width", MultiWidth, Width)
            .SetEither("text", MultiText, Text).SetEither("textposition", MultiTextPosition, TextPosition)
            .Set("orientation", StyleParam.Orientation.Vertical)
            .Set("marker", BarMarker(
                Marker, MarkerColor, MarkerColorScale, MarkerOutline, MultiOpacity, MarkerPattern, MarkerPatternShape, MultiMarkerPatternShape))
            .ToChart(UseDefaults);

    private static Marker BarMarker(
        Optional<Marker> marker, Optional<Color> color, Optional<StyleParam.Colorscale> scale, Optional<Line> outline, Optional<IEnumerable<double>> opacities,
        Optional<Pattern> pattern, Optional<StyleParam.PatternShape> shape, Optional<IEnumerable<StyleParam.PatternShape>> shapes) =>
        marker.Copied()
            .Set("color", color).Set("colorscale", scale).Set("line", outline).Set("opacity", opacities)
            .Set("pattern", pattern.Copied().SetEither("shape", shapes, shape));
}
