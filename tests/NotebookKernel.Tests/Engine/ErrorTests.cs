using NotebookKernel.Engine;

namespace NotebookKernel.Tests.Engine;

public sealed class ErrorTests : IDisposable
{
    private readonly Session _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public async Task Compile_errors_name_line_and_column_and_point_at_the_place()
    {
        var error = await _session.Fail("#r \"System.Xml\"\nvar a = 1;\n  int y = \"text\";\nmissing();");
        error.Kind.ShouldBe(CellErrorKind.Compilation);
        error.Name.ShouldBe("CS0029");
        (error.Line, error.Column).ShouldBe((3, 11));
        error.SourceLine.ShouldBe("  int y = \"text\";");
        error.Traceback.ShouldBe([
            "cell 1, line 3, column 11: error CS0029: Cannot implicitly convert type 'string' to 'int'",
            "      int y = \"text\";",
            "              ^^^^^^",
            "cell 1, line 4, column 1: error CS0103: The name 'missing' does not exist in the current context",
            "    missing();",
            "    ^^^^^^^",
        ]);
    }

    [Fact]
    public async Task Code_after_a_directive_that_splits_the_cell_keeps_its_line_numbers()
    {
        var error = await _session.Fail("var a = 1;\n#!markdown\ntext\n#!csharp\nvar b = 2;\nb.Nothing();");
        (error.Name, error.Line, error.SourceLine).ShouldBe(("CS1061", 6, "b.Nothing();"));
        var thrown = await _session.Fail("#!time\n\nthrow new Exception(\"x\");");
        thrown.Line.ShouldBe(3);
    }

    [Fact]
    public async Task Warnings_are_no_errors() => (await _session.Run("int unused; string? s = null; 1")).Result.ShouldBe("1");

    [Fact]
    public async Task Exceptions_show_the_users_frames_only()
    {
        await _session.Run("int Divide(int n)\n{\n    return 1 / n;\n}\nasync Task<int> Later(int n)\n{\n    await Task.Yield();\n    return Divide(n);\n}");
        var error = await _session.Fail("var z = 0;\n// a comment\nawait Later(z);");
        error.Kind.ShouldBe(CellErrorKind.Exception);
        error.Name.ShouldBe("DivideByZeroException");
        error.Message.ShouldBe("Attempted to divide by zero.");
        (error.Line, error.SourceLine).ShouldBe((3, "await Later(z);"));
        error.Traceback.ShouldBe([
            "DivideByZeroException: Attempted to divide by zero.",
            "   at Divide in cell 1, line 3: return 1 / n;",
            "   at Later in cell 1, line 8: return Divide(n);",
            "   at cell 2, line 3: await Later(z);",
        ]);
    }

    [Fact]
    public async Task What_a_library_throws_names_its_method_and_the_users_line()
    {
        var error = await _session.Fail("int Ten() => 10;\n\nnew List<int>().Select(i => i * Ten()).First();");
        (error.Name, error.Line).ShouldBe(("InvalidOperationException", 3));
        error.Traceback.Count.ShouldBe(3);
        error.Traceback[1].ShouldStartWith("   at ");
        error.Traceback[1].ShouldNotContain("cell");
        error.Traceback[2].ShouldBe("   at cell 1, line 3: new List<int>().Select(i => i * Ten()).First();");
    }

    [Fact]
    public async Task A_lambda_that_throws_inside_a_library_is_found()
    {
        var error = await _session.Fail("var xs = new[] { 1, 0 };\nvar ys = xs\n    .Select(x => 1 / x)\n    .ToList();");
        error.Line.ShouldBe(3);
        error.SourceLine.ShouldBe("    .Select(x => 1 / x)");
    }

    [Fact]
    public async Task Causes_are_shown_and_mere_carriers_are_not()
    {
        var error = await _session.Fail(
            "try { int.Parse(\"x\"); }\ncatch (Exception e) { throw new InvalidOperationException(\"outer\", e); }");
        error.Name.ShouldBe("InvalidOperationException");
        error.Line.ShouldBe(2);
        error.Traceback.ShouldContain(l => l.StartsWith("Caused by FormatException: ", StringComparison.Ordinal));
        (await _session.Fail("Task.Run(() => { throw new TimeoutException(\"late\"); }).Wait();")).Name.ShouldBe("TimeoutException");
        var both = await _session.Fail("throw new AggregateException(new TimeoutException(\"one\"), new FormatException(\"two\"));");
        both.Name.ShouldBe("AggregateException");
        both.Traceback.ShouldContain("Caused by TimeoutException: one");
        both.Traceback.ShouldContain("And FormatException: two");
    }

    [Fact]
    public async Task Static_initialisers_and_lazies_fail_like_anything_else()
    {
        var error = await _session.Fail("static class S { static S() => throw new InvalidOperationException(\"why\"); public static int X = 1; }\nS.X");
        (error.Name, error.Line).ShouldBe(("TypeInitializationException", 2));
        error.Traceback.ShouldContain("Caused by InvalidOperationException: why");
        (await _session.Fail("var lazy = new Lazy<int>(() => throw new FormatException(\"lazy\"));\nlazy.Value")).Message.ShouldBe("lazy");
        (await _session.Run("1")).Result.ShouldBe("1");
    }

    [Fact]
    public async Task A_cancelled_task_of_the_users_own_is_an_exception()
    {
        var error = await _session.Fail("throw new OperationCanceledException();");
        error.Kind.ShouldBe(CellErrorKind.Exception);
    }

    [Fact]
    public async Task A_value_whose_view_throws_fails_the_cell_at_its_line()
    {
        var error = await _session.Fail("var xs = new[] { 1, 0 };\nxs.Select(x => 1 / x)");
        (error.Name, error.Line).ShouldBe(("DivideByZeroException", 2));
    }
}
