using NotebookKernel.Tests.Notebooks;

namespace NotebookKernel.Tests.Cli;

public sealed class SiteCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SiteCommandTests() => new NotebookBuilder().Text("# One").Code("Console.WriteLine(6 * 7);").Save(Directory.CreateDirectory(_folder["notebooks"]).FullName, "01-one.ipynb");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_book_is_written_and_can_be_written_again_from_its_own_results()
    {
        var first = await CourseProcess.RunAsync(_folder.Path, "site", "--quick", "--out", "das Buch");
        first.ExitCode.ShouldBe(0, first.Error);
        (await File.ReadAllTextAsync(_folder["das Buch", "01-one.html"])).ShouldContain("42");

        var second = await CourseProcess.RunAsync(_folder.Path, "site", "--no-run", "--out", "again", "das Buch/notebooks");
        second.ExitCode.ShouldBe(0, second.Error);
        second.Output.ShouldContain(_folder["again", "index.html"]);
        (await File.ReadAllTextAsync(_folder["again", "01-one.html"])).ShouldContain("42");
        (await File.ReadAllBytesAsync(_folder["again", "notebooks", "01-one.ipynb"])).ShouldBe(await File.ReadAllBytesAsync(_folder["das Buch", "notebooks", "01-one.ipynb"]));
    }

    [Theory]
    [InlineData("holds no results", "--no-run")]
    [InlineData("exclude each other", "--no-run", "--quick")]
    [InlineData("no site", "--out", "notebooks")]
    [InlineData("at least 1", "--jobs", "0")]
    public async Task A_wrong_command_line_is_explained_and_writes_nothing(string problem, params string[] options)
    {
        var result = await CourseProcess.RunAsync(_folder.Path, ["site", .. options]);
        result.ExitCode.ShouldBe(2);
        result.Error.ShouldContain(problem);
        Directory.Exists(_folder["artifacts"]).ShouldBeFalse();
    }
}
