using NotebookKernel.Exercises;
using NotebookKernel.Notebooks;
using NotebookKernel.Tests.Cli;
using NotebookKernel.Tests.Notebooks;

namespace NotebookKernel.Tests.Exercises;

public sealed class StubWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("var half = 0.5; var other = 1;", "half > 0", "double half => throw null;")]
    [InlineData("var (a, b) = (1, \"x\");", "a > 0 && b.Length > 0", "int a => throw null;\nstring b => throw null;")]
    [InlineData("var list = new List<(int Count, double[] Values)>();", "list.Any(x => x.Count > 1)", "List<(int Count, double[] Values)> list => throw null;")]
    [InlineData("int.TryParse(\"3\", out var parsed);", "parsed == 3", "int parsed => throw null;")]
    [InlineData("double F(double x, int n = 2) { return Math.Pow(x, n); }", "F(2) == 4", "double F(double x, int n = 2) => throw null;")]
    [InlineData("async Task<int> Later() { await Task.Yield(); return 1; }", "await Later() == 1", "Task<int> Later() => throw null;")]
    [InlineData("T Same<T>(T x) where T : struct => x;", "Same(1) == 1", "T Same<T>(T x)\n    where T : struct => throw null;")]
    [InlineData("var @event = 1;", "@event == 1", "int @event => throw null;")]
    [InlineData("using System.IO;\nvar file = new FileInfo(\"x\");", "file.Exists", "using System.IO;\n\nFileInfo file => throw null;")]
    [InlineData("using System.Globalization;\n#pragma warning disable\nvar n = 1;", "n == 1", "using System.Globalization;\n\nint n => throw null;")]
    public void What_the_check_asks_for_is_declared_and_nothing_else(string solution, string check, string stub)
    {
        var (lines, text) = Stub(solution, check);
        text.ShouldBe($"// Exercise 1: your turn. Replace {lines} by code of your own.\n{stub}");
    }

    [Fact]
    public void A_class_keeps_its_public_members_and_no_body()
    {
        var (_, text) = Stub(
            """
            public sealed class Counter(int start) : IComparable<Counter>
            {
                private int _count = start;
                public int Count { get => _count; set => _count = value; }
                public string Name { get; set; } = "secret";
                public int Next() { _count++; return Helper(); }
                public int CompareTo(Counter other) => Count - other.Count;
                private int Helper() => _count;
            }
            var counter = new Counter(3);
            """,
            "counter.Next() == 4");
        text.ShouldContain("public sealed class Counter(int start) : IComparable<Counter>");
        text.ShouldContain("public int Count => throw null;");
        text.ShouldContain("public string Name { get; set; }");
        text.ShouldContain("public int Next() => throw null;");
        text.ShouldContain("Counter counter => throw null;");
        text.ShouldNotContain("_count");
        text.ShouldNotContain("Helper");
        text.ShouldNotContain("secret");
    }

    [Fact]
    public void A_name_that_a_lesson_declares_again_is_the_last_ones()
    {
        var lesson = new NotebookBuilder().Code("var x = 1;").Code(["exercise", "solution"], "var y = x + 1;").Code(["check"], "if (x + y != 3) throw new Exception();").Build(_folder["lesson.ipynb"]);
        var (_, stub) = StubWriter.Write(lesson, _ => "throw null").ShouldHaveSingleItem();
        stub.ShouldEndWith("\nint y => throw null;");
    }

    [Fact]
    public void A_type_without_a_name_cannot_be_asked_for()
    {
        var problem = Should.Throw<LessonException>(() => Stub("var pairs = new[] { new { A = 1 } };", "pairs[0].A == 1"));
        problem.Message.ShouldContain("`pairs`");
        problem.Message.ShouldContain("cell-2");
    }

    [Fact]
    public void A_lesson_that_does_not_compile_is_named_with_its_cell_and_line()
    {
        var problem = Should.Throw<LessonException>(() => Stub("var x = 1;\nvar y = nonsense;", "x == 1"));
        problem.Message.ShouldContain("cell-2: line 2: CS0103");
    }

    [Fact]
    public void A_handout_differs_in_the_solutions_alone()
    {
        var path = new NotebookBuilder().Text("# A").Code(["exercise", "solution"], "var y = 41 + 1;").Code(["check"], "if (y != 42) throw new Exception();")
            .Text("The answer is 42.", "solution").Save(_folder.Path, "lesson.ipynb");
        var lesson = Notebook.Read(path);
        Handout.Make(lesson, _ => "throw null");
        var handout = Notebook.Parse(lesson.ToUtf8(), "handout.ipynb");
        handout.Cells.Select(c => c.Source).ShouldBe(["# A", "// Exercise 1: your turn. Replace this line by code of your own.\nint y => throw null;".Replace("Exercise 1", "Cell 2", StringComparison.Ordinal), "if (y != 42) throw new Exception();", "*Your answer:*"]);
        handout.Cells[1].Tags.ShouldBe(["exercise"]);
        handout.Cells[3].Tags.ShouldBeEmpty();
        Handout.Make(handout, _ => "throw null");
        handout.ToUtf8().ShouldBe(lesson.ToUtf8());
    }

    /// <summary>The stub of a lesson with one exercise: which lines it speaks of, and its text.</summary>
    private (string Lines, string Text) Stub(string solution, string check)
    {
        var lesson = new NotebookBuilder().Code("var lesson = 1;").Code(["exercise", "solution"], solution).Code(["check"], $"if (!({check})) throw new Exception();").Build(_folder["lesson.ipynb"]);
        var (_, stub) = StubWriter.Write(lesson, _ => "throw null").ShouldHaveSingleItem();
        stub = stub.Replace("// Cell 2:", "// Exercise 1:", StringComparison.Ordinal);
        return (stub.Contains("these lines", StringComparison.Ordinal) ? "these lines" : "this line", stub);
    }
}
