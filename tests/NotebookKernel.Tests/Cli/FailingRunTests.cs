using System.Text.RegularExpressions;
using NotebookKernel.Notebooks;
using NotebookKernel.Tests.Notebooks;

namespace NotebookKernel.Tests.Cli;

/// <summary>One run over notebooks that fail in every way there is.</summary>
public sealed class FailingRun : IAsyncLifetime
{
    public TemporaryFolder Folder { get; } = new();

    internal CourseProcess.Result Result { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var notebooks = Directory.CreateDirectory(Folder["notebooks"]).FullName;
        new NotebookBuilder().Text("# All is well")
            .Code("Console.Write(\"one \"); Console.WriteLine(\"line\"); Console.Error.WriteLine(\"warning\");")
            .Code("var x = 20;").Code("x + 1").Code("System.IO.Path.GetFileName(Environment.CurrentDirectory)")
            .Code("Environment.GetEnvironmentVariable(\"COURSE_PLOTLYJS\")").Code("Console.ReadLine() == null")
            .Save(notebooks, "01-well.ipynb");
        new NotebookBuilder().Code("var a = 1;").Code("// second line fails\nvar b = missing + a;").Code("Console.WriteLine(\"third \" + a);")
            .Save(notebooks, "02-compile.ipynb");
        new NotebookBuilder().Code("void F(int n) => throw new ArgumentException($\"n must be positive; it was {n}\");\nF(-1);").Save(notebooks, "03-throw.ipynb");
        new NotebookBuilder().Code("#r \"../nowhere/Missing.dll\"").Save(notebooks, "04-directive.ipynb");
        new NotebookBuilder().Code("Console.WriteLine(\"before\");").Code("Environment.Exit(5);").Code("Console.WriteLine(\"after\");").Save(notebooks, "05-exit.ipynb");
        new NotebookBuilder().Code("Console.WriteLine(\"before\");").Code("Environment.FailFast(\"gave up\");").Save(notebooks, "06-failfast.ipynb");
        new NotebookBuilder().Code("Func<int, int> deep = null!;\ndeep = n => deep(n + 1) + 1;\ndeep(0)").Save(notebooks, "07-overflow.ipynb");
        new NotebookBuilder().Code("new System.Threading.Thread(() => throw new InvalidOperationException(\"on a thread\")).Start();\nawait Task.Delay(-1);")
            .Save(notebooks, "08-thread.ipynb");
        Result = await CourseProcess.RunAsync(Folder.Path, "run", "--keep-going");
    }

    public Task DisposeAsync()
    {
        Folder.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>The executed copy of a notebook.</summary>
    internal Notebook Executed(string name) => Notebook.Read(Folder["artifacts", "site", "notebooks", name + ".ipynb"]);
}

public sealed partial class FailingRunTests(FailingRun run) : IClassFixture<FailingRun>
{
    [Fact]
    public void The_exit_code_is_1() => run.Result.ExitCode.ShouldBe(1, run.Result.Error);

    [Fact]
    public void Every_notebook_has_a_page_and_the_index_leads_to_it()
    {
        var index = File.ReadAllText(run.Folder["artifacts", "site", "index.html"]);
        foreach (var name in new[] { "01-well", "02-compile", "03-throw", "04-directive", "05-exit", "06-failfast", "07-overflow", "08-thread" })
        {
            index.ShouldContain($"href=\"{name}.html\"");
            File.Exists(run.Folder["artifacts", "site", name + ".html"]).ShouldBeTrue(name);
        }

        run.Result.Output.ShouldContain(run.Folder["artifacts", "site", "index.html"]);
    }

