using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Course.Tests.Repository;

/// <summary>What every lesson keeps to, whoever wrote it.</summary>
public partial class NotebookTests
{
    public static TheoryData<string> Names => [.. Directory.GetFiles(Path.Combine(Repo.Root, "notebooks"), "*.ipynb").Select(path => Path.GetFileName(path)).Order()];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_says_which_kernel_runs_it(string name)
    {
        var notebook = Read(name);

        ((int)notebook["nbformat"]!, (int)notebook["nbformat_minor"]!).ShouldBe((4, 5));
        JsonNode.DeepEquals(notebook["metadata"], JsonNode.Parse(
            """
            {
              "kernelspec": { "display_name": ".NET (C#)", "language": "C#", "name": ".net-csharp" },
              "language_info": { "name": "polyglot-notebook" },
              "polyglot_notebook": { "kernelInfo": { "defaultKernelName": "csharp", "items": [{ "aliases": [], "name": "csharp" }] } }
            }
            """)).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Cells_have_ids_of_their_own_and_no_outputs(string name)
    {
        var cells = Cells(name);

        cells.Select(cell => (string)cell["id"]!).ShouldBeUnique();
        foreach (var cell in cells)
        {
            ((string)cell["id"]!).ShouldMatch("^[a-zA-Z0-9_-]{1,64}$");
            if (!IsCode(cell))
                continue;
            cell["outputs"]!.AsArray().ShouldBeEmpty();
            cell["execution_count"].ShouldBeNull();
            ((string)cell["metadata"]!["dotnet_interactive"]!["language"]!).ShouldBe("csharp");
            ((string)cell["metadata"]!["polyglot_notebook"]!["kernelName"]!).ShouldBe("csharp");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_begins_with_its_goals_the_library_and_the_sizes(string name)
    {
        var cells = Cells(name);

        Source(cells[0]).ShouldStartWith("# ");
        Source(cells[0]).ShouldContain("You will be able to");
        Source(cells[0]).ShouldMatch(@"\*\*\d+ minutes\.\*\*");
        Source(cells[0]).ShouldContain("Reading:");
        Source(cells.First(IsCode)).ShouldStartWith("#r \"../lib/bin/Course.dll\"");

        var parameters = cells.Single(cell => Tags(cell).Contains("parameters"));
        foreach (var mode in new[] { "quick", "full" })
            foreach (var (variable, _) in parameters["metadata"]!["course"]![mode]!.AsObject())
                Source(parameters).ShouldContain($"var {variable} = ");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_has_three_to_six_exercises_each_with_a_solution_and_a_check(string name)
    {
        var cells = Cells(name);
        var solutions = Enumerable.Range(0, cells.Length).Where(i => Tags(cells[i]).Contains("solution")).ToArray();

        solutions.Length.ShouldBeInRange(3, 6);
        foreach (var i in solutions)
        {
            Tags(cells[i]).ShouldContain("exercise");
            IsCode(cells[i - 1]).ShouldBeFalse("the task stands before its solution");
            Tags(cells[i + 1]).ShouldContain("check");
        }

        Source(cells[^1]).ShouldStartWith("## What to remember");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Check_cells_check(string name)
    {
        foreach (var cell in Cells(name).Where(cell => Tags(cell).Contains("check")))
            Source(cell).ShouldContain("Check.");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_chart_has_words_and_nothing_is_fetched(string name)
    {
        foreach (var cell in Cells(name).Where(IsCode))
        {
            var source = Source(cell);
            if (source.Contains("Chart.", StringComparison.Ordinal) && !source.Contains("using ", StringComparison.Ordinal))
                source.ShouldContain("altText:");
            Address().IsMatch(source).ShouldBeFalse("no cell touches the network");
        }
    }

    private static JsonObject Read(string name) => JsonNode.Parse(Repo.Read("notebooks", name))!.AsObject();

    private static JsonObject[] Cells(string name) => [.. Read(name)["cells"]!.AsArray().Select(cell => cell!.AsObject())];

    private static bool IsCode(JsonObject cell) => (string)cell["cell_type"]! == "code";

    private static string Source(JsonObject cell) => string.Concat(cell["source"]!.AsArray().Select(line => (string)line!));

    private static string[] Tags(JsonObject cell) => [.. cell["metadata"]!["tags"]?.AsArray().Select(tag => (string)tag!) ?? []];

    [GeneratedRegex("https?://|HttpClient|nuget:")]
    private static partial Regex Address();
}
