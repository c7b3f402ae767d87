using System.Reflection;

namespace Plotly.NET.Managed.Tests;

/// <summary>Each parameter of each change to a chart, set alone, changes the chart's JSON, and its value stands in what changed.</summary>
public class ExtensionParameterTests
{
    public static TheoryData<string, string> Parameters
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var method in Methods())
            {
                foreach (var parameter in method.GetParameters().Skip(1))
                    data.Add(Key(method), parameter.Name!);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Parameters))]
    public void A_parameter_changes_the_chart(string key, string parameter)
    {
        var method = Samples.Closed(Methods().Single(m => Key(m) == key));
        var chart = (GenericChart)Samples.Of(typeof(GenericChart));
        bool isAppend = parameter == "Append";

        object?[] Arguments(bool given) => [.. method.GetParameters().Select((p, i) =>
            i == 0 ? chart
            : p.Name == parameter && p.IsOptional && !given ? Samples.None(p.ParameterType)
            : p.Name == parameter && isAppend ? Samples.Wrapped(p.ParameterType, false)
            : p.Name == parameter || !p.IsOptional ? Samples.Wrapped(p.ParameterType, Value(p.ParameterType, p.Name!))
            : Samples.None(p.ParameterType))];

        if (isAppend)
            chart = (GenericChart)method.Invoke(null, Arguments(given: false))!;
        string before = method.GetParameters().Single(p => p.Name == parameter).IsOptional
            ? GenericChart.toJson((GenericChart)method.Invoke(null, Arguments(given: false))!)
            : GenericChart.toJson(chart);
        string after = GenericChart.toJson((GenericChart)method.Invoke(null, Arguments(given: true))!);

        after.ShouldNotBe(before);
        if (isAppend || parameter == "Id")
            return;
        object value = Value(method.GetParameters().Single(p => p.Name == parameter).ParameterType, parameter);
        // An axis number is written as "x7"; everything else as the value itself.
        string written = key.Contains("WithAxisAnchor", StringComparison.Ordinal) ? $"\"{parameter.ToLowerInvariant()}7\""
            : value is PlotlyObject ? $"\"{Samples.Mark}\":true"
            : ChartJson.Text(value);
        Count(after, written).ShouldBeGreaterThan(Count(before, written));
    }

    [Fact]
    public void A_change_leaves_the_chart_it_came_from_as_it_was()
    {
        var chart = (GenericChart)Samples.Of(typeof(GenericChart));
        string before = GenericChart.toJson(chart);

        foreach (var method in Methods().Select(Samples.Closed))
            method.Invoke(null, [chart, .. method.GetParameters().Skip(1).Select(p => Samples.Wrapped(p.ParameterType, Value(p.ParameterType, p.Name!)))]);

        GenericChart.toJson(chart).ShouldBe(before);
    }

    /// <summary>A sample; for an object, one that the chart does not have yet.</summary>
    private static object Value(Type type, string name) => name == "Id" && Samples.OptionOf(type) == typeof(StyleParam.SubPlotId)
        ? StyleParam.SubPlotId.NewScene(3)
        : Samples.Of(type);

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private static IEnumerable<MethodInfo> Methods() =>
        new[] { typeof(GenericChartExtensions), typeof(Plotly.NET.CSharp.GenericChartExtensions) }
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => method.ReturnType == typeof(GenericChart));

    private static string Key(MethodInfo method) => method.ToString()! + " of " + method.DeclaringType!.FullName;
}
