namespace Plotly.NET.Managed.Tests;

/// <summary>Each parameter of each <c>init</c>, set alone, writes one member: plotly.js's attribute of that name.</summary>
public class ObjectParameterTests
{
    private static readonly Dictionary<string, string> Names = new()
    {
        ["Marker.Outline"] = "line",
        ["Marker.Symbol3D"] = "symbol",
        ["LinearAxis.AxisType"] = "type",
        ["Shape.ShapeType"] = "type",
        ["Layout.PaperBGColor"] = "paper_bgcolor",
        ["Layout.PlotBGColor"] = "plot_bgcolor",
        ["Layout.SelectRevision"] = "selectionrevision",
        ["Legend.VerticalAlign"] = "valign",
        ["Margin.Left"] = "l",
        ["Margin.Right"] = "r",
        ["Margin.Top"] = "t",
        ["Margin.Bottom"] = "b",
        ["Config.PlotlyServerUrl"] = "plotlyServerURL",
    };

    public static TheoryData<string, string> Parameters
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var type in typeof(GenericChart).Assembly.GetExportedTypes().Where(t => t.GetMethod("init") is not null && t != typeof(Template)))
            {
                foreach (var parameter in type.GetMethod("init")!.GetParameters())
                    data.Add(type.FullName!, parameter.Name!);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Parameters))]
    public void A_parameter_writes_its_attribute(string typeName, string parameter)
    {
        var type = typeof(GenericChart).Assembly.GetType(typeName)!;
        var method = Samples.Closed(type.GetMethod("init")!);
        var given = method.GetParameters().Single(p => p.Name == parameter);
        object value = Samples.Of(given.ParameterType);

        var made = (PlotlyObject)method.Invoke(
            null, [.. method.GetParameters().Select(p => p == given ? Samples.Wrapped(p.ParameterType, value) : Samples.None(p.ParameterType))])!;

        string plain = parameter.StartsWith("Multi", StringComparison.Ordinal) ? parameter[5..] : parameter;
        string name = Names.GetValueOrDefault($"{type.Name}.{plain}")
            ?? (type.Name is "Config" or "Edits" ? char.ToLowerInvariant(plain[0]) + plain[1..] : plain.ToLowerInvariant());
        made.Members.ShouldHaveSingleItem().Key.ShouldBe(name);
        ChartJson.Text(made.Members[name]!).ShouldBe(ChartJson.Text(value));
    }

    [Fact]
    public void A_template_groups_traces_by_type()
    {
        var template = Template.init<Trace>(
            Layout.init<string>(ShowLegend: true), new Trace[] { new Trace2D("scatter").Set("opacity", 0.5), new Trace2D("bar"), new Trace2D("scatter") });

        ChartJson.Text(template).ShouldBe("""{"layout":{"showlegend":true},"data":{"scatter":[{"opacity":0.5},{}],"bar":[{}]}}""");
    }
}
