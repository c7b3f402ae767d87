namespace Plotly.NET;

/// <summary>A chart in words.</summary>
internal static class ChartDescription
{
    /// <summary>The alternative text in <c>layout.meta.alt</c>, or else title and traces.</summary>
    public static string Of(GenericChart chart)
    {
        if ((chart.Layout.Member("meta") as PlotlyObject)?.Member("alt") is string alt)
            return alt;

        string title = (chart.Layout.Member("title") as PlotlyObject)?.Member("text") is string text ? $" '{text}'" : "";
        string[] types = [.. chart.Traces.Select(trace => trace.type ?? "empty")];
        return $"Chart{title}: {types.Length} {(types.Length == 1 ? "trace" : "traces")} ({string.Join(", ", types.Distinct())})";
    }
}
