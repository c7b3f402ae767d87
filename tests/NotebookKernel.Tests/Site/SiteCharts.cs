using System.Text.Json.Nodes;
using AngleSharp.Html.Parser;

namespace NotebookKernel.Tests.Site;

/// <summary>What every chart of a site has to say of itself: a title, names for the axes that are seen, and its content in words.</summary>
internal static class SiteCharts
{
    private static readonly string[] InSpace = ["scatter3d", "surface", "mesh3d"];

    /// <summary>How many charts a site has, and what they lack, each with the page it stands on.</summary>
    public static (int Count, IReadOnlyList<string> Faults) Look(string folder)
    {
        var count = 0;
        var faults = new List<string>();
        foreach (var file in PageReader.Files(folder))
        {
            foreach (var figure in new HtmlParser().ParseDocument(File.ReadAllText(file)).QuerySelectorAll("figure.chart"))
            {
                count++;
                var chart = JsonNode.Parse(figure.QuerySelector("script")!.TextContent)!;
                var title = Title(chart["layout"]);
                faults.AddRange(Lacks(chart, figure.QuerySelector(".plot")!.GetAttribute("aria-label") ?? "").Select(lack => $"{Path.GetFileName(file)}, \"{title}\": {lack}"));
            }
        }

        return (count, faults);
    }

    private static IEnumerable<string> Lacks(JsonNode chart, string words)
    {
        var layout = chart["layout"] ?? new JsonObject();
        if (Title(layout).Length == 0)
            yield return "no title";
        if (words.Length < 40)
            yield return $"only \"{words}\" in words";
        var axes = chart["data"]!.AsArray().SelectMany(trace => Axes(trace!, layout)).DistinctBy(axis => axis.Name).ToList();
        foreach (var (name, axis) in axes)
        {
            // In a grid of panels the outer axes speak for those beside them.
            var named = name.StartsWith("scene", StringComparison.Ordinal) ? Title(axis).Length > 0 : axes.Exists(other => other.Name[0] == name[0] && Title(other.Axis).Length > 0);
            if (IsSeen(axis) && !named)
                yield return $"no title of {name}";
        }
    }

    private static IEnumerable<(string Name, JsonNode? Axis)> Axes(JsonNode trace, JsonNode layout)
    {
        // The rows and columns of a matrix have names, each its own.
        if ((string?)trace["type"] == "heatmap" && trace["x"]?[0]?.GetValueKind() == System.Text.Json.JsonValueKind.String)
            return [];
        if (InSpace.Contains((string?)trace["type"]))
        {
            var scene = (string?)trace["scene"] ?? "scene";
            return new[] { "xaxis", "yaxis", "zaxis" }.Select(name => ($"{scene}.{name}", layout[scene]?[name]));
        }

        // "x2" is layout.xaxis2.
        return new[] { "x", "y" }.Select(letter => $"{letter}axis{((string?)trace[letter + "axis"] ?? letter)[1..]}").Select(name => (name, layout[name]));
    }

    /// <summary>An axis without numbers is a frame, and one with names in their place says what they are.</summary>
    private static bool IsSeen(JsonNode? axis) => (bool?)axis?["visible"] != false && (bool?)axis?["showticklabels"] != false && axis?["ticktext"] is null;

    private static string Title(JsonNode? part) => (string?)part?["title"]?["text"] ?? "";
}
