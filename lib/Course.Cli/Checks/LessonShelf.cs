using NotebookKernel.Checking;
using NotebookKernel.Exercises;
using NotebookKernel.Notebooks;
using NotebookKernel.Running;

namespace Course.Cli.Checks;

/// <summary>The course's lessons; one is prepared when the first notebook of it comes.</summary>
/// <param name="lessons">Their sources.</param>
/// <param name="size">At which size they run.</param>
internal sealed class LessonShelf(IReadOnlyList<Notebook> lessons, RunSize size)
{
    private readonly Dictionary<Notebook, CheckedLesson> _prepared = [];

    /// <summary>The lesson that a student's notebook belongs to; null if none.</summary>
    /// <exception cref="UsageException">The lesson's source is not fit to check with.</exception>
    public CheckedLesson? Find(Notebook student)
    {
        if (LessonFinder.Find(student, lessons) is not { } lesson)
            return null;
        lock (_prepared)
        {
            if (_prepared.TryGetValue(lesson, out var prepared))
                return prepared;
            try
            {
                return _prepared[lesson] = CheckedLesson.Prepare(lesson, size, Stubs.Unfinished);
            }
            catch (Exception e) when (e is LessonException or ParameterException)
            {
                throw new UsageException(e.Message);
            }
        }
    }
}
