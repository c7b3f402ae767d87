using Microsoft.FSharp.Core;
using Plotly.NET.LayoutObjects;
using Plotly.NET.TraceObjects;

namespace Plotly.NET;

/// <summary>Changes to a chart; each returns a new chart.</summary>
public static class GenericChartExtensions
{
    /// <summary>Adds a text, or puts it in place of all others when <paramref name="Append"/> is false (default true).</summary>
    public static GenericChart WithAnnotation(this GenericChart @this, Annotation annotation, FSharpOption<bool>? Append = null) => @this.WithAnnotations([annotation], Append);

    /// <summary>Adds texts, or puts them in place of all others when <paramref name="Append"/> is false (default true).</summary>
    public static GenericChart WithAnnotations(this GenericChart @this, IEnumerable<Annotation> annotations, FSharpOption<bool>? Append = null) => @this.AddItems("annotations", annotations, Append);

    /// <summary>Ties every flat trace to the axes of these numbers.</summary>
    public static GenericChart WithAxisAnchor(this GenericChart @this, FSharpOption<int>? X = null, FSharpOption<int>? Y = null) =>
        @this.MapTraces(trace => trace is not Trace2D ? trace : trace.Copy()
            .Set("xaxis", X is null ? null : StyleParam.LinearAxisId.NewX(X.Value))
            .Set("yaxis", Y is null ? null : StyleParam.LinearAxisId.NewY(Y.Value)));

    /// <summary>Sets the colour bar of every trace.</summary>
    public static GenericChart WithColorBar(this GenericChart @this, ColorBar colorbar) => @this.AddToTraces("colorbar", colorbar);

    /// <summary>Puts another configuration in place.</summary>
    public static GenericChart WithConfig(this GenericChart @this, Config config) => GenericChart.Of(@this.Traces, @this.Layout, config);

    /// <summary>Adds a layout; its members win.</summary>
    public static GenericChart WithLayout(this GenericChart @this, Layout layout) => @this.AddLayout(layout);

    /// <summary>Adds a picture, or puts it in place of all others when <paramref name="Append"/> is false (default true).</summary>
    public static GenericChart WithLayoutImage(this GenericChart @this, LayoutImage image, FSharpOption<bool>? Append = null) => @this.WithLayoutImages([image], Append);

    /// <summary>Adds pictures, or puts them in place of all others when <paramref name="Append"/> is false (default true).</summary>
    public static GenericChart WithLayoutImages(this GenericChart @this, IEnumerable<LayoutImage> images, FSharpOption<bool>? Append = null) => @this.AddItems("images", images, Append);

    /// <summary>Shows or hides the legend.</summary>
    public static GenericChart WithLegend(this GenericChart @this, bool showlegend) => @this.AddLayout(new Layout().Set("showlegend", showlegend));

    /// <summary>Adds to the line style of every trace.</summary>
    public static GenericChart WithLine(this GenericChart @this, Line line) => @this.AddToTraces("line", line);

    /// <summary>Adds to the line style of every trace.</summary>
    public static GenericChart WithLineStyle(
        this GenericChart @this, FSharpOption<bool>? AutoColorScale = null, FSharpOption<bool>? CAuto = null, FSharpOption<double>? CMax = null,
        FSharpOption<double>? CMid = null, FSharpOption<double>? CMin = null, FSharpOption<Color>? Color = null,
        FSharpOption<StyleParam.SubPlotId>? ColorAxis = null, FSharpOption<StyleParam.Colorscale>? Colorscale = null,
        FSharpOption<bool>? ReverseScale = null, FSharpOption<bool>? ShowScale = null, FSharpOption<ColorBar>? ColorBar = null,
        FSharpOption<StyleParam.DrawingStyle>? Dash = null, FSharpOption<StyleParam.Shape>? Shape = null, FSharpOption<bool>? Simplify = null,
        FSharpOption<double>? Smoothing = null, FSharpOption<double>? Width = null, FSharpOption<IEnumerable<double>>? MultiWidth = null,
        FSharpOption<Color>? OutlierColor = null, FSharpOption<double>? OutlierWidth = null) =>
        @this.WithLine(new Line()
            .Set("autocolorscale", AutoColorScale).Set("cauto", CAuto).Set("cmax", CMax).Set("cmid", CMid).Set("cmin", CMin)
            .Set("color", Color).Set("coloraxis", ColorAxis).Set("colorscale", Colorscale).Set("reversescale", ReverseScale)
            .Set("showscale", ShowScale).Set("colorbar", ColorBar).Set("dash", Dash).Set("shape", Shape).Set("simplify", Simplify)
            .Set("smoothing", Smoothing).SetEither("width", MultiWidth, Width)
            .Set("outliercolor", OutlierColor).Set("outlierwidth", OutlierWidth));

