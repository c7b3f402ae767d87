using Plotly.NET.LayoutObjects;

namespace Plotly.NET;

/// <summary>
/// A chart: traces, a layout and a configuration. Charts do not change; each function on a chart returns a new one.
/// </summary>
[TypeFormatterSource(typeof(ChartFormatterSource), PreferredMimeTypes = [Mime.Plotly, Mime.Html, Mime.Text])]
public abstract class GenericChart
{
    /// <summary>Members of a layout that are lists: charts put together keep the items of both.</summary>
    private static readonly string[] Lists = ["annotations", "shapes", "images", "selections", "sliders", "updatemenus", "hiddenlabels"];

    private GenericChart(IReadOnlyList<Trace> traces, Layout layout, Config config) => (Traces, Layout, Config) = (traces, layout, config);

    internal IReadOnlyList<Trace> Traces { get; }

    internal Layout Layout { get; }

    internal Config Config { get; }

    /// <summary>All traces in one chart; where layouts or configurations differ, the later chart's wins, member by member.</summary>
    public static GenericChart combine(IEnumerable<GenericChart> gCharts)
    {
        var traces = new List<Trace>();
        var layout = new Layout();
        var config = new Config();
        foreach (var chart in gCharts)
        {
            traces.AddRange(chart.Traces);
            layout = Merged(layout, chart.Layout);
            config = config.MergedWith(chart.Config);
        }

        return Of(traces, layout, config);
    }

    /// <summary>A chart of one trace, with the default template, size and configuration or with none of them.</summary>
    public static GenericChart ofTraceObject(bool useDefaults, Trace trace) =>
        useDefaults
            ? Of(
                [trace],
                new Layout().Set("width", Defaults.DefaultWidth).Set("height", Defaults.DefaultHeight).Set("template", Defaults.DefaultTemplate),
                Defaults.DefaultConfig)
            : Of([trace], new Layout(), new Config());

    /// <summary>The layout of the chart.</summary>
    public static Layout getLayout(GenericChart gChart) => gChart.Layout;

    /// <summary>The configuration of the chart.</summary>
    public static Config getConfig(GenericChart gChart) => gChart.Config;

    /// <summary>The number of traces.</summary>
    public static int countTrace(GenericChart gChart) => gChart.Traces.Count;

    /// <summary>The chart as plotly.js reads it: <c>{"data": [...], "layout": {...}, "config": {...}}</c>.</summary>
    public static string toJson(GenericChart gChart) =>
        ChartJson.Text(new PlotlyObject().Set("data", gChart.Traces).Set("layout", gChart.Layout).Set("config", gChart.Config));

    /// <summary>What the chart shows, in words: its alternative text where it has one.</summary>
    public override string ToString() => ChartDescription.Of(this);

    internal static GenericChart Of(IReadOnlyList<Trace> traces, Layout layout, Config config) => new Whole(traces, layout, config);

    /// <summary>Replaces each trace.</summary>
    internal GenericChart MapTraces(Func<Trace, Trace> change) => Of([.. Traces.Select(change)], Layout, Config);

    /// <summary>Merges <paramref name="value"/> into a member of every trace.</summary>
    internal GenericChart AddToTraces(string name, PlotlyObject value) => MapTraces(trace => trace.MergedWith(new PlotlyObject().Set(name, value)));

    /// <summary>Merges a layout into this one; its members win.</summary>
    internal GenericChart AddLayout(Layout layout) => Of(Traces, Merged(Layout, layout), Config);

    /// <summary>Adds items to a list of the layout, or puts them in its place.</summary>
    internal GenericChart AddItems<T>(string list, IEnumerable<T> items, Microsoft.FSharp.Core.FSharpOption<bool>? append)
    {
        var added = new Layout().Set(list, items.ToArray());
        return append?.Value ?? true ? AddLayout(added) : Of(Traces, Layout.MergedWith(added), Config);
    }

    /// <summary>Merges an axis into the layout, or into the scene that <paramref name="id"/> names.</summary>
    internal GenericChart AddAxis(StyleParam.SubPlotId id, string name, LinearAxis axis)
    {
        string place = id.ToString();
        return AddLayout(place.StartsWith("scene", StringComparison.Ordinal)
            ? new Layout().Set(place, new Scene().Set(name, axis))
            : new Layout().Set(place, axis));
    }

    private static Layout Merged(Layout first, Layout second)
    {
        var merged = first.MergedWith(second);
        foreach (string list in Lists)
        {
            if (first.Member(list) is System.Collections.IEnumerable a && second.Member(list) is System.Collections.IEnumerable b)
                merged.Set(list, a.Cast<object>().Concat(b.Cast<object>()).ToArray());
        }

        return merged;
    }

    private sealed class Whole(IReadOnlyList<Trace> traces, Layout layout, Config config) : GenericChart(traces, layout, config);
}
