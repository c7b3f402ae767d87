using System.Reflection;
using System.Text.Json;
using Plotly.NET.CSharp;
using Plotly.Notebook;

namespace Plotly.NET.Managed.Tests;

public sealed class NotebookDisplayTests : IDisposable
{
    private static readonly GenericChart Points = Chart.Point<double, double, string>([1.0, 2.0], [3.0, 4.0], Name: "</script><b>").WithTitle("Two points");

    private readonly string _script = Path.Combine(AppContext.BaseDirectory, "plotly.min.js");
    private readonly string? _policy = Environment.GetEnvironmentVariable("COURSE_PLOTLYJS");

    public NotebookDisplayTests()
    {
        Environment.SetEnvironmentVariable("COURSE_PLOTLYJS", null);
        File.Delete(_script);
        ChartHtml.StartPage();
    }

    public void Dispose()
    {
        File.Delete(_script);
        Environment.SetEnvironmentVariable("COURSE_PLOTLYJS", _policy);
    }

    [Fact]
    public void Every_kind_of_chart_carries_the_convention_s_attribute()
    {
        var attribute = Points.GetType().GetCustomAttributes(inherit: true).Single(a => a.GetType().Name == "TypeFormatterSourceAttribute");

        Read<string[]>(attribute, "PreferredMimeTypes").ShouldBe(["application/vnd.plotly.v1+json", "text/html", "text/plain"]);
        Formatters().Select(f => Read<string>(f, "MimeType")).ShouldBe(Read<string[]>(attribute, "PreferredMimeTypes"));
    }

    [Fact]
    public void The_JSON_form_is_the_chart_s_JSON() => Formatted("application/vnd.plotly.v1+json").ShouldBe(GenericChart.toJson(Points));

    [Theory]
    [InlineData(false, "Chart 'Two points': 2 traces (scatter, bar)")]
    [InlineData(true, "Two points on a rising line.")]
    public void The_text_form_is_the_alternative_text_or_else_a_description(bool alt, string expected)
    {
        var chart = Chart.Combine([Points, Chart.Column<double, double, string>([1.0])]);
        if (alt)
            chart = chart.WithLayout(new Layout().Set("meta", new PlotlyObject().Set("alt", expected)));

        Formatted("text/plain", chart).ShouldBe(expected);
        chart.ToString().ShouldBe(expected);
    }

    [Fact]
    public void A_formatter_leaves_other_values_to_the_default_view()
    {
        var formatter = Formatters().First();

        formatter.GetType().GetMethod("Format")!.Invoke(formatter, ["no chart", TextWriter.Null]).ShouldBe(false);
    }

    [Fact]
    public void In_HTML_no_text_of_the_chart_ends_the_script_or_the_attribute()
    {
        using var writer = new StringWriter();

        ChartHtml.Write(writer, GenericChart.toJson(Points), "a \"quoted\" <alt> & more", "a <caption>");

        string html = writer.ToString();
        Count(html, "</script>").ShouldBe(1);
        html.ShouldNotContain("<b>");
        html.ShouldContain("\\u003c/script>\\u003cb>");
        html.ShouldContain("aria-label=\"a &quot;quoted&quot; &lt;alt&gt; &amp; more\"");
        html.ShouldContain("role=\"img\"");
        html.ShouldContain("<figcaption>a &lt;caption&gt;</figcaption>");
    }

    [Fact]
    public void The_HTML_s_figure_is_the_chart()
    {
        string html = Formatted("text/html");
        int start = html.IndexOf("figure = ", StringComparison.Ordinal) + "figure = ".Length;

        using var figure = JsonDocument.Parse(html[start..html.IndexOf(";\n", start, StringComparison.Ordinal)].TrimEnd('\r'));

        JsonElement.DeepEquals(figure.RootElement, JsonDocument.Parse(GenericChart.toJson(Points)).RootElement).ShouldBeTrue();
    }

    [Fact]
    public void Only_the_first_chart_carries_plotly_js_each_time_it_is_shown_and_hides_the_names_of_module_loaders()
    {
        File.WriteAllText(_script, "window.Plotly = 'here: </script>';");

        string first = Formatted("text/html"), second = Formatted("text/html", Points.WithTitle("Another")), again = Formatted("text/html");

        first.ShouldContain("var define, module, exports;\nwindow.Plotly = 'here: <\\/script>';");
        second.ShouldNotContain("here");
        second.ShouldContain("})(50);");
        again.ShouldBe(first);
    }

    [Theory]
    [InlineData("cdn", true)]
    [InlineData(null, false)]
    public void Without_the_file_or_when_told_so_charts_take_plotly_js_from_the_network(string? policy, bool file)
    {
        Environment.SetEnvironmentVariable("COURSE_PLOTLYJS", policy);
        if (file)
            File.WriteAllText(_script, "window.Plotly = 'here';");

        string html = Formatted("text/html");

        html.ShouldNotContain("here");
        html.ShouldContain("})(0);");
        html.ShouldContain($"https://cdn.plot.ly/plotly-{ChartHtml.PlotlyVersion}.min.js");
    }

    [Fact]
    public void The_network_s_version_is_the_one_that_the_build_restores()
    {
        using var package = JsonDocument.Parse(TestFiles.Read("web", "package.json"));

        package.RootElement.GetProperty("dependencies").GetProperty("plotly.js-dist-min").GetString().ShouldBe(ChartHtml.PlotlyVersion);
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private static T Read<T>(object instance, string property) => (T)instance.GetType().GetProperty(property)!.GetValue(instance)!;

    /// <summary>As a notebook finds them: through the attribute, by reflection.</summary>
    private static IEnumerable<object> Formatters()
    {
        var attribute = typeof(GenericChart).GetCustomAttributes(inherit: true).Single(a => a.GetType().Name == "TypeFormatterSourceAttribute");
        object source = Activator.CreateInstance(Read<Type>(attribute, "FormatterSourceType"))!;
        return (IEnumerable<object>)source.GetType().GetMethod("CreateTypeFormatters", BindingFlags.Public | BindingFlags.Instance)!.Invoke(source, null)!;
    }

    private static string Formatted(string mime, GenericChart? chart = null)
    {
        using var writer = new StringWriter();
        var formatter = Formatters().Single(f => Read<string>(f, "MimeType") == mime);
        formatter.GetType().GetMethod("Format", [typeof(object), typeof(TextWriter)])!.Invoke(formatter, [chart ?? Points, writer]).ShouldBe(true);
        return writer.ToString();
    }
}