    /// <summary>Adds to the margin.</summary>
    public static GenericChart WithMargin(this GenericChart @this, Margin margin) => @this.AddLayout(new Layout().Set("margin", margin));

    /// <summary>Sets the margin, in pixels.</summary>
    public static GenericChart WithMarginSize<a, b, c, d, e, f>(
        this GenericChart @this, FSharpOption<a>? Left = null, FSharpOption<b>? Right = null, FSharpOption<c>? Top = null,
        FSharpOption<d>? Bottom = null, FSharpOption<e>? Pad = null, FSharpOption<f>? Autoexpand = null) =>
        @this.WithMargin(Margin.init(Left, Right, Top, Bottom, Pad, Autoexpand));

    /// <summary>Adds to the marker of every trace.</summary>
    public static GenericChart WithMarker(this GenericChart @this, Marker marker) => @this.AddToTraces("marker", marker);

    /// <summary>Adds to the marker of every trace.</summary>
    public static GenericChart WithMarkerStyle(
        this GenericChart @this, FSharpOption<bool>? AutoColorScale = null, FSharpOption<bool>? CAuto = null, FSharpOption<double>? CMax = null,
        FSharpOption<double>? CMid = null, FSharpOption<double>? CMin = null, FSharpOption<Color>? Color = null,
        FSharpOption<IEnumerable<Color>>? Colors = null, FSharpOption<StyleParam.SubPlotId>? ColorAxis = null,
        FSharpOption<ColorBar>? ColorBar = null, FSharpOption<StyleParam.Colorscale>? Colorscale = null, FSharpOption<Gradient>? Gradient = null,
        FSharpOption<Line>? Outline = null, FSharpOption<int>? MaxDisplayed = null, FSharpOption<double>? Opacity = null,
        FSharpOption<IEnumerable<double>>? MultiOpacity = null, FSharpOption<Pattern>? Pattern = null, FSharpOption<bool>? ReverseScale = null,
        FSharpOption<bool>? ShowScale = null, FSharpOption<int>? Size = null, FSharpOption<IEnumerable<int>>? MultiSize = null,
        FSharpOption<int>? SizeMin = null, FSharpOption<StyleParam.MarkerSizeMode>? SizeMode = null, FSharpOption<int>? SizeRef = null,
        FSharpOption<StyleParam.MarkerSymbol>? Symbol = null, FSharpOption<IEnumerable<StyleParam.MarkerSymbol>>? MultiSymbol = null,
        FSharpOption<StyleParam.MarkerSymbol3D>? Symbol3D = null, FSharpOption<IEnumerable<StyleParam.MarkerSymbol3D>>? MultiSymbol3D = null,
        FSharpOption<Color>? OutlierColor = null, FSharpOption<int>? OutlierWidth = null) =>
        @this.WithMarker(Marker.init(
            AutoColorScale: AutoColorScale, CAuto: CAuto, CMax: CMax, CMid: CMid, CMin: CMin, Color: Color, Colors: Colors, ColorAxis: ColorAxis,
            ColorBar: ColorBar, Colorscale: Colorscale, Gradient: Gradient, Outline: Outline, MaxDisplayed: MaxDisplayed,
            Opacity: Opacity, MultiOpacity: MultiOpacity, Pattern: Pattern, ReverseScale: ReverseScale, ShowScale: ShowScale,
            Size: Size, MultiSize: MultiSize, SizeMin: SizeMin, SizeMode: SizeMode, SizeRef: SizeRef,
            Symbol: Symbol, MultiSymbol: MultiSymbol, Symbol3D: Symbol3D, MultiSymbol3D: MultiSymbol3D,
            OutlierColor: OutlierColor, OutlierWidth: OutlierWidth));

