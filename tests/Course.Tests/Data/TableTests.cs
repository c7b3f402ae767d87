using System.Reflection;
using AngleSharp.Html.Parser;
using Course.Data;
using Course.Notebook;
using Course.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Tests.Data;

public sealed class TableTests
{
    [Fact]
    public void Text_is_aligned_with_six_significant_digits()
    {
        var table = Table.FromColumns(("x", Vector([1, -2.5, 3])), ("count", Vector([10, 200, 3000])), ("small", Vector([1e-7, 2.5e-7, 0])));

        table.ToString().ShouldBe(
            """
                      x  count        small
            0   1.00000     10  1.00000e-07
            1  -2.50000    200  2.50000e-07
            2   3.00000   3000  0.00000e+00
            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Row_names_stand_to_the_left()
    {
        Table.FromMatrix(Matrix<double>.Build.DenseIdentity(2), ["a", "b"], ["first", "2nd"]).ToString().ShouldBe(
            """
                   a  b
            first  1  0
            2nd    0  1
            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void A_long_table_shows_its_ends_and_its_size()
    {
        var table = Table.FromMatrix(Matrix<double>.Build.Dense(1000, 1, (i, _) => i), ["i"]);

        table.ToString().Split('\n').Length.ShouldBe(13);
        table.ToString().ShouldEndWith("999  999\n1000 rows × 1 columns");
        table.Tail(2).ToString().ShouldBe("       i\n998  998\n999  999");
        table.Head(2).ToString().ShouldBe("   i\n0  0\n1  1");
        table.Head(5000).RowCount.ShouldBe(1000);
        table.Tail(500).Head(1).ToString().ShouldBe("       i\n500  500");
    }

    [Fact]
    public void A_wide_table_shows_its_ends_and_its_size()
    {
        var table = Table.FromMatrix(Matrix<double>.Build.Dense(1, 64), [.. Enumerable.Range(0, 64).Select(j => $"c{j}")]);

        table.ToString().ShouldContain("c9  …  c54");
        table.ToString().ShouldContain("1 rows × 64 columns");
    }

    [Fact]
    public void Odd_numbers_are_shown_plainly()
    {
        var text = Table.FromColumns(("a", Vector([double.NaN, double.PositiveInfinity, double.NegativeInfinity, -1e-20, 1.5]))).ToString();

        text.ShouldContain("NaN");
        text.ShouldContain(" ∞");
        text.ShouldContain("−∞");
        text.ShouldContain("  0.00000");
        text.ShouldNotContain("-0.0");
    }

    [Fact]
    public void Covariance_correlation_and_description_are_pandas()
    {
        var golden = Golden.Load("cov_corr");
        var table = Table.FromMatrix(golden["X"].Matrix, ["a", "b", "c"]);

        table.Covariance().Values.ShouldBeNear(golden["pandas_cov"].Matrix, 1e-15);
        table.Correlation().Values.ShouldBeNear(golden["pandas_corr"].Matrix, 1e-15);
        table.Correlation().RowNames.ShouldBe(["a", "b", "c"]);

        var described = Table.FromColumns(("x", Vector([4, 1, 3, 2]))).Describe();
        described["x"].ToArray().ShouldBeNear([4, 2.5, Math.Sqrt(5.0 / 3), 1, 1.75, 2.5, 3.25, 4], 1e-15);
        described.RowNames.ShouldBe(["count", "mean", "std", "min", "25 %", "50 %", "75 %", "max"]);
    }

    [Fact]
    public void A_front_end_finds_both_views_by_convention()
    {
        var table = Table.FromMatrix(new NumPyRandom(0).StandardNormal(2, 2), ["<b>", "x & y"], ["\"r\"", "s"]);
        var attribute = typeof(Table).GetCustomAttributes().Single(a => a.GetType().Name == nameof(TypeFormatterSourceAttribute));
        var sourceType = (Type)attribute.GetType().GetProperty("FormatterSourceType")!.GetValue(attribute)!;
        var mimeTypes = (string[])attribute.GetType().GetProperty("PreferredMimeTypes")!.GetValue(attribute)!;
        var source = Activator.CreateInstance(sourceType)!;
        var formatters = ((IEnumerable<object>)sourceType.GetMethod("CreateTypeFormatters")!.Invoke(source, null)!).ToArray();

        var views = formatters.ToDictionary(
            formatter => (string)formatter.GetType().GetProperty("MimeType")!.GetValue(formatter)!,
            formatter =>
            {
                using var writer = new StringWriter();
                formatter.GetType().GetMethod("Format", [typeof(object), typeof(TextWriter)])!.Invoke(formatter, [table, writer]).ShouldBe(true);
                formatter.GetType().GetMethod("Format")!.Invoke(formatter, ["no table", writer]).ShouldBe(false);
                return writer.ToString();
            });

        views.Keys.ShouldBe(mimeTypes, ignoreOrder: true);
        views["text/plain"].ShouldBe(table.ToString());
        var html = new HtmlParser().ParseDocument(views["text/html"]);
        html.QuerySelectorAll("th[scope=col]").Select(cell => cell.TextContent).ShouldBe(["<b>", "x & y"]);
        html.QuerySelectorAll("th[scope=row]").Select(cell => cell.TextContent).ShouldBe(["\"r\"", "s"]);
        html.QuerySelectorAll("tbody td").Select(cell => cell.TextContent).ShouldBe(["1.76405", "0.40016", "0.97874", "2.24089"]);
        html.QuerySelector("caption").ShouldBeNull();
        html.QuerySelector("b").ShouldBeNull();
    }

    [Fact]
    public void The_table_keeps_a_copy()
    {
        var m = Matrix<double>.Build.Dense(2, 2, 1);
        var table = Table.FromMatrix(m, ["a", "b"]);
        m[0, 0] = 9;

        table.Values[0, 0].ShouldBe(1);
    }

    [Fact]
    public void Bad_arguments_are_named()
    {
        var m = Matrix<double>.Build.Dense(2, 2, 1);
        Should.Throw<ArgumentException>(() => Table.FromMatrix(m, ["a"])).Message.ShouldContain("columns has 1 names; values is 2 x 2 and needs 2");
        Should.Throw<ArgumentException>(() => Table.FromMatrix(m, ["a", "b"], ["r"])).Message.ShouldContain("rows has 1 names");
        Should.Throw<ArgumentException>(() => Table.FromColumns(("a", Vector([1])), ("b", Vector([1, 2])))).Message.ShouldContain("column \"b\" has 2 entries but column \"a\" has 1");
        Should.Throw<ArgumentException>(() => Table.FromColumns());
        Should.Throw<ArgumentException>(() => Table.FromMatrix(m, ["a", "b"])["c"]).Message.ShouldContain("No column is called \"c\"; there are a, b.");
        Should.Throw<ArgumentOutOfRangeException>(() => Table.FromMatrix(m, ["a", "b"]).Head(0));
    }

    private static Vector<double> Vector(double[] values) => Vector<double>.Build.Dense(values);
}
