using System.Text.Json;
using System.Text.Json.Nodes;

namespace NotebookKernel.Tests.Cli;

/// <summary>A class of students, some of whom hand in what would stop a careless program; checked once.</summary>
public sealed class CheckedClassFixture : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private Dictionary<string, JsonObject> _files = [];

    public string Course => _folder["kurs mit Lücke"];

    public string HandedIn => _folder["kurs mit Lücke", "handed in"];

    internal CourseProcess.Result Run { get; private set; } = new(-1, "", "");

    public async Task InitializeAsync()
    {
        var notebooks = Directory.CreateDirectory(Path.Combine(Course, "notebooks")).FullName;
        var lesson = Save(notebooks, "01-numbers.ipynb", Lesson(solved: true));
        Save(notebooks, "02-other.ipynb", [("text", "title", "# Other"), ("code", "setup", Setup), ("code", "alone", "var other = 1;")]);
        Directory.CreateDirectory(HandedIn);

        Hand("all right", "var half = 0.5;", "double Twice(double x) => 2 * x;", "var sum = 3;");
        Hand("all wrong", "var half = 0.25;", "double Twice(double x) => x;", "var sum = \"three\";");
        Hand("half of it", "var half = 0.5;", null, null);
        Hand("does not compile", "var half = 0.5", "double Twice(double x) => y;", "var sum = 3;");
        Hand("throws", "var half = (double)Data[7];", "double Twice(double x) => 2 * x;", "var sum = 3;");
        Hand("hangs", "var half = 0.5;", "double Twice(double x) { while (true) { } }", "var sum = 3;");
        Hand("hangs beyond loops", "var half = 0.5;", "System.Threading.Thread.Sleep(-1);\ndouble Twice(double x) => 2 * x;", "var sum = 3;");
        Hand("overflows the stack", "var half = 0.5;", "double Twice(double x) => Twice(x + 1) + 1;", "var sum = 3;");
        Hand("takes all memory", "var half = 0.5;", "var all = new List<byte[]>();\nwhile (true) all.Add(new byte[10_000_000]);\ndouble Twice(double x) => 2 * x;", "var sum = 3;");
        Hand("takes memory beside", "var half = 0.5;", "unsafe { while (true) { var p = (byte*)System.Runtime.InteropServices.Marshal.AllocHGlobal(10_000_000); for (int i = 0; i < 10_000_000; i += 4000) p[i] = 1; } }", "var sum = 3;");
        Hand("floods", "var half = 0.5;", "for (int i = 0; i < 20_000; i++) Console.WriteLine(new string('x', 1000));\nusing (var o = Console.OpenStandardOutput()) for (int i = 0; i < 200; i++) o.Write(new byte[1_000_000]);\ndouble Twice(double x) => 2 * x;", "var sum = 3;");
        Hand("leaves", "var half = 0.5;", "Environment.Exit(0);", "var sum = 3;");
        Hand("starts programs", "var half = 0.5;", "while (true) System.Diagnostics.Process.Start(\"sleep\", \"1000\");", "var sum = 3;");
        Hand("spoils the lesson", "var half = 0.5; One = 7; var Data = 3;", "double Twice(double x) => 2 * x;", "var sum = 3;");

        Hand("own check function", "var half = 0.5;", "void Holds(bool condition, string what) { }\ndouble Twice(double x) => x;", "var sum = 4;");
        Hand("own check lambda", "Action<bool, string> Holds = (_, _) => { };", "double Twice(double x) => 2 * x;", "var sum = 3;");
        Hand("own helper of the lesson", "var half = 0.5;", "int Nearest(double x) => 6;\ndouble Twice(double x) => x;", "var sum = 3;");
        Hand("names that nobody needs", "var half = 0.5; int Unused() => 1;", "double Twice(double x) { int Nearest(double y) => 0; return 2 * x + Nearest(x); }", "int Nearest() => 1; var sum = 3;");

        // Cells in another state than they were given in.
        Save(HandedIn, "own checks.ipynb", [.. Lesson(solved: false, "var half = 1;", "double Twice(double x) => 2 * x;", "var sum = 3;")
            .Select(c => c.Id.EndsWith("-check", StringComparison.Ordinal) ? c with { Source = "// all fine" } : c.Id == "setup" ? c with { Source = "nonsense" } : c.Id == "numbers" ? c with { Source = "int One = 500;" } : c)]);
        Save(HandedIn, "few cells.ipynb", [.. Lesson(solved: false, "var half = 0.5;", "double Twice(double x) => 2 * x;", "var sum = 3;").Where(c => c.Id is "exercise-1" or "exercise-3" or "exercises" or "exercise-2-text")]);
        Save(HandedIn, "more cells.ipynb", [.. Lesson(solved: false, null, "double Twice(double x) => Helper(x);", "var sum = 3;").SelectMany(c => c.Id switch
        {
            "exercise-1" => [c, new Cell("code", "mine-1", "var half = 0.5;")],
            "exercise-2" => [new Cell("code", "mine-2", "double Helper(double x) => x + x;"), c],
            "numbers" => [c, new Cell("code", "mine-3", "while (true) { }")],
            _ => (IEnumerable<Cell>)[c],
        })]);
        File.WriteAllText(Path.Combine(HandedIn, "no ids.ipynb"), WithoutIds(Json(Lesson(solved: false, "var half = 0.5;", null, "var sum = 3;"))));
        File.WriteAllText(Path.Combine(HandedIn, "damaged.ipynb"), File.ReadAllText(lesson)[..200]);
        File.WriteAllText(Path.Combine(HandedIn, "empty.ipynb"), "");
        Save(HandedIn, "stranger.ipynb", [("code", "x", "1 + 1")]);

        Run = await CourseProcess.RunAsync(Course, "check", "handed in", "--json", "--seconds", "20", "--memory", "700");
        _files = JsonNode.Parse(Run.Output)!.AsArray().ToDictionary(f => Path.GetFileNameWithoutExtension((string)f!["file"]!), f => f!.AsObject());
    }

    /// <summary>The verdicts of a file, in the order of the exercises.</summary>
    public string[] Verdicts(string name) => [.. _files[name]["exercises"]!.AsArray().Select(e => (string)e!["verdict"]!)];

    public string Message(string name, int exercise) => (string)_files[name]["exercises"]![exercise - 1]!["message"]!;

    public JsonObject Report(string name) => _files[name];

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();

    private const string Setup = """
        public class CheckFailedException(string message) : Exception(message);
        public class YourTurnException(string message) : Exception(message);
        public static class YourTurn { public static Exception In(string exercise) => new YourTurnException(exercise + " is still to do"); }
        void Holds(bool condition, string what) { if (!condition) throw new CheckFailedException(what + " does not hold"); }
        """;

    internal sealed record Cell(string Kind, string Id, string Source)
    {
        public static implicit operator Cell((string Kind, string Id, string Source) cell) => new(cell.Kind, cell.Id, cell.Source);
    }

    private void Hand(string name, string? first, string? second, string? third) => Save(HandedIn, name + ".ipynb", Lesson(solved: false, first, second, third));

    /// <summary>The lesson; an answer that is null is left as it was handed out.</summary>
    private static Cell[] Lesson(bool solved, params string?[] answers)
    {
        string Answer(int n, string solution, string stub) => solved ? solution : answers[n - 1] ?? stub;
        return
        [
            ("text", "title", "# Numbers"),
            ("code", "setup", Setup),
            ("code", "numbers", "int One = 1;\nint[] Data = [1, 2];\nint Nearest(double x) => (int)Math.Round(x);\nint Unused() => Nearest(0.4);"),
            ("text", "exercises", "## Exercises\n\n**1.** One half, as `half`."),
            ("code", "exercise-1", Answer(1, "var half = 0.5;", Stub(1, "double half"))),
            ("code", "exercise-1-check", "Holds(half == 0.5, \"one half\");"),
            ("text", "exercise-2-text", "**2.** A function `Twice`."),
            ("code", "exercise-2", Answer(2, "double Twice(double x) => 2 * x;", Stub(2, "double Twice(double x)"))),
            ("code", "exercise-2-check", "Holds(Nearest(Twice(3)) == 6, \"twice three is six\");"),
            ("text", "exercise-3-text", "**3.** The sum of `Data`, as `sum`."),
            ("code", "exercise-3", Answer(3, "var sum = Data.Sum();", Stub(3, "int sum"))),
            ("code", "exercise-3-check", "Holds(sum == Data[0] + Data[1], \"the sum\");"),
        ];
    }

    private static string Stub(int exercise, string head) => $"// Exercise {exercise}: your turn. Replace this line by code of your own.\n{head} => throw YourTurn.In(\"exercise {exercise}\");";

    private static string Save(string folder, string name, Cell[] cells)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, Json(cells));
        return path;
    }

    private static string Json(Cell[] cells) => new JsonObject
    {
        ["cells"] = new JsonArray([.. cells.Select(c => new JsonObject
        {
            ["cell_type"] = c.Kind == "code" ? "code" : "markdown",
            ["id"] = c.Id,
            ["metadata"] = new JsonObject { ["tags"] = new JsonArray([.. Tags(c.Id).Select(t => JsonValue.Create(t))]) },
            ["source"] = c.Source,
        })]),
        ["metadata"] = new JsonObject(),
        ["nbformat"] = 4,
        ["nbformat_minor"] = 5,
    }.ToJsonString(new JsonSerializerOptions { WriteIndented = true });

    private static string[] Tags(string id) =>
        id.EndsWith("-check", StringComparison.Ordinal) ? ["check"] : id is "exercise-1" or "exercise-2" or "exercise-3" ? ["exercise", "solution"] : [];

    private static string WithoutIds(string json)
    {
        var notebook = JsonNode.Parse(json)!;
        notebook["nbformat_minor"] = 4;
        foreach (var cell in notebook["cells"]!.AsArray())
            cell!.AsObject().Remove("id");
        return notebook.ToJsonString();
    }
}

