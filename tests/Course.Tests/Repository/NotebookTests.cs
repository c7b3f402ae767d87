using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Course.Tests.Repository;

/// <summary>What every lesson keeps to, whoever wrote it.</summary>
public partial class NotebookTests
{
    /// <summary>The lessons, and what `course new` makes lessons from.</summary>
    public static TheoryData<string> Names =>
        [.. Directory.GetFiles(Path.Combine(Repo.Root, "notebooks"), "*.ipynb").Select(path => Path.GetFileName(path)).Order(), Path.Combine("..", "lib", "Course.Cli", "Lessons", "skeleton.ipynb")];

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

    [Theory]
    [MemberData(nameof(Names))]
    public void Charts_made_by_hand_have_the_course_s_look_and_name_their_axes(string name)
    {
        foreach (var cell in Cells(name).Where(IsCode))
        {
            var source = Source(cell);
            if (!HandMade().IsMatch(source) || !source.Contains(".ToFigure(", StringComparison.Ordinal))
                continue;
            var id = (string)cell["id"]!;
            source.ShouldContain(".WithCourseTheme(", customMessage: $"{id}: a chart has a title and the course's look");
            // Its second and third argument name the axes; a chart in space, or one with axes of its own, gives them titles.
            (NamedAxes().IsMatch(source) || source.Contains("Title.init(", StringComparison.Ordinal) || source.Contains("TitleText:", StringComparison.Ordinal))
                .ShouldBeTrue($"{id}: the axes of a chart have labels");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Alternative_texts_say_what_is_to_be_seen(string name)
    {
        foreach (var cell in Cells(name).Where(IsCode))
        {
            foreach (Match match in AltText().Matches(Source(cell)))
            {
                string text = string.Concat(Literal().Matches(match.Value).Select(literal => literal.Groups[1].Value));
                // The pictures of a slider's steps may be brief: the words are those of the whole.
                int least = Source(cell).Contains("Plot.Explore(", StringComparison.Ordinal) ? 15 : 40;
                text.Length.ShouldBeGreaterThanOrEqualTo(least, $"{cell["id"]}: \"{text}\" says too little to someone who cannot see the chart");
            }
        }
    }

    private static JsonObject Read(string name) => JsonNode.Parse(Repo.Read("notebooks", name))!.AsObject();

    private static JsonObject[] Cells(string name) => [.. Read(name)["cells"]!.AsArray().Select(cell => cell!.AsObject())];

    private static bool IsCode(JsonObject cell) => (string)cell["cell_type"]! == "code";

    private static string Source(JsonObject cell) => string.Concat(cell["source"]!.AsArray().Select(line => (string)line!));

    private static string[] Tags(JsonObject cell) => [.. cell["metadata"]!["tags"]?.AsArray().Select(tag => (string)tag!) ?? []];

    [GeneratedRegex("https?://|HttpClient|nuget:")]
    private static partial Regex Address();

    [GeneratedRegex(@"\bChart\.[A-Z]\w*[<(]")]
    private static partial Regex HandMade();

    /// <summary>Title, label and label, each a text or an expression.</summary>
    [GeneratedRegex(@"WithCourseTheme\((?:[^,()]|\([^()]*\)|""[^""]*"")+,\s*(?!height:)(?:[^,()]|\([^()]*\)|""[^""]*"")+,\s*(?!height:)[^)]+\)")]
    private static partial Regex NamedAxes();

    /// <summary>All of the text, whatever it is composed of: up to the caption or the next argument's end.</summary>
    [GeneratedRegex(@"altText:\s*\$?""(?:(?!caption:|altText:|Plot\.|Chart\.).)*", RegexOptions.Singleline)]
    private static partial Regex AltText();

    [GeneratedRegex(@"""((?:[^""\\]|\\.)*)""")]
    private static partial Regex Literal();
}
