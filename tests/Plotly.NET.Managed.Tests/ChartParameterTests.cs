using System.Reflection;
using System.Text.Json;
using Plotly.NET.CSharp;

namespace Plotly.NET.Managed.Tests;

/// <summary>Each optional parameter of each chart function, set alone, writes its value at the right place of the JSON.</summary>
public class ChartParameterTests
{
    /// <summary>Where a parameter ends up in its trace, when not under its own name in lower case. A function's own entry goes before.</summary>
    private static readonly Dictionary<string, string> Places = new()
    {
        ["MarkerColor"] = "marker.color",
        ["MarkerColorScale"] = "marker.colorscale",
        ["MarkerOutline"] = "marker.line",
        ["MarkerSymbol"] = "marker.symbol",
        ["MultiMarkerSymbol"] = "marker.symbol",
        ["MultiOpacity"] = "marker.opacity",
        ["MarkerPattern"] = "marker.pattern",
        ["MarkerPatternShape"] = "marker.pattern.shape",
        ["MultiMarkerPatternShape"] = "marker.pattern.shape",
        ["LineColor"] = "line.color",
        ["LineColorScale"] = "line.colorscale",
        ["LineWidth"] = "line.width",
        ["LineDash"] = "line.dash",
        ["Spline.Smoothing"] = "line.smoothing",
        ["Outline"] = "line",
        ["OutlineColor"] = "line.color",
        ["OutlineWidth"] = "line.width",
        ["MultiText"] = "text",
        ["MultiTextPosition"] = "textposition",
        ["MultiWidth"] = "width",
        ["Bar.Keys"] = "y",
        ["Column.Keys"] = "x",
        ["XError"] = "error_x",
        ["YError"] = "error_y",
        ["ContourLine"] = "line",
        ["ContourLineColor"] = "line.color",
        ["ContourLineDash"] = "line.dash",
        ["ContourLineSmoothing"] = "line.smoothing",
        ["ContoursColoring"] = "contours.coloring",
        ["ContoursOperation"] = "contours.operation",
        ["ContoursType"] = "contours.type",
        ["ShowContourLabels"] = "contours.showlabels",
        ["ContourLabelFont"] = "contours.labelfont",
    };

    /// <summary>Parameters that choose something instead of writing their value: what the whole chart then holds.</summary>
    private static readonly Dictionary<string, (string Path, string? Json)> Choices = new()
    {
        ["ShowMarkers"] = ("data[0].mode", "\"lines+markers\""),
        ["UseWebGL"] = ("data[0].type", "\"scattergl\""),
        ["Heatmap.UseWebGL"] = ("data[0].type", "\"heatmapgl\""),
        ["AnnotatedHeatmap.UseWebGL"] = ("data[0].type", "\"heatmapgl\""),
        ["ReverseYAxis"] = ("layout.yaxis.autorange", "\"reversed\""),
        ["UseDefaults"] = ("layout.template", null),
        ["SubPlotTitles"] = ("layout.annotations[0].text", "\"sample\""),
        ["SubPlotTitleFont"] = ("layout.annotations[0].font.marked", "true"),
        ["SubPlotTitleOffset"] = ("layout.annotations[0].y", "1.375"),
    };

    public static TheoryData<string, string> Parameters
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var method in typeof(Chart).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
            {
                foreach (var parameter in method.GetParameters().Where(p => p.IsOptional))
                    data.Add(method.Name, parameter.Name!);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Parameters))]
    public void A_parameter_reaches_its_attribute(string function, string parameter)
    {
        var method = Samples.Closed(typeof(Chart).GetMethod(function)!);
        bool grid = function is "Grid" or "SingleStack";
        var given = new Dictionary<string, object> { [parameter] = parameter == "UseDefaults" ? false : Samples.Of(Type(method, parameter)) };
        if (parameter is "SubPlotTitleFont" or "SubPlotTitleOffset")
            given["SubPlotTitles"] = Samples.Of(Type(method, "SubPlotTitles"));

        using var with = Build(method, given);
        using var without = Build(method, []);

        if ((Choices.TryGetValue($"{function}.{parameter}", out var choice) || Choices.TryGetValue(parameter, out choice)))
        {
            At(with, choice.Path).ShouldBe(choice.Json);
            At(without, choice.Path).ShouldNotBe(choice.Json);
            return;
        }

        string place = Places.GetValueOrDefault($"{function}.{parameter}") ?? Places.GetValueOrDefault(parameter) ?? parameter.ToLowerInvariant();
        string path = (grid ? "layout.grid." : "data[0].") + place;
        bool isObject = given[parameter] is PlotlyObject;
        At(with, isObject ? $"{path}.{Samples.Mark}" : path).ShouldBe(isObject ? "true" : Plotly.NET.ChartJson.Text(given[parameter]));
        At(without, isObject ? $"{path}.{Samples.Mark}" : path).ShouldNotBe(At(with, isObject ? $"{path}.{Samples.Mark}" : path));
    }

    [Fact]
    public void A_text_position_shows_the_texts()
    {
        using var document = JsonDocument.Parse(GenericChart.toJson(
            Chart.Line<double, double, string>([1.0], [2.0], ShowMarkers: true, Text: "a", TextPosition: StyleParam.TextPosition.TopCenter)));

        At(document, "data[0].mode").ShouldBe("\"lines+markers+text\"");
    }

    private static Type Type(MethodInfo method, string parameter) => method.GetParameters().Single(p => p.Name == parameter).ParameterType;

    private static JsonDocument Build(MethodInfo method, Dictionary<string, object> given)
    {
        var arguments = method.GetParameters().Select(p =>
            given.TryGetValue(p.Name!, out var value) ? Samples.Wrapped(p.ParameterType, value)
            : p.IsOptional ? Samples.None(p.ParameterType)
            : Samples.Of(p.ParameterType));
        return JsonDocument.Parse(GenericChart.toJson((GenericChart)method.Invoke(null, [.. arguments])!));
    }

    /// <summary>The JSON at a path such as <c>data[0].marker.color</c>, or null.</summary>
    private static string? At(JsonDocument document, string path)
    {
        var place = document.RootElement;
        foreach (string step in path.Replace("[0]", ".0", StringComparison.Ordinal).Split('.'))
        {
            if (step == "0" && place.ValueKind == JsonValueKind.Array && place.GetArrayLength() > 0)
                place = place[0];
            else if (place.ValueKind != JsonValueKind.Object || !place.TryGetProperty(step, out place))
                return null;
        }

        return place.GetRawText();
    }
}