public sealed class CheckCommandTests(CheckedClassFixture checkedClass) : IClassFixture<CheckedClassFixture>
{
    [Theory]
    [InlineData("all right", "done", "done", "done")]
    [InlineData("all wrong", "wrong", "wrong", "wrong")]
    [InlineData("half of it", "done", "not done", "not done")]
    [InlineData("does not compile", "error", "error", "done")]
    [InlineData("throws", "error", "done", "done")]
    [InlineData("hangs", "done", "took too long", "done")]
    [InlineData("hangs beyond loops", "done", "took too long", "done")]
    [InlineData("takes all memory", "done", "crashed", "done")]
    [InlineData("takes memory beside", "done", "crashed", "done")]
    [InlineData("floods", "done", "done", "done")]
    [InlineData("leaves", "done", "crashed", "done")]
    [InlineData("spoils the lesson", "done", "done", "wrong")]
    [InlineData("own check function", "done", "error", "wrong")]
    [InlineData("own check lambda", "error", "done", "done")]
    [InlineData("own helper of the lesson", "done", "error", "done")]
    [InlineData("names that nobody needs", "done", "done", "done")]
    [InlineData("own checks", "wrong", "done", "done")]
    [InlineData("few cells", "done", "not done", "done")]
    [InlineData("more cells", "done", "done", "done")]
    [InlineData("no ids", "done", "not done", "done")]
    public void Each_exercise_has_its_verdict(string name, params string[] verdicts) => checkedClass.Verdicts(name).ShouldBe(verdicts, checkedClass.Report(name).ToJsonString());

