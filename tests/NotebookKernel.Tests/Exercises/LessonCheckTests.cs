using System.Text.Json.Nodes;
using NotebookKernel.Exercises;
using NotebookKernel.Notebooks;
using NotebookKernel.Tests.Cli;

namespace NotebookKernel.Tests.Exercises;

/// <summary>A lesson of the course through the command that a teacher types, with the real library: the first one, which runs in three seconds.</summary>
public sealed class LessonCheckTests : IDisposable
{
    private const string Lesson = "01-autoencoders-and-the-linear-case.ipynb";

    private readonly TemporaryFolder _folder = new();

    private static string Source { get; } = Path.Combine(CourseProcess.Repository, "notebooks", Lesson);

    /// <summary>What <c>course student</c> writes.</summary>
    private static string Unfinished(string exercise) => $"throw YourTurn.In(\"{exercise}\")";

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Stubs_are_not_done_solutions_are_done_and_a_class_Check_of_one_s_own_counts_for_nothing()
    {
        var stubs = Notebook.Read(Source);
        Handout.Make(stubs, Unfinished);
        Save(stubs, "stubs.ipynb");
        Save(Notebook.Read(Source), "solutions.ipynb");
        HandIn("own check.ipynb", """
            static class Check
            {
                public static void That(bool condition, string what) { }
                public static void Equal(params object[] all) { }
                public static void Close(params object[] all) { }
            }
            """);
        HandIn("own variable.ipynb", "class Judge { public void That(bool condition, string what) { } public void Close(params object[] all) { } }\nvar Check = new Judge();");
        HandIn("own alias.ipynb", "using Check = System.Console;");
        var names = Notebook.Read(Source);
        Exercise.In(names)[0].Cell.Source += "\nclass Mine { public int Check = 1; public static int YourTurn() => 2; }\nint Twice(int Check) => 2 * Check;\nvar mine = new[] { 1, 2 }.Select(Check => Twice(Check)).Sum();";
        Save(names, "own names.ipynb");

        var run = await CourseProcess.RunAsync(CourseProcess.Repository, "check", _folder.Path, "--json", "--quick");

        run.Error.ShouldBeEmpty();
        var files = JsonNode.Parse(run.Output)!.AsArray().ToDictionary(f => Path.GetFileNameWithoutExtension((string)f!["file"]!), f => f!["exercises"]!.AsArray());
        int count = Exercise.In(Notebook.Read(Source)).Count;
        void ShouldAllBe(string name, string verdict) =>
            files[name].Select(e => (string)e!["verdict"]!).ShouldBe(Enumerable.Repeat(verdict, count), files[name].ToJsonString());
        ShouldAllBe("stubs", "not done");
        ShouldAllBe("solutions", "done");
        ShouldAllBe("own names", "done");
        foreach (string name in (string[])["own check", "own variable", "own alias"])
        {
            ((string)files[name][0]!["verdict"]!).ShouldBe("error", files[name].ToJsonString());
            ((string)files[name][0]!["message"]!).ShouldContain("`Check` means something else in this lesson");
            ((string)files[name][1]!["verdict"]!).ShouldBe("wrong", files[name].ToJsonString());
        }
    }

    /// <summary>A handout with something declared in its first answer, and a wrong second answer.</summary>
    private void HandIn(string name, string declaration)
    {
        var notebook = Notebook.Read(Source);
        Handout.Make(notebook, Unfinished);
        var exercises = Exercise.In(notebook);
        exercises[0].Cell.Source = declaration;
        exercises[1].Cell.Source = "var scaledW = W;\nvar scaledV = W.Transpose();";
        Save(notebook, name);
    }

    private void Save(Notebook notebook, string name) => File.WriteAllBytes(_folder[name], notebook.ToUtf8());
}
