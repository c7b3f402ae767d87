using System.Numerics;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using NotebookKernel.Display;

namespace NotebookKernel.Tests.Display;

public sealed class DefaultViewTests
{
    private readonly ValueFormatter _formatter = new();

    private enum Colour
    {
        Red,
    }

    [Fact]
    public void Scalars_are_whole_and_invariant()
    {
        Text(0.1 + 0.2).ShouldBe("0.30000000000000004");
        Text(1f / 3).ShouldBe("0.33333334");
        Text(1_234_567.5m).ShouldBe("1234567.5");
        Text(double.NaN).ShouldBe("NaN");
        Text(double.NegativeInfinity).ShouldBe("-Infinity");
        Text(true).ShouldBe("true");
        Text('x').ShouldBe("x");
        Text(Colour.Red).ShouldBe("Red");
        Text(BigInteger.Pow(10, 30)).ShouldBe("1" + new string('0', 30));
        Text(new Complex(1.5, -2)).ShouldBe("1.5 - 2i");
        Text(new DateTime(2024, 3, 1)).ShouldBe("2024-03-01");
        Text(new DateTime(2024, 3, 1, 12, 30, 0)).ShouldBe("2024-03-01 12:30:00");
        Text(null).ShouldBe("null");
        Text(typeof(Dictionary<string, double[][,]>)).ShouldBe("Dictionary<string, double[][,]>");
        Text(typeof((int, List<int?>))).ShouldBe("(int, List<int?>)");
        Html(2.5).QuerySelector("span.nk-number").ShouldNotBeNull().TextContent.ShouldBe("2.5");
    }

    [Fact]
    public void Strings_are_plain_text_alone_and_whole()
    {
        var text = new string('x', 100_000);
        _formatter.Format(text).Data.ShouldHaveSingleItem().ShouldBe(new KeyValuePair<string, string>("text/plain", text));
    }

    [Fact]
    public void Sequences_stand_in_a_row()
    {
        Text(new[] { 1.5, 2, 1e-9 }).ShouldBe("double[3] [1.5, 2, 1E-09]");
        Text(new List<string> { "a", "b" }).ShouldBe("List<string> (2) [a, b]");
        Text(Enumerable.Range(0, 1000)).ShouldEndWith("48, 49, … 950 more]");
        Text(new List<int>()).ShouldBe("List<int> (0) []");
        Text(new int?[] { 1, null }).ShouldBe("int?[2] [1, null]");
        Html(new[] { 1, 2 }).QuerySelectorAll("span.nk-items > span.nk-number").Select(s => s.TextContent).ShouldBe(["1", "2"]);
    }

    [Fact]
    public void An_endless_sequence_is_read_no_further_than_shown()
    {
        var read = 0;
        IEnumerable<int> Endless()
        {
            while (true) yield return read++;
        }

        Text(Endless()).ShouldEndWith("49, … and more]");
        read.ShouldBe(51);
    }

    [Fact]
    public void A_sequence_is_read_once_for_all_representations()
    {
        var reads = 0;
        IEnumerable<int> Once()
        {
            reads++;
            yield return 1;
        }

        _formatter.Format(Once()).Data.Count.ShouldBe(2);
        reads.ShouldBe(1);
    }

    [Fact]
    public void Two_dimensional_arrays_are_tables()
    {
        var table = Html(new[,] { { 1.0, 2.25 }, { -3, 1234567 } });
        table.QuerySelector("caption").ShouldNotBeNull().TextContent.ShouldBe("double 2 × 2");
        table.QuerySelectorAll("td.nk-number").Select(c => c.TextContent).ShouldBe(["1", "2.25", "-3", "1234567"]);
        table.QuerySelectorAll("tbody th").Select(c => c.TextContent).ShouldBe(["0", "1"]);
        Text(new[,] { { 1.0, 2.25 }, { -3, 1234567 } }).ShouldBe("double 2 × 2\n    0        1\n0   1     2.25\n1  -3  1234567");
    }

    [Fact]
    public void Large_tables_are_cut_and_say_so()
    {
        var table = Html(new double[569, 30]);
        table.QuerySelectorAll("tbody tr").Length.ShouldBe(20);
        table.QuerySelectorAll("thead th").Length.ShouldBe(12);
        table.QuerySelector(".nk-more").ShouldNotBeNull().TextContent.ShouldBe("… 549 more rows, 18 more columns");
        Text(new double[569, 13]).ShouldEndWith("… 549 more rows, 1 more column");
    }

    [Fact]
    public void Jagged_arrays_are_tables_with_short_rows()
    {
        var table = Html(new int[][] { [1, 2, 3], [4] });
        table.QuerySelector("caption").ShouldNotBeNull().TextContent.ShouldBe("int[2][]");
        table.QuerySelectorAll("tbody tr").Select(r => string.Join('|', r.Children.Select(c => c.TextContent))).ShouldBe(["0|1|2|3", "1|4||"]);
    }

    [Fact]
    public void Whatever_has_rows_columns_and_elements_is_a_matrix()
    {
        Text(new DenseMatrix(2, 3)).ShouldBe("DenseMatrix 2 × 3\n    0   1   2\n0   0   1   2\n1  10  11  12");
        Html(new DenseMatrix(100, 2)).QuerySelector(".nk-more").ShouldNotBeNull().TextContent.ShouldBe("… 80 more rows");
    }