    [Fact]
    public void A_method_that_calls_itself_without_end_costs_its_own_exercise()
    {
        var verdicts = checkedClass.Verdicts("overflows the stack");
        verdicts[0].ShouldBe("done");
        verdicts[1].ShouldBeOneOf("crashed", "error", "wrong");
        verdicts[2].ShouldBe("done");
        checkedClass.Message("overflows the stack", 2).ShouldContain("stack", Case.Insensitive);
    }

    [SkippableFact]
    public void Programs_that_a_notebook_starts_end_with_it()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "the number of processes is watched on Linux only");
        checkedClass.Verdicts("starts programs").ShouldBe(["done", "crashed", "done"]);
        checkedClass.Message("starts programs", 2).ShouldContain("more than 16 processes");
        Directory.EnumerateDirectories("/proc").Count(IsLeft).ShouldBe(0);

        static bool IsLeft(string process)
        {
            try
            {
                return File.ReadAllText(Path.Combine(process, "cmdline")) == "sleep\u00001000\u0000" && File.ReadAllText(Path.Combine(process, "environ")).Contains("COURSE_CHECK_MARK", StringComparison.Ordinal);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        }
    }

    [Theory]
    [InlineData("all wrong", 1, "one half does not hold")]
    [InlineData("all wrong", 3, "The check does not fit the answer")]
    [InlineData("does not compile", 1, "line 1: ; expected")]
    [InlineData("throws", 1, "IndexOutOfRangeException: Index was outside")]
    [InlineData("own check function", 2, "`Holds` means something else in this lesson")]
    [InlineData("own helper of the lesson", 2, "line 1: `Nearest` means something else in this lesson")]
    [InlineData("hangs", 2, "more than 20 s")]
    [InlineData("leaves", 2, "exit code 0")]
    [InlineData("takes memory beside", 2, "more than 700 MB")]
    [InlineData("half of it", 2, "")]
    [InlineData("few cells", 2, "")]
    public void Its_message_says_why(string name, int exercise, string message)
    {
        if (message.Length == 0)
            checkedClass.Message(name, exercise).ShouldBeEmpty();
        else
            checkedClass.Message(name, exercise).ShouldContain(message);
    }

    [Theory]
    [InlineData("damaged", "It is damaged: line ")]
    [InlineData("empty", "It is damaged: the file is empty.")]
    [InlineData("stranger", "belongs to no lesson")]
    public void A_file_that_cannot_be_checked_says_why(string name, string problem)
    {
        ((string)checkedClass.Report(name)["problem"]!).ShouldContain(problem);
        checkedClass.Verdicts(name).ShouldBeEmpty();
    }

    [Fact]
    public void Not_all_is_done_is_the_exit_code_and_nothing_else_is_printed()
    {
        checkedClass.Run.ExitCode.ShouldBe(1);
        checkedClass.Run.Error.ShouldBeEmpty();
        ((string)checkedClass.Report("all right")["lesson"]!).ShouldBe("01-numbers.ipynb");
    }

    [Fact]
    public async Task The_report_for_a_reader_has_a_table_of_the_class()
    {
        string[] files = [Path.Combine("handed in", "all right.ipynb"), Path.Combine("handed in", "half of it.ipynb"), Path.Combine("handed in", "damaged.ipynb")];
        var run = await CourseProcess.RunAsync(checkedClass.Course, ["check", .. files]);
        run.ExitCode.ShouldBe(1, run.Error);
        var lines = run.Output.ReplaceLineEndings("\n").Split('\n');
        lines.ShouldContain($"{files[0]} (01-numbers.ipynb): 3 of 3 done");
        lines.ShouldContain("  exercise 2  not done");
        lines.ShouldContain($"{files[0]}   ✓ ✓ ✓  3 of 3");
        lines.ShouldContain($"{files[1]}  ✓ · ·  1 of 3");
        lines.ShouldContain($"{files[2]}            not checked");
        lines.ShouldContain("1 of 3 notebooks have every exercise done.");

        (await CourseProcess.RunAsync(checkedClass.Course, "check", files[0])).ExitCode.ShouldBe(0);
    }

    [Theory]
    [InlineData("no such notebook", "check", "nobody.ipynb")]
    [InlineData("at least 1", "check", "handed in", "--seconds", "0")]
    [InlineData("Required", "check")]
    [InlineData("holds no solutions", "check", "handed in/all right.ipynb", "--lessons", "handed in/spoils the lesson.ipynb")]
    public async Task A_wrong_command_line_is_explained(string problem, params string[] arguments)
    {
        if (problem == "holds no solutions")
        {
            // A handout in the place of the lessons.
            var path = Path.Combine(checkedClass.Course, "handout.ipynb");
            await File.WriteAllTextAsync(path, (await File.ReadAllTextAsync(Path.Combine(checkedClass.HandedIn, "half of it.ipynb"))).Replace("\"solution\"", "\"given\"", StringComparison.Ordinal));
            arguments[^1] = path;
        }

        var result = await CourseProcess.RunAsync(checkedClass.Course, arguments);
        result.ExitCode.ShouldBe(2);
        result.Error.ShouldContain(problem);
        result.Error.ShouldNotContain("   at ");
    }
}
