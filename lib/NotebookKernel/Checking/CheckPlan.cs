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
/// answer stands its stub, so that what the answer lacks is told by name. An answer that gives a name of the libraries another meaning, or
/// that of a function of the lesson, is not run: it would be what the checks go by.
/// </remarks>
internal sealed partial class CheckPlan
{
    private readonly CheckedLesson _lesson;
    private readonly string _folder;
    private readonly List<CheckStep> _steps = [];
    private int _begun, _checksDone;

    private CheckPlan(CheckedLesson lesson)
    {
        _lesson = lesson;
        _folder = Path.GetDirectoryName(Path.GetFullPath(lesson.Notebook.Path))!;
    }

    public static IReadOnlyList<CheckStep> Make(Notebook student, CheckedLesson lesson)
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

        var plan = new CheckPlan(lesson);
        var cells = lesson.Notebook.Cells;
        var exercises = lesson.Exercises;
        var firstAnswer = exercises.Count == 0 ? 0 : cells.TakeWhile(c => c != exercises[0].Cell).Count();
        for (var i = 0; i < cells.Count && plan._checksDone < exercises.Count; i++)
        {
            plan.AddCell(cells[i], cells[i].Id ?? $"cell {i + 1}", answers.GetValueOrDefault(cells[i]));

            // From the first task on, which stands right before its answer.
            if (plan._checksDone < exercises.Count && i + 1 >= firstAnswer && added.TryGetValue(cells[i], out var own))
                plan.AddOwn(own);
        }

        return plan._steps;
    }

    /// <summary>A cell of the lesson; an exercise's with its stub before, and the student's answer in its place.</summary>
    private void AddCell(NotebookCell cell, string name, NotebookCell? answer)
    {
        var exercises = _lesson.Exercises;
        if (Index(exercises, e => e.Cell == cell) is >= 0 and var index)
        {
            Begin(index);
            if (answer is not null && CellMatch.Normal(answer.Source) != CellMatch.Normal(_lesson.StubOf(exercises[index])))
                Add(StepKind.Own, index, answer.Source, exercises[index].Label);
            if (exercises[index].Check is null)
                _checksDone++;
        }
        else if (Index(exercises, e => e.Check == cell) is >= 0 and var check)
        {
            Add(StepKind.Check, check, cell.Source, $"check of {exercises[check].Label}");
            _checksDone++;
        }
        else if (cell.Kind == CellKind.Code)
        {
            Add(StepKind.Lesson, -1, cell.Source, name);
        }
    }

    /// <summary>Cells of the student's that belong to the exercise whose check comes next.</summary>
    private void AddOwn(List<NotebookCell> cells)
    {
        Begin(_checksDone);
        foreach (var cell in cells)
            Add(StepKind.Own, _checksDone, cell.Source, $"a cell added to {_lesson.Exercises[_checksDone].Label}");
    }

    /// <summary>The stub, once, and before all that the student wrote for the exercise.</summary>
    private void Begin(int exercise)
    {
        if (_begun <= exercise)
            Add(StepKind.Lesson, exercise, _lesson.StubOf(_lesson.Exercises[exercise]), $"stub of {_lesson.Exercises[exercise].Label}");
        _begun = Math.Max(_begun, exercise + 1);
    }

    private void Add(StepKind kind, int exercise, string code, string name)
    {
        if (CellMatch.Normal(code).Length > 0)
        {
            var refusal = kind == StepKind.Own ? Refusal(code, exercise) : null;
            _steps.Add(new CheckStep(kind, exercise, AbsoluteReferences(code, _folder), name, refusal));
        }
    }

    private CellError? Refusal(string answer, int exercise) => _lesson.Names.HiddenBy(answer, exercise) is { } hidden
        ? new CellError(
            CellErrorKind.Compilation, "HiddenName",
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
