using NotebookKernel.Engine;
using NotebookKernel.Exercises;

namespace NotebookKernel.Checking;

/// <summary>What is known of a notebook while it is checked, over all its processes.</summary>
internal sealed class Check(IReadOnlyList<Exercise> exercises, IReadOnlyList<CheckStep> steps)
{
    private readonly CheckedExercise?[] _results = new CheckedExercise?[exercises.Count];
    private readonly (CheckStep Step, CellError Error)?[] _errors = new (CheckStep, CellError)?[exercises.Count];
    private readonly TimeSpan[] _times = new TimeSpan[exercises.Count];
    private readonly bool[] _leftOut = new bool[exercises.Count];
    private int _lastOwn = -1;

    /// <summary>All steps, in order.</summary>
    public IReadOnlyList<CheckStep> Steps => steps;

    /// <summary>Why the check cannot go on; null if it can.</summary>
    public string? Problem { get; private set; }

    /// <summary>Whether every exercise has its verdict.</summary>
    public bool Complete => _results.All(r => r is not null);

    /// <summary>The verdicts so far; what has none was not reached.</summary>
    public IReadOnlyList<CheckedExercise> Results =>
        [.. _results.Select((r, i) => r ?? new CheckedExercise(exercises[i].Label, Verdict.NotDone, "It was not reached."))];

    /// <summary>Whether a step is to be run: not the answer that ended a process, nor a check that was run before.</summary>
    public bool Wants(CheckStep step) => step.Kind switch
    {
        StepKind.Own => !_leftOut[step.Exercise],
        StepKind.Check => _results[step.Exercise] is null,
        _ => true,
    };

    /// <summary>How long the exercise of a step has run in this process.</summary>
    public TimeSpan TimeOf(CheckStep step) => step.Kind == StepKind.Lesson ? TimeSpan.Zero : _times[step.Exercise];

    public void AddTime(CheckStep step, TimeSpan time)
    {
        if (step.Kind != StepKind.Lesson)
            _times[step.Exercise] += time;
    }

    /// <summary>A step ran, and its process is still there.</summary>
    public void Ran(CheckStep step, CellError? error, string notDone, string wrong)
    {
        if (step.Kind == StepKind.Own)
        {
            _lastOwn = step.Exercise;
            if (error is not null)
                _errors[step.Exercise] ??= (step, error);
        }
        else if (step.Kind == StepKind.Check)
        {
            Judge(step.Exercise, error, notDone, wrong);
        }
        else if (error is not null && _lastOwn < 0)
        {
            Problem = $"The lesson's own cell {step.Name} failed before any answer: {error.Name}: {error.Message}";
        }
    }

    /// <summary>A step's process is gone, or has to go.</summary>
    public void Ended(CheckStep step, Verdict verdict, string message)
    {
        // A cell of the lesson does not end its process; what an answer left running does.
        var guilty = step.Kind == StepKind.Lesson ? _lastOwn : step.Exercise;
        if (guilty < 0 || _leftOut[guilty])
        {
            Problem = $"The lesson's own cell {step.Name} ended its process before any answer: {message}";
            return;
        }

        _results[guilty] = new CheckedExercise(exercises[guilty].Label, verdict, message);
        _leftOut[guilty] = true;
        Restart();
    }

    /// <summary>No time is left for the file.</summary>
    public void OutOfTime(CheckStep step, string message)
    {
        for (var i = Math.Max(0, step.Exercise); i < _results.Length; i++)
            _results[i] ??= new CheckedExercise(exercises[i].Label, Verdict.TookTooLong, message);
    }

    /// <summary>Every step was run: an exercise without a check is not judged.</summary>
    public void Finished()
    {
        for (var i = 0; i < _results.Length; i++)
            _results[i] ??= new CheckedExercise(exercises[i].Label, Verdict.Done, "");
    }

    private void Restart()
    {
        _lastOwn = -1;
        Array.Clear(_times);
        for (var i = 0; i < _errors.Length; i++)
        {
            if (_results[i] is null)
                _errors[i] = null;
        }
    }

    private void Judge(int exercise, CellError? error, string notDone, string wrong)
    {
        var answered = steps.Any(s => s.Kind == StepKind.Own && s.Exercise == exercise);
        var own = _errors[exercise];
        var (verdict, message) = error switch
        {
            null => (Verdict.Done, ""),
            _ when own is { } mine && mine.Error.Name == notDone => (Verdict.NotDone, mine.Error.Message),
            _ when own is { } mine => (Verdict.Error, Place(mine.Step, mine.Error) + Text(mine.Error)),
            { Name: var name } when name == notDone => (Verdict.NotDone, answered ? error.Message : ""),
            { Name: var name } when name == wrong => (Verdict.Wrong, error.Message),
            { Kind: CellErrorKind.Compilation } => (Verdict.Wrong, $"The check does not fit the answer: {error.Message} ({error.SourceLine?.Trim()})"),
            _ => (Verdict.Wrong, $"The check cannot use the answer: {Text(error)}"),
        };
        _results[exercise] = new CheckedExercise(exercises[exercise].Label, verdict, message);
    }

    private string Place(CheckStep step, CellError error) =>
        (step.Name == exercises[step.Exercise].Label ? "" : $"{step.Name}, ") + (error.Line is { } line ? $"line {line}: " : "");

    private static string Text(CellError error) => error.Kind == CellErrorKind.Compilation ? error.Message : $"{error.Name}: {error.Message}";
}
