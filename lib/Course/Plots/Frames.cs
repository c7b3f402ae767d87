using System.Text.Json.Nodes;

namespace Course.Plots;

/// <summary>
/// What changes between pictures of the same kind, as Plotly's frames. Plotly.NET has none, so they go beside the chart's JSON; and each step of a slider
/// holds its own, because some notebooks draw a chart without its frames.
/// </summary>
internal sealed class Frames
{
    private const int Digits = 4;

    private readonly JsonArray _frames;

    private Frames(JsonArray frames, IReadOnlyList<string> names) => (_frames, Names) = (frames, names);

    /// <summary>The name of each frame.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Compares pictures, member by member. Every frame holds each member in which any two differ, so that they may be shown in any order.</summary>
    /// <param name="charts">Each with <c>data</c> and <c>layout</c>.</param>
    /// <param name="names">Name of each picture.</param>
    /// <exception cref="ArgumentException">The pictures have different traces.</exception>
    public static Frames Between(IReadOnlyList<JsonObject> charts, IReadOnlyList<string> names)
    {
        JsonObject[][] traces = [.. charts.Select(chart => chart["data"]!.AsArray().Select(trace => Rounded(trace)!.AsObject()).ToArray())];
        for (int i = 1; i < traces.Length; i++)
        {
            if (traces[i].Length != traces[0].Length || traces[i].Zip(traces[0]).Any(pair => !JsonNode.DeepEquals(pair.First["type"], pair.Second["type"])))
            {
                throw new ArgumentException(
                    $"the picture of step '{names[i]}' has the traces {Types(traces[i])}, that of step '{names[0]}' {Types(traces[0])}; "
                    + "all need the same, so that the one can turn into the other.");
            }
        }

        var frames = new JsonArray();
        string[][] moving = [.. Enumerable.Range(0, traces[0].Length).Select(t => Different([.. traces.Select(all => all[t])], names).Order(StringComparer.Ordinal).ToArray())];
        int[] moved = [.. Enumerable.Range(0, moving.Length).Where(t => moving[t].Length > 0)];
        JsonObject[] layouts = [.. charts.Select(chart => Rounded(chart["layout"])!.AsObject())];
        // The title is that of the whole. The words for readers who cannot see are, too.
        string[] around = [.. Different(layouts, names).Where(member => member is not ("title" or "meta" or "margin" or "height"))];
        for (int i = 0; i < traces.Length; i++)
        {
            frames.Add(new JsonObject
            {
                ["name"] = names[i],
                ["traces"] = new JsonArray([.. moved.Select(t => (JsonNode)t)]),
                ["data"] = new JsonArray([.. moved.Select(t => Only(traces[i][t], moving[t]))]),
                ["layout"] = Only(layouts[i], around),
            });
        }

        return new Frames(frames, names);
    }

    /// <summary>A frame as a part of a layout.</summary>
    public object Inline(int frame) => Plain(_frames[frame])!;

    /// <summary>The chart's JSON with the frames.</summary>
    public string AddTo(string chartJson) => string.Concat(chartJson.AsSpan(0, chartJson.LastIndexOf('}')), ",\"frames\":", _frames.ToJsonString(), "}");

    private static IEnumerable<string> Different(JsonObject[] objects, IReadOnlyList<string> names)
    {
        foreach (string member in objects.SelectMany(each => each.Select(pair => pair.Key)).Distinct())
        {
            int without = Array.FindIndex(objects, each => !each.ContainsKey(member));
            if (without >= 0)
            {
                throw new ArgumentException(
                    $"the picture of step '{names[without]}' lacks '{member}', which others have; "
                    + "give it to all, for instance as an empty text or with opacity 0.");
            }

            if (objects.Any(each => !JsonNode.DeepEquals(each[member], objects[0][member])))
                yield return member;
        }
    }

    private static JsonObject Only(JsonObject from, string[] members) => new(members.Select(member => KeyValuePair.Create(member, from[member]?.DeepClone())));

    private static string Types(JsonObject[] traces) => $"[{string.Join(", ", traces.Select(trace => trace["type"]?.ToString() ?? "?"))}]";

    private static JsonNode? Rounded(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Select(pair => KeyValuePair.Create(pair.Key, Rounded(pair.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Rounded)]),
        JsonValue value when value.TryGetValue(out double number) => Rounded(number),
        _ => node?.DeepClone(),
    };

    private static double Rounded(double number)
    {
        if (number == 0 || !double.IsFinite(number))
            return number;
        int decimals = Digits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(number)));
        return decimals > 15 ? 0 : Math.Round(number, Math.Max(0, decimals));
    }

    /// <summary>Objects, arrays and values that both Plotly.NET and its stand-in know how to write.</summary>
    private static object? Plain(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                var result = new DynamicObj.DynamicObj();
                foreach (var (name, value) in members)
                    result.SetValue(name, Plain(value));
                return result;
            case JsonArray items: return items.Select(Plain).ToArray();
            case JsonValue value when value.TryGetValue(out string? text): return text;
            case JsonValue value when value.TryGetValue(out bool flag): return flag;
            case JsonValue value when value.TryGetValue(out int number): return number;
            case JsonValue value: return value.GetValue<double>();
            default: return null;
        }
    }
}
