using NotebookKernel.Exercises;
using NotebookKernel.Notebooks;
using NotebookKernel.Running;

namespace NotebookKernel.Checking;

/// <summary>A lesson's source, ready to check students' notebooks with it.</summary>
public sealed class CheckedLesson
{
    private readonly Dictionary<NotebookCell, string> _stubs;

    private CheckedLesson(Notebook notebook, IReadOnlyList<(Exercise Exercise, string Stub)> stubs)
    {
        Notebook = notebook;
        Exercises = [.. stubs.Select(s => s.Exercise)];
        _stubs = stubs.ToDictionary(s => s.Exercise.Cell, s => s.Stub);
        Names = new LessonNames(notebook, stubs);
    }

    /// <summary>The lesson, with its solutions.</summary>
    public Notebook Notebook { get; }

    /// <summary>Its exercises.</summary>
    public IReadOnlyList<Exercise> Exercises { get; }

    /// <summary>The names that no answer may give another meaning.</summary>
    internal LessonNames Names { get; }

    /// <summary>Prepares a lesson.</summary>
    /// <param name="notebook">Its source; parameters are set in it.</param>
    /// <param name="size">At which size it runs.</param>
    /// <param name="unfinished">The C# expression that throws, by the exercise's label; see <see cref="StubWriter"/>.</param>
    /// <exception cref="LessonException">It does not compile, or holds no solutions and so is a handout itself.</exception>
    /// <exception cref="ParameterException">Its sizes are not as they should be.</exception>
    public static CheckedLesson Prepare(Notebook notebook, RunSize size, Func<string, string> unfinished)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        if (Exercise.In(notebook) is { Count: > 0 } exercises && !exercises.Any(e => e.Cell.HasTag(Exercise.SolutionTag)))
        {
            throw new LessonException(
                $"{notebook.Path} holds no solutions, so it is a handout. "
                + "Students' notebooks are checked against the lesson that handouts are made from.");
        }
        var lesson = new CheckedLesson(notebook, StubWriter.Write(notebook, unfinished));
        new NotebookParameters(notebook).Inject(size, new Dictionary<string, string>());
        return lesson;
    }

    /// <summary>What stands in an exercise's cell of the handout.</summary>
    public string StubOf(Exercise exercise)
    {
        ArgumentNullException.ThrowIfNull(exercise);
        return _stubs[exercise.Cell];
    }
}
