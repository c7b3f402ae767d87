using NotebookKernel.Notebooks;

namespace NotebookKernel.Exercises;

/// <summary>Turns a lesson into what students get.</summary>
public static class Handout
{
    /// <summary>Replaces every solution by its stub; checks and all else stay byte for byte.</summary>
    /// <param name="lesson">The lesson, changed in memory.</param>
    /// <param name="unfinished">The C# expression that throws, by the exercise's label; see <see cref="StubWriter"/>.</param>
    /// <exception cref="LessonException">A cell does not compile, or a stub cannot be written.</exception>
    public static void Make(Notebook lesson, Func<string, string> unfinished)
    {
        foreach (var (exercise, stub) in StubWriter.Write(lesson, unfinished))
            exercise.Cell.Source = stub;
        foreach (var cell in lesson.Cells.Where(c => c.HasTag(Exercise.SolutionTag)))
        {
            if (cell.Kind != CellKind.Code)
                cell.Source = "*Your answer:*";
            cell.RemoveTag(Exercise.SolutionTag);
        }

        lesson.StripOutputs();
    }
}