    /// <summary>Adds to the three-dimensional subplot of that number (default 1).</summary>
    public static GenericChart WithScene(GenericChart @this, Scene scene, FSharpOption<int>? Id = null) =>
        @this.AddLayout(new Layout().Set(PlotlyValues.Id("scene", Id?.Value ?? 1), scene));

    /// <summary>Adds a shape, or puts it in place of all others when <paramref name="Append"/> is false (default true).</summary>
    public static GenericChart WithShape(this GenericChart @this, Shape shape, FSharpOption<bool>? Append = null) => @this.WithShapes([shape], Append);

    /// <summary>Adds shapes, or puts them in place of all others when <paramref name="Append"/> is false (default true).</summary>
    public static GenericChart WithShapes(this GenericChart @this, IEnumerable<Shape> shapes, FSharpOption<bool>? Append = null) => @this.AddItems("shapes", shapes, Append);

    /// <summary>Sets the size in pixels.</summary>
    public static GenericChart WithSize(this GenericChart @this, int width, int height) => @this.AddLayout(new Layout().Set("width", width).Set("height", height));

    /// <summary>Puts another template in place: the look of everything that the chart itself leaves open.</summary>
    public static GenericChart WithTemplate(this GenericChart @this, Template template) =>
        GenericChart.Of(@this.Traces, @this.Layout.Copy().Set("template", template), @this.Config);

    /// <summary>Sets the title.</summary>
    public static GenericChart WithTitle(this GenericChart @this, string title, FSharpOption<Font>? TitleFont = null) =>
        @this.AddLayout(new Layout().Set("title", new Title().Set("text", title).Set("font", TitleFont)));

    /// <summary>Adds to an axis's settings (default the first x axis).</summary>
    public static GenericChart WithXAxis(this GenericChart @this, LinearAxis xAxis, FSharpOption<StyleParam.SubPlotId>? Id = null) => @this.AddAxis(Id?.Value ?? StyleParam.SubPlotId.NewXAxis(1), "xaxis", xAxis);

    /// <summary>Adds to an axis's settings (default the first x axis).</summary>
    public static GenericChart WithXAxisStyle(
        this GenericChart @this, Title title, FSharpOption<Tuple<IConvertible, IConvertible>>? MinMax = null, FSharpOption<bool>? ShowGrid = null,
        FSharpOption<bool>? ShowLine = null, FSharpOption<StyleParam.Side>? Side = null, FSharpOption<StyleParam.LinearAxisId>? Overlaying = null,
        FSharpOption<StyleParam.SubPlotId>? Id = null, FSharpOption<Tuple<IConvertible, IConvertible>>? Domain = null,
        FSharpOption<double>? Position = null, FSharpOption<bool>? ZeroLine = null, FSharpOption<StyleParam.LinearAxisId>? Anchor = null) =>
        @this.WithXAxis(
            Axis(title, MinMax, ShowGrid, ShowLine, Domain, Anchor).Set("side", Side).Set("overlaying", Overlaying).Set("position", Position).Set("zeroline", ZeroLine),
            Id);

    /// <summary>Sets the horizontal error bars of every trace.</summary>
    public static GenericChart WithXError(this GenericChart @this, Error xError) => @this.AddToTraces("error_x", xError);

    /// <summary>Sets the horizontal error bars of every trace: half lengths in data units.</summary>
    public static GenericChart WithXErrorStyle<m, n>(
        this GenericChart @this, FSharpOption<IEnumerable<m>>? Array = null, FSharpOption<IEnumerable<n>>? Arrayminus = null,
        FSharpOption<bool>? Symmetric = null, FSharpOption<Color>? Color = null, FSharpOption<double>? Thickness = null,
        FSharpOption<double>? Width = null)
        where m : IConvertible where n : IConvertible =>
        @this.WithXError(ErrorBars(Array, Arrayminus, Symmetric, Color, Thickness, Width));

