using NotebookKernel.Engine;
using NotebookKernel.Jupyter;
using NotebookKernel.Language;

namespace NotebookKernel.Tests.Language;

public sealed class LanguageServiceTests : IDisposable
{
    private readonly CSharpEngine _engine = new(new EngineOptions(AppContext.BaseDirectory));
    private readonly LanguageService _language;

    public LanguageServiceTests() => _language = new LanguageService(_engine);

    public void Dispose() => _engine.Dispose();

    [Theory]
    [InlineData("Math.Sqr|", "Sqrt")]
    [InlineData("var s = \"a\"; s.Substr|", "Substring")]
    [InlineData("var s = \"a\"; s?.Substr|", "Substring")]
    [InlineData("using System.Net.Mai|", "Mail")]
    [InlineData("int Double(int number) { return numb| }", "number")]
    [InlineData("new[] { 1.5 }.Select(value => val|", "value")]
    [InlineData("new[] { 1.5 }.OrderByDesc|\nvar next = 1;", "OrderByDescending")]
    [InlineData("string.Join(sep|", "separator:")]
    [InlineData("class A { public int Length; }\nnew A { Len| }", "Length")]
    [InlineData("$\"{Environment.NewLi|}\"", "NewLine")]
    [InlineData("/* a */ Math.Sqr|", "Sqrt")]
    [InlineData("#!tim|", "#!time")]
    [InlineData("  #r \"NotebookKernel.Tests.d|", "NotebookKernel.Tests.dll")]
    public void What_fits_is_offered(string marked, string expected)
    {
        var (code, cursor) = Cursor(marked);
        var completion = _language.Complete(code, cursor);
        completion.Items.Select(i => i.Text).ShouldContain(expected);
        completion.End.ShouldBe(cursor);
        expected.ShouldStartWith(code[completion.Start..cursor]);
    }

    [Theory]
    [InlineData("// Math.Sqr|")]
    [InlineData("/* Math.Sqr| */")]
    [InlineData("\"Math.Sqr|\"")]
    [InlineData("\"Math.Sqr|")]
    [InlineData("\"\"\"\nMath.Sqr|\n\"\"\"")]
    [InlineData("$\"Math.Sqr|\"")]
    [InlineData("'M|'")]
    [InlineData("12|")]
    [InlineData("nothing.Abc|")]
    [InlineData("Math.|Sqrt", "Sqrt")]
    public void Nothing_is_offered_where_nothing_fits(string marked, string? except = null)
    {
        var (code, cursor) = Cursor(marked);
        var items = _language.Complete(code, cursor).Items;
        if (except is null) items.ShouldBeEmpty();
        else items.ShouldContain(i => i.Text == except);
    }

    [Fact]
    public void Every_position_of_any_code_has_an_answer()
    {
        const string code = "using System;\n#r \"x\"\nvar a = new List<int> { 1, 2 }; /* c */ \"s\" + $\"{a[0]:F2}\";\nclass B<T> where T : new() { int this[int i] => i; }\na?.Select(x => new { x }).";
        for (var cursor = 0; cursor <= code.Length; cursor++)
        {
            _language.Complete(code, cursor).Start.ShouldBeInRange(0, cursor);
            _language.Complete(code[..cursor], cursor);
            _language.Inspect(code, cursor, 1);
            _language.Inspect(code[..cursor], cursor);
        }
    }

    [Fact]
    public async Task What_cells_have_declared_is_known()
    {
        await _engine.ExecuteAsync("/// <summary>Counts.</summary>\nint Counted(int from) => from;\nvar spectrum = new double[3]; record Line(double Energy);", new CapturedResult());
        Items("Count|").ShouldContain("Counted");
        Items("spectrum.Le|").ShouldContain("Length");
        Items("new Line(1).En|").ShouldContain("Energy");
        Items("|").ShouldContain("spectrum");

        Text("Counted|").ShouldStartWith("int Counted(int from)\n\nCounts.");
        Text("Counted(|)").ShouldStartWith("int Counted(int from)");
        Text("spectrum|").ShouldStartWith("double[] spectrum");
        _language.Inspect("Counted", 2, detail: 1)!.Data["text/markdown"].ShouldContain("=> from;");
    }

