using Course.Plots;
using Plotly.NET;
using Chart = Plotly.NET.CSharp.Chart;

namespace Course.Tests.Plots;

public class CourseThemeTests
{
    private static readonly GenericChart Points = Chart.Point<double, double, string>([1.0], [2.0], Name: "a", UseDefaults: false);

    [Fact]
    public void A_themed_chart_has_title_labels_and_look_and_is_as_wide_as_its_page()
    {
        var json = FigureJson.Of(Points.WithCourseTheme("Title", "time / s", "voltage / V", 300).ToFigure("One point."));

        var layout = json["layout"]!;
        layout["title"]!["text"]!.GetValue<string>().ShouldBe("Title");
        layout["xaxis"]!["title"]!["text"]!.GetValue<string>().ShouldBe("time / s");
        layout["yaxis"]!["title"]!["text"]!.GetValue<string>().ShouldBe("voltage / V");
        layout["height"]!.GetValue<int>().ShouldBe(300);
        layout["width"].ShouldBeNull();
        layout["autosize"]!.GetValue<bool>().ShouldBeTrue();
        layout["template"]!["layout"]!["colorway"]!.AsArray().Count.ShouldBe(8);
        json["config"]!["responsive"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Theory]
    [InlineData("", "x", "y")]
    [InlineData("t", " ", "y")]
    [InlineData("t", "x", "")]
    public void Every_axis_and_the_chart_itself_need_a_text(string title, string x, string y) =>
        Should.Throw<ArgumentException>(() => Points.WithCourseTheme(title, x, y));

    [Theory]
    [InlineData("short", 10, "short")]
    [InlineData("one two three", 7, "one two<br>three")]
    [InlineData("unbreakablyLongWord and more", 8, "unbreakablyLongWord<br>and more")]
    [InlineData("  spaces   between ", 40, "spaces between")]
    public void A_long_title_breaks_between_words(string text, int length, string broken) => CourseTheme.Broken(text, length).ShouldBe(broken);

    [Fact]
    public void A_longer_legend_gets_more_room_above()
    {
        int Top(int curves) => FigureJson.Of(
            Chart.Combine(Enumerable.Range(0, curves).Select(k => Chart.Point<double, double, string>([1.0], [2.0], Name: $"a rather long name {k}", UseDefaults: false)))
                .WithCourseTheme("Title").ToFigure("Points."))["layout"]!["margin"]!["t"]!.GetValue<int>();

        Top(2).ShouldBeGreaterThan(Top(1));
        Top(6).ShouldBe(Top(2) + 4 * (Top(2) - Top(1)) / 2);
    }

    [Fact]
    public void Ten_classes_have_ten_colours_and_the_last_two_another_marker()
    {
        Enumerable.Range(0, 10).Select(k => Palette.Class(k).Value).Distinct().Count().ShouldBe(10);
        Palette.Class(10).Value.ShouldBe(Palette.Class(0).Value);
        Palette.Symbol(7).ShouldBe(Palette.Symbol(0));
        Palette.Symbol(8).ShouldNotBe(Palette.Symbol(0));
        Palette.Symbol(10).ShouldNotBe(Palette.Symbol(0));
        Should.Throw<ArgumentOutOfRangeException>(() => Palette.Class(-1));
    }
}
