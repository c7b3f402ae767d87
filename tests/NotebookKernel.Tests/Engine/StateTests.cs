namespace NotebookKernel.Tests.Engine;

public sealed class StateTests : IDisposable
{
    private readonly Session _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public async Task Variables_methods_types_and_usings_live_on()
    {
        await _session.Run(
            "using System.Globalization;\nusing static System.Math;\nvar x = 20;\nint Twice(int v) => 2 * v;\nrecord Point(double X, double Y);");
        (await _session.Run("Twice(x) + 2")).Result.ShouldBe("42");
        (await _session.Run("Twice(x) + new Point(1, 2).Y")).Result.ShouldBe("42");
        (await _session.Run("Sqrt(16).ToString(CultureInfo.InvariantCulture)")).Result.ShouldBe("4");
        (await _session.Run("x++; x")).Result.ShouldBe("21");
        (await _session.Run("x")).Result.ShouldBe("21");
    }

    [Fact]
    public async Task Variables_and_types_can_be_redefined()
    {
        await _session.Run("var x = 1; class P(int a) { public int A => a; }\nvar p = new P(3);");
        (await _session.Run("var x = \"text\"; class P(string a) { public string A => a + a; }\nnew P(x).A")).Result.ShouldBe("texttext");
        (await _session.Run("x.Length")).Result.ShouldBe("4");
        (await _session.Run("p.A")).Result.ShouldBe("3");
    }

    [Fact]
    public async Task The_newest_language_is_understood()
    {
        (await _session.Run("int[] a = [1, 2, 3]; int[] b = [..a, 4];\nb is [1, .., 4] ? b.Length : 0")).Result.ShouldBe("4");
        (await _session.Run("class Counter { public int N { get; set => field = value + 1; } }\nnew Counter { N = 1 }.N")).Result.ShouldBe("2");
    }

    [Fact]
    public async Task Await_stands_at_the_top_level()
    {
        (await _session.Run("await Task.Yield();\nvar five = await Task.FromResult(5);\nfive + 1")).Result.ShouldBe("6");
        (await _session.Run("async Task<int> Later() { await Task.Delay(1); return 7; }\nawait Later()")).Result.ShouldBe("7");
        // Blocking on the cell's own task must not deadlock.
        (await _session.Run("Later().Result + Task.Run(Later).Result")).Result.ShouldBe("14");
    }

    [Theory]
    [InlineData("var a = 1;")]
    [InlineData("int.Parse(\"1\");")]
    [InlineData("Console.Write(\"\")")]
    [InlineData("await Task.Yield();")]
    [InlineData("// nothing but a comment")]
    [InlineData("")]
    [InlineData("using System.IO;")]
    [InlineData("class Empty { int F() { return 1; } }\nFunc<int> f = () => { return 2; };")]
    public async Task Statements_have_no_result(string code) => (await _session.Run(code)).Events.ShouldBeEmpty();

    [Theory]
    [InlineData("1 + 1", "2")]
    [InlineData("string s = null;\ns", "null")]
    [InlineData("int y = 0;\ny = 5", "5")]
    [InlineData("return 8;", "8")]
    [InlineData("default(int?)", "null")]
    [InlineData("await Task.FromResult(\"awaited\")", "awaited")]
    public async Task A_last_expression_is_the_result(string code, string result) => (await _session.Run(code)).Result.ShouldBe(result);

    [Fact]
    public async Task The_default_imports_are_those_of_dotnet_interactive()
    {
        await _session.Run(
            "var sb = new StringBuilder(); ArrayList a = new(); List<int> l = [1]; Task t = Task.CompletedTask; var one = l.Select(i => i).First(); Console.Write(one);");
        (await _session.Fail("Path.GetTempPath()")).Name.ShouldBe("CS0103");
    }

    [Fact]
    public async Task A_cell_that_does_not_compile_changes_nothing_but_its_usings()
    {
        await _session.Run("var x = 1;");
        await _session.Fail("using System.IO;\nusing Nowhere.AtAll;\nvar x = 2; undefined();");
        (await _session.Run("x")).Result.ShouldBe("1");
        await _session.Fail("using System.IO;\nvar x = 2; undefined();");
        (await _session.Run("Path.GetExtension(\"a.b\") + x")).Result.ShouldBe(".b1");
    }

    [Fact]
    public async Task A_cell_that_throws_keeps_what_it_did_until_then()
    {
        await _session.Fail("var done = 1; var later = 2; throw new Exception(); later = 3;");
        (await _session.Run("done + later")).Result.ShouldBe("3");
    }

    [Fact]
    public async Task Many_cells_chain()
    {
        await _session.Run("var sum = 0;");
        for (var i = 1; i <= 60; i++) await _session.Run($"var v{i} = {i}; sum += v{i};");
        (await _session.Run("sum + v1 + v60")).Result.ShouldBe("1891");
    }

    [Fact]
    public async Task Sessions_share_no_state()
    {
        using var other = new Session();
        await _session.Run("var here = 1;");
        (await other.Fail("here")).Name.ShouldBe("CS0103");
    }

    [Fact]
    public async Task A_session_ends_once()
    {
        var ended = new Session();
        await ended.Run("1");
        ended.Engine.Dispose();
        ended.Dispose();
        await Should.ThrowAsync<ObjectDisposedException>(() => ended.Engine.ExecuteAsync("1", new Recorder()));
    }

    [Fact]
    public async Task Cells_given_at_once_run_one_after_another()
    {
        await _session.Run("var order = new List<int>();");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => _session.Run($"var n{i} = order.Count; await Task.Yield(); order.Add(n{i});")));
        (await _session.Run("order")).Result.ShouldBe("List<int> (8) [0, 1, 2, 3, 4, 5, 6, 7]");
    }
}
