using Plotly.NET;
using Plotly.NET.CSharp;
using Plotly.NET.LayoutObjects;

namespace Course.Plots;

/// <summary>
/// The look of the course's charts: dark ink and a fine grid on white, colours from <see cref="Palette"/>, the legend above the
/// drawing, as wide as the page, room for all of it on a phone. Reads well on a dark page too, as a white sheet. No tool bar, which
/// would cover the title: drag to zoom, double click to go back.
/// </summary>
public static class CourseTheme
{
    private const string Ink = "#2B3440", Grid = "#E3E7EC", Paper = "#FFFFFF";

    /// <summary>Characters of a title that fit into one line on a phone.</summary>
    private const int TitleLine = 42;

    /// <summary>The look as a template: what a chart sets itself goes before.</summary>
    public static Template Template { get; } = Make();

    /// <summary>Gives a chart its title, labels and look.</summary>
    /// <param name="chart">The chart; its own settings of axes and legend stay.</param>
    /// <param name="title">What is shown; long ones are broken into lines.</param>
    /// <param name="xLabel">Quantity along x, with its unit.</param>
    /// <param name="yLabel">Quantity along y, with its unit.</param>
    /// <param name="height">Height in pixels; default 420. The width is that of the page.</param>
    /// <exception cref="ArgumentException">A text is missing or blank.</exception>
    public static GenericChart WithCourseTheme(this GenericChart chart, string title, string xLabel, string yLabel, int height = 420)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(xLabel);
        ArgumentException.ThrowIfNullOrWhiteSpace(yLabel);
        return chart.WithCourseTheme(title, height)
            .WithXAxisStyle<double, double, string>(TitleText: xLabel)
            .WithYAxisStyle<double, double, string>(TitleText: yLabel);
    }

    /// <summary>Gives a chart its title and look; for charts whose axes are labelled already, or have none.</summary>
    /// <inheritdoc cref="WithCourseTheme(GenericChart, string, string, string, int)"/>
    public static GenericChart WithCourseTheme(this GenericChart chart, string title, int height = 420)
    {
        ArgumentNullException.ThrowIfNull(chart);
        ArgumentException.ThrowIfNullOrWhiteSpace(title);
        Guard.Count(height, 100, nameof(height), "pixels in height");
        string text = Broken(title, TitleLine);
        int top = 26 + 22 * text.Split("<br>").Length + 20 * LegendLines(chart);
        return chart
            .WithTemplate(Template)
            .WithTitle(text)
            .WithLayout(Layout.init<string>(AutoSize: true, Height: height))
            .WithMarginSize<int, int, int, int, int, bool>(Left: 60, Right: 20, Top: top, Bottom: 50)
            .WithConfig(Config.init(Responsive: true, DisplayModeBar: false));
    }

    /// <summary>Makes one unit as long along y as along x, so that directions and circles look true.</summary>
    /// <param name="chart">A chart with one pair of axes.</param>
    public static GenericChart WithEqualAxes(this GenericChart chart) =>
        chart
            .WithXAxis(LinearAxis.init<double, double, double, double, double, string, string, string>(Constrain: StyleParam.AxisConstraint.Domain))
            .WithYAxis(LinearAxis.init<double, double, double, double, double, string, string, string>(
                ScaleAnchor: StyleParam.ScaleAnchor.NewX(1), ScaleRatio: 1, Constrain: StyleParam.AxisConstraint.Domain));

    /// <summary>Breaks a text between words so that no line is longer than <paramref name="length"/>, where words allow.</summary>
    internal static string Broken(string text, int length)
    {
        var lines = new List<string> { "" };
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (lines[^1].Length == 0)
                lines[^1] = word;
            else if (lines[^1].Length + 1 + word.Length <= length)
                lines[^1] += " " + word;
            else
                lines.Add(word);
        }

        return string.Join("<br>", lines);
    }

    /// <summary>Lines that the legend takes on a phone, 390 pixels wide: plotly.js gives every entry the width of the longest.</summary>
    private static int LegendLines(GenericChart chart)
    {
        var traces = chart.GetTraces();
        string[] names =
        [
            .. traces.Where(trace => trace.TryGetTypedValue<bool>("showlegend")?.Value ?? traces.Length > 1)
                .Select(trace => trace.TryGetTypedValue<string>("name")?.Value ?? "trace 0"),
        ];
        if (names.Length == 0)
            return 0;
        const double Room = 310, Symbol = 45, Character = 6.2;
        int perLine = Math.Max(1, (int)(Room / (Symbol + Character * names.Max(name => name.Length))));
        return (names.Length + perLine - 1) / perLine;
    }

    private static Template Make()
    {
        var layout = Layout.init<string>(
            Font: Font.init(Family: StyleParam.FontFamily.NewCustom("system-ui, -apple-system, Segoe UI, Roboto, sans-serif"), Size: 13, Color: Color.fromHex(Ink)),
            Title: Title.init(
                Font: Font.init(Size: 16), X: 0.02, XAnchor: StyleParam.XAnchorPosition.Left, XRef: "container",
                Y: 1, YAnchor: StyleParam.YAnchorPosition.Top, YRef: "container", Pad: Padding.init(T: 12)),
            PaperBGColor: Color.fromHex(Paper), PlotBGColor: Color.fromHex(Paper),
            Colorway: Color.fromColors(Enumerable.Range(0, 8).Select(Palette.Class)),
            AutoTypeNumbers: StyleParam.AutoTypeNumbers.Strict,
            HoverMode: StyleParam.HoverMode.Closest);
        layout.SetValue("xaxis", Axis());
        layout.SetValue("yaxis", Axis());
        layout.SetValue("legend", Legend.init(
            Orientation: StyleParam.Orientation.Horizontal, X: 0, XAnchor: StyleParam.XAnchorPosition.Left, Y: 1.01, YAnchor: StyleParam.YAnchorPosition.Bottom,
            ItemSizing: StyleParam.TraceItemSizing.Constant));
        return Template.init<Trace>(layout);
    }

    private static LinearAxis Axis() =>
        LinearAxis.init<double, double, double, double, double, string, string, string>(
            Title: Title.init(Standoff: 8),
            AutoMargin: StyleParam.TickAutoMargin.All,
            Ticks: StyleParam.TickOptions.Outside, TickColor: Color.fromHex(Grid),
            GridColor: Color.fromHex(Grid), ZeroLineColor: Color.fromHex("#C3CAD2"), LineColor: Color.fromHex(Grid));
}