    [Fact]
    public void Outputs_that_ran_well_are_in_the_copy()
    {
        var cells = run.Executed("01-well").Cells.Where(c => c.Kind == CellKind.Code).ToList();
        cells.Select(c => c.ExecutionCount).ShouldBe([1, 2, 3, 4, 5, 6]);
        cells[0].Outputs.OfType<StreamOutput>().Select(o => o.Text).Order().ShouldBe(["one line\n", "warning\n"]);
        cells[1].Outputs.ShouldBeEmpty();
        cells[2].Outputs.ShouldHaveSingleItem().ShouldBeOfType<ResultOutput>().ExecutionCount.ShouldBe(3);
        Text(cells[2]).ShouldContain("21");
        Text(cells[3]).ShouldContain("notebooks");
        Text(cells[4]).ShouldContain("cdn");
        Text(cells[5]).ShouldContain("True", Case.Insensitive);
    }

    [Fact]
    public void The_notebooks_themselves_are_left_alone() =>
        Notebook.Read(run.Folder["notebooks", "01-well.ipynb"]).Cells.ShouldAllBe(c => c.Outputs.Count == 0 && c.ExecutionCount == null);

    [Theory]
    [InlineData("02-compile", "cell 2, line 2: CS0103", "missing", "var b = missing + a;")]
    [InlineData("03-throw", "cell 1, line 1: ArgumentException: n must be positive; it was -1", "ArgumentException", "   1 | void F(int n)")]
    [InlineData("04-directive", "cell 1, line 1: ", "Missing.dll", "#r \"../nowhere/Missing.dll\"")]
    [InlineData("05-exit", "cell 2: ProcessExit", "exit code 5", "")]
    [InlineData("06-failfast", "cell 2: FailFast", "gave up", "")]
    [InlineData("07-overflow", "cell 1: StackOverflow", "calls itself", "")]
    [InlineData("08-thread", "cell 1: UnhandledException", "on a thread", "")]
    public void A_failure_says_where_and_why_on_the_terminal_and_on_the_page(string name, string place, string reason, string source)
    {
        run.Result.Error.ShouldContain($"{name}.ipynb, {place}");
        run.Result.Error.ShouldContain(source);
        run.Result.Error.ShouldNotContain("NotebookKernel.Engine");
        Outcome().IsMatch(run.Result.Output.ReplaceLineEndings("\n")).ShouldBeTrue(run.Result.Output);
        var error = run.Executed(name).Cells.SelectMany(c => c.Outputs).OfType<ErrorOutput>().ShouldHaveSingleItem();
        string.Join('\n', [error.Message, .. error.Traceback]).ShouldContain(reason);
        File.ReadAllText(run.Folder["artifacts", "site", name + ".html"]).ShouldContain("class=\"error\"");
    }

    [Fact]
    public void What_was_written_before_a_crash_is_kept()
    {
        Text(run.Executed("05-exit").Cells[0]).ShouldContain("before");
        run.Executed("06-failfast").Cells[0].Outputs.OfType<StreamOutput>().ShouldHaveSingleItem().Text.ShouldBe("before\n");
    }

    [Fact]
    public void Keeping_going_runs_the_cells_after_a_failure_unless_the_process_is_gone()
    {
        Text(run.Executed("02-compile").Cells[2]).ShouldContain("third 1");
        run.Executed("05-exit").Cells[2].ExecutionCount.ShouldBeNull();
    }

    [Fact]
    public void Progress_is_one_plain_line_for_each_cell()
    {
        run.Result.Output.ShouldNotContain("\u001b");
        CellLine().Count(run.Result.Output).ShouldBe(6 + 3 + 1 + 1 + 2 + 2 + 1 + 1);
    }

    private static string Text(NotebookCell cell) => string.Concat(cell.Outputs.Select(o => o switch
    {
        StreamOutput stream => stream.Text,
        ResultOutput result => result.Data.Data.GetValueOrDefault("text/plain") ?? result.Data.Data.GetValueOrDefault("text/html") ?? "",
        _ => "",
    }));

    [GeneratedRegex(@"^\S+\s+\d+ cells\s+\d+\.\d\d s\s+failed in cell \d+$", RegexOptions.Multiline)]
    private static partial Regex Outcome();

    [GeneratedRegex(@"^\S+  cell \d+ of \d+  \d+\.\d\d s", RegexOptions.Multiline)]
    private static partial Regex CellLine();
}
