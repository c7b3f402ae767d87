using System.Text.Json.Nodes;
using Course.Plots;
using Plotly.NET;
using Chart = Plotly.NET.CSharp.Chart;

namespace Course.Tests.Plots;

public class ExploreTests
{
    private static readonly double[] Slopes = [-1, 0, 2.000049];

    private static readonly Figure Lines = Plot.Explore(Slopes, Line, "slope", altText: "A line that turns.", name: slope => $"{slope:F1}", start: 1);

    [Fact]
    public void Each_step_has_its_label_and_its_frame()
    {
        var json = JsonNode.Parse(Lines.ToJson())!;
        var slider = json["layout"]!["sliders"]!.AsArray().ShouldHaveSingleItem()!;
        var frames = json["frames"]!.AsArray();

        slider["steps"]!.AsArray().Select(step => (string)step!["label"]!).ShouldBe(["-1.0", "0.0", "2.0"]);
        frames.Select(frame => (string)frame!["name"]!).ShouldBe(["-1.0", "0.0", "2.0"]);
        ((int)slider["active"]!).ShouldBe(1);
        ((string)slider["currentvalue"]!["prefix"]!).ShouldBe("slope: ");
        foreach (var (step, frame) in slider["steps"]!.AsArray().Zip(frames))
        {
            ((string)step!["method"]!).ShouldBe("animate");
            JsonNode.DeepEquals(step["args"]![0], frame).ShouldBeTrue("a step carries its frame, for notebooks that draw a chart without its frames");
        }
    }

    [Fact]
    public void A_frame_holds_what_changes_and_nothing_else()
    {
        var json = JsonNode.Parse(Lines.ToJson())!;
        var last = json["frames"]![2]!;

        ((int)last["traces"]!.AsArray().ShouldHaveSingleItem()!).ShouldBe(1, "the first trace stays");
        var moved = last["data"]!.AsArray().ShouldHaveSingleItem()!.AsObject();
        moved.Select(pair => pair.Key).ShouldBe(["y"]);
        moved["y"].Numbers().ShouldBe([0, 2, 4]); // to four digits
        last["layout"]!.AsObject().Select(pair => pair.Key).ShouldBe(["annotations"]);
        ((string)last["layout"]!["annotations"]![0]!["text"]!).ShouldBe("slope 2.0");
    }

    [Fact]
    public void The_chart_is_that_of_the_first_step_shown()
    {
        var json = JsonNode.Parse(Lines.ToJson())!;

        json["data"]![1]!["y"].Numbers().ShouldBe([0, 0, 0]);
        ((string)json["layout"]!["title"]!["text"]!).ShouldBe("A line");
        ((string)json["layout"]!["meta"]!["alt"]!).ShouldBe("A line that turns.");
        ((int)json["layout"]!["height"]!).ShouldBeGreaterThan(420);
        Lines.AltText.ShouldBe("A line that turns.");
    }

    [Fact]
    public void Every_frame_fits_every_other()
    {
        // A member that two pictures share must be in their frames too when a third differs: the slider jumps from any step to any other.
        var figure = Plot.Explore([1.0, 1, 3], slope => Line(slope), "slope", altText: "A line that turns.", name: Numbered());
        var frames = JsonNode.Parse(figure.ToJson())!["frames"]!.AsArray();

        frames.Select(frame => frame!["data"]![0]!["y"].Numbers()[1]).ShouldBe([1, 1, 3]);
    }

    [Fact]
    public void A_film_has_buttons_that_play_all_frames_and_stop()
    {
        var figure = Plot.Explore(Slopes, Line, "slope", altText: "A line that turns.", play: true);
        var buttons = JsonNode.Parse(figure.ToJson())!["layout"]!["updatemenus"]![0]!["buttons"]!.AsArray();

        buttons.Count.ShouldBe(2);
        buttons[0]!["args"]![0]!.AsArray().Select(frame => (string)frame!["name"]!).ShouldBe(["-1", "0", "2.000049"]);
        buttons[1]!["args"]!.ToJsonString().ShouldStartWith("[[null]");
        JsonNode.Parse(Lines.ToJson())!["layout"]!.AsObject().ContainsKey("updatemenus").ShouldBeFalse();
    }

    [Fact]
    public void The_html_for_notebooks_carries_the_frames()
    {
        using var writer = new StringWriter();
        var views = new FigureFormatterSource().CreateTypeFormatters().Cast<Course.Notebook.NotebookView<Figure>>().ToArray();
        views.Single(view => view.MimeType == "text/html").Format(Lines, writer).ShouldBeTrue();

        writer.ToString().ShouldContain("\"frames\":[{\"name\":\"-1.0\"");
    }

    [Fact]
    public void Errors_say_what_to_do()
    {
        Should.Throw<ArgumentException>(() => Plot.Explore([1.0], Line, "slope", altText: "One line.")).Message.ShouldContain("at least 2");
        Should.Throw<ArgumentException>(() => Plot.Explore([1.0, 2], Line, " ", altText: "Lines."));
        Should.Throw<ArgumentException>(() => Plot.Explore([1.0, 2], Line, "slope", altText: " "));
        Should.Throw<ArgumentException>(() => Plot.Explore([1.0, 1.001], Line, "slope", altText: "Lines.", name: slope => $"{slope:F1}")).Message.ShouldContain("'1.0'");
        Should.Throw<ArgumentOutOfRangeException>(() => Plot.Explore([1.0, 2], Line, "slope", altText: "Lines.", start: 2)).Message.ShouldContain("0 to 1");
        Should.Throw<ArgumentException>(() => Plot.Explore([1, 2], n => Several(n), "lines", altText: "Lines.")).Message.ShouldContain("the same");
        var large = Should.Throw<ArgumentException>(() => Plot.Explore(Enumerable.Range(0, 30).ToArray(), Cloud, "seed", altText: "Clouds."));
        large.Message.ShouldContain("fewer steps");
    }

    private static Func<double, string> Numbered()
    {
        int step = 0;
        return _ => $"step {step++}";
    }

    private static Figure Line(double slope)
    {
        double[] x = [0, 1, 2];
        return Chart.Combine(
            [
                Chart.Line<double, double, string>(x, x, Name: "fixed"),
                Chart.Line<double, double, string>(x, x.Select(at => slope * at).ToArray(), Name: "turns"),
            ])
            .WithAnnotations([Plotly.NET.LayoutObjects.Annotation.init<double, double, string, string, string, string, string, string, string, string>(X: 1, Y: 1, Text: $"slope {slope:F1}")])
            .WithCourseTheme("A line", "x", "y")
            .ToFigure($"A line of slope {slope:F1}.");
    }

    private static Figure Several(int count) =>
        Chart.Combine(Enumerable.Range(0, count).Select(i => Chart.Line<double, double, string>([0.0, 1], [0.0, i])))
            .WithCourseTheme("Lines", "x", "y")
            .ToFigure("Some lines.");

    private static Figure Cloud(int seed)
    {
        var random = new Random(seed);
        double[] Values() => [.. Enumerable.Range(0, 2000).Select(_ => random.NextDouble())];
        return Chart.Point<double, double, string>(Values(), Values()).WithCourseTheme("A cloud", "x", "y").ToFigure("A cloud.");
    }
}
