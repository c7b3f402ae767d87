using Plotly.NET.LayoutObjects;
using Plotly.NET.TraceObjects;

namespace Plotly.NET.CSharp;

public static partial class Chart
{
    /// <summary>A matrix as coloured cells; row 0 is at the bottom unless the y axis is reversed.</summary>
    public static GenericChart Heatmap<ZType, XType, YType, TextType>(
        IEnumerable<IEnumerable<ZType>> zData, Optional<string> Name = default, Optional<bool> ShowLegend = default,
        Optional<double> Opacity = default, Optional<IEnumerable<XType>> X = default, Optional<int> XGap = default,
        Optional<IEnumerable<YType>> Y = default, Optional<int> YGap = default, Optional<TextType> Text = default,
        Optional<IEnumerable<TextType>> MultiText = default, Optional<ColorBar> ColorBar = default,
        Optional<StyleParam.Colorscale> ColorScale = default, Optional<bool> ShowScale = default, Optional<bool> ReverseScale = default,
        Optional<StyleParam.SmoothAlg> ZSmooth = default, Optional<bool> Transpose = default, Optional<bool> UseWebGL = default,
        Optional<bool> ReverseYAxis = default, Optional<bool> UseDefaults = default)
        where ZType : IConvertible where XType : IConvertible where YType : IConvertible where TextType : IConvertible
    {
        var chart = new Trace2D(UseWebGL.Or(false) ? "heatmapgl" : "heatmap")
            .Set("name", Name).Set("showlegend", ShowLegend).Set("opacity", Opacity)
            .Set("x", X).Set("xgap", XGap).Set("y", Y).Set("ygap", YGap).Set("z", zData)
            .SetEither("text", MultiText, Text).Set("colorbar", ColorBar).Set("colorscale", ColorScale)
            .Set("showscale", ShowScale).Set("reversescale", ReverseScale).Set("zsmooth", ZSmooth).Set("transpose", Transpose)
            .ToChart(UseDefaults);
        return ReverseYAxis.Or(false)
            ? chart.AddLayout(new Layout().Set("yaxis", new LinearAxis().Set("autorange", StyleParam.AutoRange.Reversed)))
            : chart;
    }

    /// <summary>A heatmap with a text in each cell.</summary>
    public static GenericChart AnnotatedHeatmap<ZType, XType, YType, TextType>(
        IEnumerable<IEnumerable<ZType>> zData, IEnumerable<IEnumerable<string>> annotationText, Optional<string> Name = default,
        Optional<bool> ShowLegend = default, Optional<double> Opacity = default, Optional<IEnumerable<XType>> X = default,
        Optional<int> XGap = default, Optional<IEnumerable<YType>> Y = default, Optional<int> YGap = default, Optional<TextType> Text = default,
        Optional<IEnumerable<TextType>> MultiText = default, Optional<ColorBar> ColorBar = default,
        Optional<StyleParam.Colorscale> ColorScale = default, Optional<bool> ShowScale = default, Optional<bool> ReverseScale = default,
        Optional<StyleParam.SmoothAlg> ZSmooth = default, Optional<bool> Transpose = default, Optional<bool> UseWebGL = default,
        Optional<bool> ReverseYAxis = default, Optional<bool> UseDefaults = default)
        where ZType : IConvertible where XType : IConvertible where YType : IConvertible where TextType : IConvertible
    {
        var texts = annotationText.SelectMany((row, y) => row.Select((text, x) =>
            new Annotation().Set("x", x).Set("y", y).Set("showarrow", false).Set("text", text)));
        return Heatmap(
            zData, Name, ShowLegend, Opacity, X, XGap, Y, YGap, Text, MultiText, ColorBar, ColorScale, ShowScale, ReverseScale,
            ZSmooth, Transpose, UseWebGL, ReverseYAxis, UseDefaults)
            .AddLayout(new Layout().Set("annotations", texts.ToArray()));
    }

    /// <summary>Lines of equal value of a matrix.</summary>
    public static GenericChart Contour<ZType, XType, YType, TextType>(
        IEnumerable<IEnumerable<ZType>> zData, Optional<string> Name = default, Optional<bool> ShowLegend = default,
        Optional<double> Opacity = default, Optional<IEnumerable<XType>> X = default, Optional<IEnumerable<YType>> Y = default,
        Optional<TextType> Text = default, Optional<IEnumerable<TextType>> MultiText = default, Optional<ColorBar> ColorBar = default,
        Optional<StyleParam.Colorscale> ColorScale = default, Optional<bool> ShowScale = default, Optional<bool> ReverseScale = default,
        Optional<bool> Transpose = default, Optional<Color> ContourLineColor = default, Optional<StyleParam.DrawingStyle> ContourLineDash = default,
        Optional<double> ContourLineSmoothing = default, Optional<Line> ContourLine = default,
        Optional<StyleParam.ContourColoring> ContoursColoring = default, Optional<StyleParam.ConstraintOperation> ContoursOperation = default,
        Optional<StyleParam.ContourType> ContoursType = default, Optional<bool> ShowContourLabels = default,
        Optional<Font> ContourLabelFont = default, Optional<Contours> Contours = default, Optional<Color> FillColor = default,
        Optional<int> NContours = default, Optional<bool> UseDefaults = default)
        where ZType : IConvertible where XType : IConvertible where YType : IConvertible where TextType : IConvertible =>
        new Trace2D("contour")
            .Set("name", Name).Set("showlegend", ShowLegend).Set("opacity", Opacity)
            .Set("x", X).Set("y", Y).Set("z", zData).SetEither("text", MultiText, Text)
            .Set("line", (ContourLine.IsSome ? ContourLine.Copied() : new Line().Set("width", 0.0))
                .Set("color", ContourLineColor).Set("dash", ContourLineDash).Set("smoothing", ContourLineSmoothing))
            .Set("colorbar", ColorBar).Set("colorscale", ColorScale).Set("showscale", ShowScale).Set("reversescale", ReverseScale)
            .Set("transpose", Transpose).Set("fillcolor", FillColor)
            .Set("contours", Contours.Copied()
                .Set("coloring", ContoursColoring).Set("operation", ContoursOperation).Set("type", ContoursType)
                .Set("showlabels", ShowContourLabels).Set("labelfont", ContourLabelFont))
            .Set("ncontours", NContours)
            .ToChart(UseDefaults);

    /// <summary>A picture from its pixels (rows of pixels of components) or from a source.</summary>
    public static GenericChart Image<IdType>(
        Optional<IEnumerable<IEnumerable<IEnumerable<int>>>> Z = default, Optional<string> Source = default, Optional<string> Name = default,
        Optional<bool> ShowLegend = default, Optional<double> Opacity = default, Optional<IEnumerable<IdType>> Ids = default,
        Optional<StyleParam.ColorModel> ColorModel = default, Optional<StyleParam.ColorComponentBound> ZMax = default,
        Optional<StyleParam.ColorComponentBound> ZMin = default, Optional<StyleParam.SmoothAlg> ZSmooth = default,
        Optional<bool> UseDefaults = default)
        where IdType : IConvertible =>
        new Trace2D("image")
            .Set("name", Name).Set("showlegend", ShowLegend).Set("opacity", Opacity)
            .Set("z", Z).Set("source", Source).Set("ids", Ids).Set("colormodel", ColorModel).Set("zmax", ZMax).Set("zmin", ZMin).Set("zsmooth", ZSmooth)
            .ToChart(UseDefaults);
}