    /// <summary>Adds to an axis's settings (default the first y axis).</summary>
    public static GenericChart WithYAxis(this GenericChart @this, LinearAxis yAxis, FSharpOption<StyleParam.SubPlotId>? Id = null) => @this.AddAxis(Id?.Value ?? StyleParam.SubPlotId.NewYAxis(1), "yaxis", yAxis);

    /// <summary>Adds to an axis's settings (default the first y axis).</summary>
    public static GenericChart WithYAxisStyle(
        this GenericChart @this, Title title, FSharpOption<Tuple<IConvertible, IConvertible>>? MinMax = null, FSharpOption<bool>? ShowGrid = null,
        FSharpOption<bool>? ShowLine = null, FSharpOption<StyleParam.Side>? Side = null, FSharpOption<StyleParam.LinearAxisId>? Overlaying = null,
        FSharpOption<StyleParam.SubPlotId>? Id = null, FSharpOption<Tuple<IConvertible, IConvertible>>? Domain = null,
        FSharpOption<double>? Position = null, FSharpOption<bool>? ZeroLine = null, FSharpOption<StyleParam.LinearAxisId>? Anchor = null) =>
        @this.WithYAxis(
            Axis(title, MinMax, ShowGrid, ShowLine, Domain, Anchor).Set("side", Side).Set("overlaying", Overlaying).Set("position", Position).Set("zeroline", ZeroLine),
            Id);

    /// <summary>Sets the vertical error bars of every trace.</summary>
    public static GenericChart WithYError(this GenericChart @this, Error yError) => @this.AddToTraces("error_y", yError);

    /// <summary>Sets the vertical error bars of every trace: half lengths in data units.</summary>
    public static GenericChart WithYErrorStyle<k, l>(
        this GenericChart @this, FSharpOption<IEnumerable<k>>? Array = null, FSharpOption<IEnumerable<l>>? Arrayminus = null,
        FSharpOption<bool>? Symmetric = null, FSharpOption<Color>? Color = null, FSharpOption<double>? Thickness = null,
        FSharpOption<double>? Width = null)
        where k : IConvertible where l : IConvertible =>
        @this.WithYError(ErrorBars(Array, Arrayminus, Symmetric, Color, Thickness, Width));

    /// <summary>Adds to the z axis of the scene of that number (default 1).</summary>
    public static GenericChart WithZAxis(this GenericChart @this, LinearAxis zAxis, FSharpOption<int>? Id = null) =>
        @this.AddAxis(StyleParam.SubPlotId.NewScene(Id?.Value ?? 1), "zaxis", zAxis);

    /// <summary>Adds to the z axis of the first scene.</summary>
    public static GenericChart WithZAxisStyle(
        this GenericChart @this, Title title, FSharpOption<Tuple<IConvertible, IConvertible>>? MinMax = null, FSharpOption<bool>? ShowGrid = null,
        FSharpOption<bool>? ShowLine = null, FSharpOption<Tuple<IConvertible, IConvertible>>? Domain = null,
        FSharpOption<StyleParam.LinearAxisId>? Anchor = null) =>
        @this.WithZAxis(Axis(title, MinMax, ShowGrid, ShowLine, Domain, Anchor));

    private static LinearAxis Axis(
        Title title, FSharpOption<Tuple<IConvertible, IConvertible>>? range, FSharpOption<bool>? showGrid, FSharpOption<bool>? showLine,
        FSharpOption<Tuple<IConvertible, IConvertible>>? domain, FSharpOption<StyleParam.LinearAxisId>? anchor) =>
        new LinearAxis()
            .Set("title", title).Set("range", range).Set("showgrid", showGrid).Set("showline", showLine).Set("domain", domain).Set("anchor", anchor);

    private static Error ErrorBars<T, U>(
        FSharpOption<IEnumerable<T>>? array, FSharpOption<IEnumerable<U>>? arrayMinus, FSharpOption<bool>? symmetric,
        FSharpOption<Color>? color, FSharpOption<double>? thickness, FSharpOption<double>? width) =>
        new Error()
            .Set("symmetric", symmetric).Set("array", array).Set("arrayminus", arrayMinus)
            .Set("color", color).Set("thickness", thickness).Set("width", width);
}
