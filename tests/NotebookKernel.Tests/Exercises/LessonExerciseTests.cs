using NotebookKernel.Display;
using NotebookKernel.Engine;
using NotebookKernel.Exercises;
using NotebookKernel.Notebooks;
using NotebookKernel.Running;
using NotebookKernel.Tests.Cli;

namespace NotebookKernel.Tests.Exercises;

/// <summary>Each lesson is run once, quickly; every exercise's check sees the stub first, then the solution.</summary>
public class LessonExerciseTests
{
    private static string Notebooks { get; } = Path.Combine(CourseProcess.Repository, "notebooks");

    public static TheoryData<string> Lessons => [.. Directory.GetFiles(Notebooks, "*.ipynb").Select(path => Path.GetFileName(path)).Order()];

    [Theory]
    [MemberData(nameof(Lessons))]
    public async Task Every_check_fails_on_the_stub_and_passes_on_the_solution(string name)
    {
        var lesson = Notebook.Read(Path.Combine(Notebooks, name));
        var stubs = StubWriter.Write(lesson, exercise => $"throw YourTurn.In(\"{exercise}\")");
        stubs.ShouldNotBeEmpty();
        new NotebookParameters(lesson).Inject(RunSize.Quick, new Dictionary<string, string>());
        using var engine = new CSharpEngine(new EngineOptions(Notebooks));
        async Task<CellError?> Run(string code) => (await engine.ExecuteAsync(code, NoOutputs.Instance)).Error;

        foreach (var cell in lesson.Cells.Where(c => c.Kind == CellKind.Code))
        {
            var (exercise, stub) = stubs.FirstOrDefault(s => s.Exercise.Cell == cell);
            if (exercise is not null)
            {
                (await Run(stub)).ShouldBeNull($"{exercise.Label}: its stub\n{stub}");
                var error = (await Run(exercise.Check.ShouldNotBeNull().Source)).ShouldNotBeNull($"{exercise.Label}: its check passes on the stub");
                error.Name.ShouldBe("YourTurnException", $"{exercise.Label}: {error.Message}");
                error.Message.ShouldContain(exercise.Label[1..]); // without the first letter, which is large where it begins the sentence
            }

            var failure = await Run(cell.Source);
            failure.ShouldBeNull(failure is null ? null : $"{cell.Id}: {failure.Name}: {failure.Message}");
        }
    }
}
