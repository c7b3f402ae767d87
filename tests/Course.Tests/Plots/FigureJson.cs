using System.Text.Json.Nodes;
using Course.Plots;
using Plotly.NET;

namespace Course.Tests.Plots;

internal static class FigureJson
{
    /// <summary>The figure as plotly.js gets it.</summary>
    public static JsonNode Of(Figure figure) => JsonNode.Parse(GenericChart.toJson(figure.Chart))!;

    public static double[] Numbers(this JsonNode? array) => [.. array!.AsArray().Select(number => number!.GetValue<double>())];
}
