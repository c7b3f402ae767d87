using System.Globalization;
using System.Text.Json;
using Plotly.NET.CSharp;

namespace Plotly.NET.Managed.Tests;

public class ChartJsonTests
{
    [Theory]
    [InlineData(0.1, "0.1")]
    [InlineData(1e-300, "1E-300")]
    [InlineData(double.NaN, "\"NaN\"")]
    [InlineData(double.PositiveInfinity, "\"Infinity\"")]
    [InlineData(double.NegativeInfinity, "\"-Infinity\"")]
    [InlineData(0.1f, "0.1")]
    [InlineData(float.NaN, "\"NaN\"")]
    [InlineData((byte)200, "200")]
    [InlineData(1L << 60, "1152921504606846976")]
    [InlineData(true, "true")]
    [InlineData("\"µ\" < \\", "\"\\\"µ\\\" < \\\\\"")]
    public void A_value_is_written_with_every_digit(object value, string json) => ChartJson.Text(value).ShouldBe(json);

    [Fact]
    public void Sequences_of_any_kind_are_arrays()
    {
        ChartJson.Text(new[] { 1.5, double.NaN }).ShouldBe("""[1.5,"NaN"]""");
        ChartJson.Text(new[] { 1.5f }).ShouldBe("[1.5]");
        ChartJson.Text(new double[,] { { 1, 2 }, { 3, 4 } }.Cast<double>()).ShouldBe("[1,2,3,4]");
        ChartJson.Text(new List<int[]> { new[] { 1 }, Array.Empty<int>() }).ShouldBe("[[1],[]]");
        ChartJson.Text(Tuple.Create("a", 2)).ShouldBe("""["a",2]""");
        ChartJson.Text(new Dictionary<string, int> { ["a"] = 1 }).ShouldBe("""{"a":1}""");
    }

    [Fact]
    public void A_hundred_thousand_numbers_come_back_as_they_went()
    {
        double[] numbers = [.. Enumerable.Range(0, 100_003).Select(i => Math.Sin(i) * Math.Pow(10, i % 40 - 20))];

        JsonSerializer.Deserialize<double[]>(ChartJson.Text(numbers)).ShouldBe(numbers);
    }

    [Fact]
    public void Numbers_do_not_follow_the_culture()
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = "," } };

            ChartJson.Text(Color.fromARGB(128, 1, 2, 3)).ShouldBe("\"rgba(1, 2, 3, 0.5)\"");
            ChartJson.Text(1.5).ShouldBe("1.5");
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void A_value_that_no_chart_can_hold_is_refused_by_name() =>
        Should.Throw<NotSupportedException>(() => ChartJson.Text(new Uri("https://example.org"))).Message.ShouldContain("System.Uri");

    [Theory]
    [InlineData("0072B2")]
    [InlineData("#0072b2")]
    public void A_hexadecimal_colour_needs_six_digits(string hex) => Color.fromHex(hex).Value.ShouldBe("rgba(0, 114, 178, 1.0)");

    [Theory]
    [InlineData("#07B")]
    [InlineData("##0072B")]
    [InlineData("#0072BG")]
    [InlineData("")]
    public void Another_text_is_no_hexadecimal_colour(string hex) => Should.Throw<ArgumentException>(() => Color.fromHex(hex)).Message.ShouldContain("#rrggbb");

    [Fact]
    public void Every_named_colour_is_one_that_exists()
    {
        var colours = typeof(ColorKeyword).GetProperties().Where(p => p.PropertyType == typeof(ColorKeyword)).Select(p => (ColorKeyword)p.GetValue(null)!).ToArray();

        colours.Length.ShouldBe(typeof(ColorKeyword).GetProperties().Length);
        colours.Where(colour => colour.Rgb() == (0, 0, 0)).ShouldBe([ColorKeyword.Black]);
        ColorKeyword.DarkSlateGrey.Rgb().ShouldBe((47, 79, 79));
    }

    [Fact]
    public void A_grid_refuses_more_charts_than_it_has_cells() =>
        Should.Throw<ArgumentException>(() => Chart.Grid([Chart.Invisible(), Chart.Invisible()], 1, 1)).Message.ShouldContain("2 charts do not fit into 1 x 1 cells");

    [Fact]
    public void Charts_put_together_keep_the_shapes_of_both()
    {
        var point = Chart.Point<double, double, string>([1.0], [2.0], UseDefaults: false);
        var shape = new LayoutObjects.Shape();

        var layout = Chart.Combine([point.WithShape(shape), point.WithShape(shape)]).GetLayout();

        layout.Member("shapes").ShouldBeOfType<object[]>().Length.ShouldBe(2);
    }
}
