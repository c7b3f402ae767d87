using System.Reflection;
using System.Text.Json.Nodes;
using Course.Plots;
using Plotly.NET;
using Chart = Plotly.NET.CSharp.Chart;

namespace Course.Tests.Plots;

public class FigureTests
{
    private static readonly GenericChart Points = Chart.Point<double, double, string>([1.0, 2.0], [3.0, 5.0]).WithTitle("Two points");

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \n")]
    public void A_figure_without_an_alternative_text_is_refused_with_an_example(string? alt)
    {
        var error = Should.Throw<ArgumentException>(() => Points.ToFigure(alt!));

        error.ParamName.ShouldBe("altText");
        error.Message.ShouldContain("Scatter plot of 200 points");
    }

    [Fact]
    public void The_words_are_in_the_chart_and_leave_the_chart_given_as_it_was()
    {
        string before = GenericChart.toJson(Points);

        var figure = Points.ToFigure("A rising line.", "Figure 1");

        var json = FigureJson.Of(figure);
        json["layout"]!["meta"]!.ToJsonString().ShouldBe("""{"alt":"A rising line.","caption":"Figure 1"}""");
        json["layout"]!["title"]!["text"]!.GetValue<string>().ShouldBe("Two points");
        GenericChart.toJson(Points).ShouldBe(before);
    }

    [Fact]
    public void A_blank_caption_is_none()
    {
        var figure = Points.ToFigure("A rising line.", " ");

        figure.Caption.ShouldBeNull();
        FigureJson.Of(figure)["layout"]!["meta"]!.AsObject().ContainsKey("caption").ShouldBeFalse();
    }

    [Fact]
    public void A_notebook_gets_all_three_forms_by_the_convention()
    {
        var attribute = typeof(Figure).GetCustomAttributes(inherit: true).Single(a => a.GetType().Name == "TypeFormatterSourceAttribute");
        string[] preferred = (string[])Read(attribute, "PreferredMimeTypes");
        object source = Activator.CreateInstance((Type)Read(attribute, "FormatterSourceType"))!;
        var formatters = ((System.Collections.IEnumerable)source.GetType().GetMethod("CreateTypeFormatters")!.Invoke(source, null)!).Cast<object>().ToArray();
        var figure = Points.ToFigure("A \"rising\" line.", "Figure <1>");

        string Formatted(string mime)
        {
            using var writer = new StringWriter();
            var formatter = formatters.Single(f => (string)Read(f, "MimeType") == mime);
            formatter.GetType().GetMethod("Format", [typeof(object), typeof(TextWriter)])!.Invoke(formatter, [figure, writer]).ShouldBe(true);
            return writer.ToString();
        }

        preferred.ShouldBe(["application/vnd.plotly.v1+json", "text/html", "text/plain"]);
        JsonNode.DeepEquals(JsonNode.Parse(Formatted(preferred[0])), FigureJson.Of(figure)).ShouldBeTrue();
        Formatted("text/plain").ShouldBe("A \"rising\" line.");
        string html = Formatted("text/html");
        html.ShouldContain("role=\"img\"");
        html.ShouldContain("aria-label=\"A &quot;rising&quot; line.\"");
        html.ShouldContain("<figcaption>Figure &lt;1&gt;</figcaption>");
        formatters[0].GetType().GetMethod("Format")!.Invoke(formatters[0], ["no figure", TextWriter.Null]).ShouldBe(false);
    }

    private static object Read(object instance, string property) => instance.GetType().GetProperty(property, BindingFlags.Public | BindingFlags.Instance)!.GetValue(instance)!;
}
