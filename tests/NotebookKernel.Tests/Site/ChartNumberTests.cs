using System.Globalization;
using System.Text.Json;
using NotebookKernel.Site;

namespace NotebookKernel.Tests.Site;

public class ChartNumberTests
{
    [Theory]
    [InlineData(1.23456789, 0.001, "1.235")]
    [InlineData(-0.000123456, 0.001, "-0.0001235")]
    [InlineData(123456.789, 0.5, "123456.8")]
    [InlineData(0, 1, "0")]
    [InlineData(5e-324, 1e-10, "4.941E-324")]
    [InlineData(0.1, 0, "0.10000000000000001")] // All equal: nothing is known of the step.
    public void A_number_keeps_what_a_screen_shows(double number, double step, string written) => ChartNumbers.Round(number, step).ShouldBe(written);

    [Fact]
    public void Long_lists_come_within_a_ten_thousandth_of_their_range_and_in_four_digits()
    {
        double[] values = [.. Enumerable.Range(0, 1000).Select(i => Math.Exp(Math.Sin(i) * 12) * (i % 2 == 0 ? 1 : -1))];
        var list = string.Join(',', values.Select(v => v.ToString("R", CultureInfo.InvariantCulture)));
        var rounded = Shorten($$"""{ "data": [ { "y": [{{list}}], "z": [[{{list}}], [null, 2]] } ], "frames": [ { "data": [ { "y": [{{list}}] } ] } ], "layout": { "l": [{{list}}] } }""");
        var range = values.Max() - values.Min();
        foreach (var found in new[] { rounded.GetProperty("data")[0].GetProperty("y"), rounded.GetProperty("data")[0].GetProperty("z")[0], rounded.GetProperty("frames")[0].GetProperty("data")[0].GetProperty("y") })
        {
            for (var i = 0; i < values.Length; i++)
            {
                var error = Math.Abs(found[i].GetDouble() - values[i]);
                error.ShouldBeLessThanOrEqualTo(range / 10_000);
                error.ShouldBeLessThanOrEqualTo(Math.Abs(values[i]) * 5.01e-4);
            }

            found.GetRawText().Length.ShouldBeLessThan(list.Length * 2 / 3);
        }

        rounded.GetProperty("data")[0].GetProperty("z")[1][0].ValueKind.ShouldBe(JsonValueKind.Null);
        rounded.GetProperty("layout").GetProperty("l").GetRawText().ShouldBe($"[{list}]");
    }

    [Theory]
    [InlineData("""{"data":[{"x":[0.12345678901,2]}]}""")] // Short.
    [InlineData("""{"data":[{"text":["0.12345678901","<b>é</b>"],"name":"λ & more"}],"layout":{"title":{"text":"t"}},"config":{"a":true}}""")]
    public void All_else_is_left_as_it_is(string json)
    {
        using var document = JsonDocument.Parse(json);
        ChartNumbers.Shorten(document.RootElement).ShouldBe(json);
    }

    [Fact]
    public void A_list_with_words_in_it_is_left_as_it_is()
    {
        var json = $$"""{"data":[{"colorscale":[{{string.Join(',', Enumerable.Range(0, 40).Select(i => $"[0.{i:D3}123456789,\"#fff\"]"))}}]}]}""";
        using var document = JsonDocument.Parse(json);
        ChartNumbers.Shorten(document.RootElement).ShouldBe(json);
    }

    [Fact]
    public void A_frame_that_a_control_repeats_is_named()
    {
        const string One = """{"name":"1","data":[{"y":[1]}]}""", Two = """{"name":"2","data":[{"y":[2]}]}""";
        var shortened = Shorten(
            $$"""{"data":[],"layout":{"sliders":[{"steps":[{"args":[{{One}},{"mode":"immediate"}]},{"args":[["2"],{}]}]}],"updatemenus":[{"buttons":[{"args":[[{{One}},{{Two}}],{}]},{"args":[[null],{}]}]}]},"frames":[{{One}},{{Two}}]}""");

        shortened.GetRawText().ShouldBe(
            $$"""{"data":[],"layout":{"sliders":[{"steps":[{"args":[["1"],{"mode":"immediate"}]},{"args":[["2"],{}]}]}],"updatemenus":[{"buttons":[{"args":[["1","2"],{}]},{"args":[[null],{}]}]}]},"frames":[{{One}},{{Two}}]}""");
    }

    [Fact]
    public void Without_frames_of_its_own_a_figure_keeps_those_of_its_controls()
    {
        const string Json = """{"data":[],"layout":{"sliders":[{"steps":[{"args":[{"name":"1","data":[]},{}]}]}]}}""";
        Shorten(Json).GetRawText().ShouldBe(Json);
    }

    private static JsonElement Shorten(string json)
    {
        using var document = JsonDocument.Parse(json);
        return JsonDocument.Parse(ChartNumbers.Shorten(document.RootElement)).RootElement.Clone();
    }
}
