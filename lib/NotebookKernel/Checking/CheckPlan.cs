using System.Text.RegularExpressions;
using NotebookKernel.Engine;
using NotebookKernel.Exercises;
using NotebookKernel.Notebooks;

namespace NotebookKernel.Checking;

/// <summary>Whose code a step of a check is.</summary>
internal enum StepKind
{
    /// <summary>The lesson's, or a stub.</summary>
    Lesson,

    /// <summary>The student's.</summary>
    Own,

    /// <summary>The check of an exercise.</summary>
    Check,
}

/// <summary>One cell to run.</summary>
/// <param name="Kind">Whose code it is.</param>
/// <param name="Exercise">Which exercise it belongs to, from 0; -1 for none.</param>
/// <param name="Code">The code.</param>
/// <param name="Name">What to call the cell.</param>
/// <param name="Refusal">Why it is not run at all; null if it is.</param>
internal sealed record CheckStep(StepKind Kind, int Exercise, string Code, string Name, CellError? Refusal = null);

/// <summary>What is run to check a student's notebook: the lesson's own cells, with the student's answers where its solutions were.</summary>
/// <remarks>
/// Setup, parameters, the lesson's cells and its checks come from the source: students try things out, and what they changed there should
/// neither break nor ease an exercise. Of the student's come the exercises' cells, and cells added behind the first task. Before an
/// answer stands its stub, so that what the answer lacks is told by name. An answer that gives a name of the libraries another meaning is
/// not run: it would be what the checks go by.
/// </remarks>
internal static partial class CheckPlan
{
    public static IReadOnlyList<CheckStep> Make(Notebook student, CheckedLesson lesson)
    {
        var (answers, added) = Place(student, lesson);
        var folder = Path.GetDirectoryName(Path.GetFullPath(lesson.Notebook.Path))!;
        var steps = new List<CheckStep>();
        var cells = lesson.Notebook.Cells;
        var exercises = lesson.Exercises;
        var firstAnswer = exercises.Count == 0 ? 0 : cells.TakeWhile(c => c != exercises[0].Cell).Count();
        var checksDone = 0;
        void Add(StepKind kind, int exercise, string code, string name)
        {
            if (CellMatch.Normal(code).Length > 0)
                steps.Add(new CheckStep(kind, exercise, AbsoluteReferences(code, folder), name, kind == StepKind.Own ? Refusal(code, lesson.Names) : null));
        }

        var begun = 0;
        void Begin(int exercise)
        {
            // Once, and before all that the student wrote for it.
            if (begun <= exercise)
                Add(StepKind.Lesson, exercise, lesson.StubOf(exercises[exercise]), $"stub of {exercises[exercise].Label}");
            begun = Math.Max(begun, exercise + 1);
        }

        for (var i = 0; i < cells.Count && checksDone < exercises.Count; i++)
        {
            var cell = cells[i];
            var index = Index(exercises, e => e.Cell == cell);
            var check = Index(exercises, e => e.Check == cell);
            if (index >= 0)
            {
                Begin(index);
                if (answers.TryGetValue(cell, out var answer) && CellMatch.Normal(answer.Source) != CellMatch.Normal(lesson.StubOf(exercises[index])))
                    Add(StepKind.Own, index, answer.Source, exercises[index].Label);
                if (exercises[index].Check is null)
                    checksDone++;
            }
            else if (check >= 0)
            {
                Add(StepKind.Check, check, cell.Source, $"check of {exercises[check].Label}");
                checksDone++;
            }
            else if (cell.Kind == CellKind.Code)
            {
                Add(StepKind.Lesson, -1, cell.Source, cell.Id ?? $"cell {i + 1}");
            }

            // From the first task on, which stands right before its answer.
            if (checksDone < exercises.Count && i + 1 >= firstAnswer && added.TryGetValue(cell, out var own))
            {
                Begin(checksDone);
                foreach (var more in own)
                    Add(StepKind.Own, checksDone, more.Source, $"a cell added to {exercises[checksDone].Label}");
            }
        }

        return steps;
    }

    /// <summary>Which of the student's cells stands where one of the lesson's did, and which were added behind that.</summary>
    private static (Dictionary<NotebookCell, NotebookCell> Answers, Dictionary<NotebookCell, List<NotebookCell>> Added) Place(
        Notebook student, CheckedLesson lesson)
    {
        var matches = CellMatch.Match(student, lesson);
        var answers = new Dictionary<NotebookCell, NotebookCell>();
        var added = new Dictionary<NotebookCell, List<NotebookCell>>();
        NotebookCell? anchor = null;
        for (var i = 0; i < matches.Count; i++)
        {
            if (matches[i] is { } original)
                answers[anchor = original] = student.Cells[i];
            else if (anchor is not null && student.Cells[i].Kind == CellKind.Code)
                (added.TryGetValue(anchor, out var list) ? list : added[anchor] = []).Add(student.Cells[i]);
        }

        return (answers, added);
    }

    private static CellError? Refusal(string answer, LessonNames names) => names.HiddenBy(answer) is { } hidden
        ? new CellError(
            CellErrorKind.Compilation,
            "HiddenName",
            $"`{hidden.Name}` means something else in this lesson, and its checks need it: give what you declare here another name.",
            hidden.Line, null, null, [])
        : null;

    private static int Index(IReadOnlyList<Exercise> exercises, Func<Exercise, bool> which)
    {
        for (var i = 0; i < exercises.Count; i++)
        {
            if (which(exercises[i]))
                return i;
        }

        return -1;
    }

    /// <summary>Code that finds its files although it runs in another folder.</summary>
    private static string AbsoluteReferences(string code, string folder) => Reference().Replace(code, match =>
    {
        var path = Path.GetFullPath(match.Groups[2].Value.Replace('\\', '/'), folder);
        return File.Exists(path) ? match.Groups[1].Value + path + "\"" : match.Value;
    });

    [GeneratedRegex("""^([ \t]*#(?:r|load|!import)[ \t]+")([^"\r\n]+)"(?=[ \t]*\r?$)""", RegexOptions.Multiline)]
    private static partial Regex Reference();
}