    [Fact]
    public async Task What_a_cell_uses_of_the_session_is_known_in_it()
    {
        foreach (var cell in (string[])["using Lines = System.Collections.Generic.List<string>; using System.Numerics; using static System.MathF;", "class Beam { protected double energy; }", "Beam beam = new(); int Counted = 1;", "double Counted = 2;"])
            (await _engine.ExecuteAsync(cell, new CapturedResult())).Error.ShouldBeNull();
        Items("class Hot : Beam { double Twice() => ener| }").ShouldContain("energy");
        Items("foreach (var part in new[] { beam }) par|").ShouldContain("part");
        Items("Line|").ShouldContain("Lines");
        Items("new Lin|").ShouldContain("Lines");
        Items("new Bea|").ShouldBe(["Beam"]);
        Items("BigInt|").ShouldContain("BigInteger");
        Items("Cbr|").ShouldContain("Cbrt");
        _language.Complete("Counted", 7).Items.ShouldHaveSingleItem().Signature.ShouldBe("double");
        _language.Complete("var same = beam; sam", 20).Items.ShouldHaveSingleItem().Signature.ShouldBe("Beam");
    }

    [Theory]
    [InlineData("Math.Max(1, 2|)", "Math.Max(int val1, int val2)")]
    [InlineData("var x| = 1.5;", "double x")]
    [InlineData("DateTime|.Now", "struct DateTime")]
    [InlineData("using System.Tex|t;", "namespace System.Text")]
    [InlineData("new List<int>(|)", "List<int>.List()")]
    public void What_stands_there_is_explained(string marked, string expected) => Text(marked).ShouldContain(expected);

    [Theory]
    [InlineData("unknownName|")]
    [InlineData("|")]
    [InlineData("1 + |")]
    public void What_means_nothing_has_no_explanation(string marked)
    {
        var (code, cursor) = Cursor(marked);
        _language.Inspect(code, cursor).ShouldBeNull();
    }

    [SkippableFact]
    public void The_frameworks_documentation_is_shown()
    {
        Skip.IfNot(XmlDocumentation.HasFramework, "needs the SDK's reference pack");
        Text("Math.Sqrt(|2)").ShouldContain("Returns the square root");
        Text("new List<int>().Add|").ShouldContain("end of the");
        Text("Enumerable.Range|").ShouldContain("start: The value of the first integer");
        Text("string.Joi|n").ShouldContain("Concatenates");
    }

    [Theory]
    [InlineData("var x = 1;", "complete", "")]
    [InlineData("", "complete", "")]
    [InlineData("#!time", "complete", "")]
    [InlineData("#r \"nuget: A, 1.0\"\nusing A;", "complete", "")]
    [InlineData("if (true) {", "incomplete", "    ")]
    [InlineData("class A\n{\n    void B()\n    {\n        C(", "incomplete", "            ")]
    [InlineData("var x =", "incomplete", "")]
    [InlineData("\"open", "invalid", "")]
    [InlineData("int = 3;", "invalid", "")]
    public void Completeness_is_told(string code, string status, string indent) => Completeness.Of(code).ShouldBe((status, indent));

    private static (string Code, int Cursor) Cursor(string marked)
    {
        var cursor = marked.IndexOf('|', StringComparison.Ordinal);
        return (marked.Remove(cursor, 1), cursor);
    }

    private IEnumerable<string> Items(string marked)
    {
        var (code, cursor) = Cursor(marked);
        return _language.Complete(code, cursor).Items.Select(i => i.Text);
    }

    private string Text(string marked)
    {
        var (code, cursor) = Cursor(marked);
        return _language.Inspect(code, cursor).ShouldNotBeNull().Data["text/plain"];
    }
}
