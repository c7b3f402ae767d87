using NotebookKernel.Display;
using NotebookKernel.Notebooks;
using NotebookKernel.Tests.Notebooks;

namespace NotebookKernel.Tests.Cli;

public sealed class RunCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public RunCommandTests()
    {
        var notebooks = Directory.CreateDirectory(_folder["notebooks"]).FullName;
        new NotebookBuilder().Text("# One").Parameters("var samples = 10;\nvar label = \"as written\";", """{"quick": {"samples": 2}}""")
            .Code("Console.WriteLine($\"{label}: {samples}\");").Save(notebooks, "01-one.ipynb");
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("as written: 10\n")]
    [InlineData("as written: 2\n", "--quick")]
    [InlineData("as written: 10\n", "--full")]
    [InlineData("it's \"mine\": 3\n", "--quick", "-p", "samples=3", "-p", "label=it's \"mine\"")]
    public async Task Parameters_reach_the_cells(string expected, params string[] options)
    {
        var result = await CourseProcess.RunAsync(_folder.Path, ["run", "--out", _folder["pages here"], .. options]);
        result.ExitCode.ShouldBe(0, result.Error);
        var executed = Notebook.Read(_folder["pages here", "notebooks", "01-one.ipynb"]);
        executed.Cells[^1].Outputs.ShouldBe([new StreamOutput(StreamName.Output, expected)]);
    }

    [Theory]
    [InlineData("exclude each other", "--quick", "--full")]
    [InlineData("They have label, samples.", "-p", "sample=3")]
    [InlineData("of type int", "-p", "samples=many")]
    [InlineData("name=value", "-p", "samples")]
    [InlineData("no such notebook", "notebooks/02.ipynb")]
    [InlineData("no notebook", "notebooks/9*.ipynb")]
    [InlineData("no such option", "--fast")]
    [InlineData("at least 1", "--jobs", "0")]
    [InlineData("no site", "--out", "notebooks")]
    public async Task A_wrong_command_line_is_explained_and_runs_nothing(string problem, params string[] options)
    {
        var result = await CourseProcess.RunAsync(_folder.Path, ["run", .. options]);
        result.ExitCode.ShouldBe(2);
        result.Error.ShouldContain(problem);
        result.Error.ShouldNotContain("   at ");
        result.Output.ShouldBeEmpty();
        Directory.Exists(_folder["artifacts"]).ShouldBeFalse();
        File.Exists(_folder["notebooks", "01-one.ipynb"]).ShouldBeTrue();
    }

    [Fact]
    public async Task A_damaged_notebook_is_one_line()
    {
        await File.WriteAllTextAsync(_folder["notebooks", "02-cut.ipynb"], "{\"cells\": [\n {\"cell_type\": \"co");
        var result = await CourseProcess.RunAsync(_folder.Path, "run");
        result.ExitCode.ShouldBe(2);
        result.Error.Trim().ShouldBe($"{Path.Combine("notebooks", "02-cut.ipynb")}(2,19): the file ends in the middle of the notebook: it is cut off");
    }

    [Fact]
    public async Task Without_keep_going_the_run_stops_at_the_first_failure_and_still_writes_pages()
    {
        new NotebookBuilder().Code("nonsense").Code("1").Save(_folder["notebooks"], "02-bad.ipynb");
        new NotebookBuilder().Code("1").Save(_folder["notebooks"], "03-later.ipynb");
        var result = await CourseProcess.RunAsync(_folder.Path, "run", "--jobs", "1", "notebooks/*.ipynb");
        result.ExitCode.ShouldBe(1);
        result.Output.ShouldContain("not run");
        File.Exists(_folder["artifacts", "site", "02-bad.html"]).ShouldBeTrue();
        File.Exists(_folder["artifacts", "site", "03-later.html"]).ShouldBeFalse();
        Notebook.Read(_folder["artifacts", "site", "notebooks", "02-bad.ipynb"]).Cells[1].ExecutionCount.ShouldBeNull();
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("run", "--help")]
    [InlineData("student", "--help")]
    [InlineData("teacher", "--help")]
    [InlineData("check", "--help")]
    public async Task Help_is_asked_for_not_an_error(params string[] arguments)
    {
        var result = await CourseProcess.RunAsync(_folder.Path, arguments);
        result.ExitCode.ShouldBe(0);
        result.Output.ShouldContain($"course {(arguments.Length > 1 ? arguments[0] : "run")} ");
        if (arguments.Length > 1) result.Output.ShouldContain("130 interrupted");
        result.Output.ShouldMatch("course is typed as: dotnet .*course.dll");
        result.Error.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("check", "--file-seconds", "5000000", "a.ipynb")]
    [InlineData("check", "--seconds", "2147483647", "a.ipynb")]
    [InlineData("run", "--jobs", "2147483647")]
    public async Task A_number_beyond_reason_is_refused_and_the_help_can_be_typed(params string[] arguments)
    {
        var result = await CourseProcess.RunAsync(_folder.Path, arguments);
        result.ExitCode.ShouldBe(2);
        result.Error.ShouldContain($"{arguments[1]} must be at most 1,000,000");
        result.Error.ShouldMatch($"dotnet .*course.dll\"? {arguments[0]} --help shows how");
        result.Error.ShouldNotContain("   at ");
    }
}