    [Fact]
    public void Dictionaries_are_tables_of_their_keys()
    {
        var value = new Dictionary<string, double> { ["alpha"] = 0.123456789, ["b"] = 2 };
        Text(value).ShouldBe("Dictionary<string, double> (2)\n          value\nalpha  0.123457\nb             2");
        Html(value).QuerySelectorAll("tbody th").Select(c => c.TextContent).ShouldBe(["alpha", "b"]);
    }

    [Fact]
    public void Objects_are_tables_of_their_properties()
    {
        var person = new Person("Ada", new Address("London", 12.5));
        Text(person).ShouldBe("Person { Name = Ada, Home = Address { City = London, Number = 12.5 } }");
        var table = Html(person);
        table.QuerySelectorAll("caption").Select(c => c.TextContent).ShouldBe(["Person", "Address"]);
        table.QuerySelector("details summary").ShouldNotBeNull().TextContent.ShouldBe("Address");
        Text(new { A = 1, B = "x" }).ShouldBe("anonymous { A = 1, B = x }");
        Text((1, "two")).ShouldBe("(1, two)");
        Text(new HasOwnText()).ShouldBe("my own text");
    }

    [Fact]
    public void Sequences_of_objects_have_a_column_for_each_property()
    {
        var table = Html(new[] { new Address("London", 1), new Address("Paris", 2) });
        table.QuerySelectorAll("thead th").Select(c => c.TextContent).ShouldBe(["City", "Number"]);
        table.QuerySelectorAll("tbody tr").Select(r => string.Join('|', r.Children.Select(c => c.TextContent))).ShouldBe(["0|London|1", "1|Paris|2"]);
        Html(new[] { (1, "a"), (2, "b") }).QuerySelectorAll("thead th").Select(c => c.TextContent).ShouldBe(["Item1", "Item2"]);
    }

    [Fact]
    public void A_property_that_throws_shows_the_exception_and_the_rest_is_shown()
    {
        Text(new Throws()).ShouldBe("Throws { Good = 1, Bad = (InvalidOperationException) }");
    }

    [Fact]
    public void Cycles_and_deep_nesting_end()
    {
        var node = new Node();
        node.Next = node;
        Text(node).Length.ShouldBeLessThan(500);
        var wide = Enumerable.Range(0, 100).Select(_ => new Fan(6)).ToArray();
        _formatter.Format(wide).Data["text/html"].Length.ShouldBeLessThan(500_000);
    }

    [Fact]
    public void Long_texts_in_tables_are_cut()
    {
        Text(new { Text = new string('x', 5000) }).ShouldContain("… 4,800 more characters");
        // A pair of surrogates stays together.
        Text(new { Text = new string('x', 199) + "😀😀" }).ShouldNotContain("\uFFFD");
    }

    [Fact]
    public void Everything_is_escaped()
    {
        const string Evil = "<script>alert(\"1\")</script>&'";
        foreach (var value in new object[]
        {
            new { Text = Evil }, new[] { Evil }, new Dictionary<string, string> { [Evil] = Evil }, new[] { new { Evil } }, new object[] { Evil, new[] { Evil } },
            new InvalidOperationException(Evil), (Evil, Evil), new EvilText(), new List<object> { new EvilText() },
        })
        {
            var html = _formatter.Format(value).Data["text/html"];
            html.ShouldContain("&lt;script&gt;");
            html.ShouldNotContain("<script");
            Html(value).QuerySelector("script").ShouldBeNull();
            Html(value).TextContent.ShouldContain(Evil);
        }
    }

    [Fact]
    public void Exceptions_and_tasks_are_readable()
    {
        Text(new InvalidOperationException("why")).ShouldBe("System.InvalidOperationException: why");
        Text(Task.FromResult(5)).ShouldBe("Task { Status = RanToCompletion, Result = 5 }");
        Text(Task.CompletedTask).ShouldBe("Task { Status = RanToCompletion }");
        Text(new TaskCompletionSource<int>().Task).ShouldBe("Task { Status = WaitingForActivation }");
    }

    [Fact]
    public void An_unknown_type_of_content_falls_back_to_text() =>
        _formatter.Format(5, "image/png").Data.ShouldHaveSingleItem().ShouldBe(new KeyValuePair<string, string>("text/plain", "5"));

    private string Text(object? value) => _formatter.Format(value, "text/plain").Data["text/plain"];

    private IElement Html(object value) => new HtmlParser().ParseDocument(_formatter.Format(value).Data["text/html"]).Body!;

    private sealed record Person(string Name, Address Home);

    private sealed record Address(string City, double Number);

    private sealed class HasOwnText
    {
        public int Hidden { get; } = 1;

        public override string ToString() => "my own text";
    }

    private sealed class EvilText
    {
        public override string ToString() => "<script>alert(\"1\")</script>&'";
    }

    private sealed class Throws
    {
        public int Good { get; } = 1;

        public int Bad => Good == 0 ? 1 : throw new InvalidOperationException("no");
    }

    private sealed class Node
    {
        public Node? Next { get; set; }
    }

    private sealed class Fan(int depth)
    {
        public Fan[] Children => [.. Enumerable.Range(0, 10).Select(_ => new Fan(depth - 1))];
    }

    private sealed class DenseMatrix(int rows, int columns)
    {
        public int RowCount => rows;

        public int ColumnCount => columns;

        public double this[int i, int j] => (10 * i) + j;
    }
}
