namespace NotebookKernel.Checking;

/// <summary>What came of an exercise.</summary>
public enum Verdict
{
    /// <summary>Its check passes.</summary>
    Done,

    /// <summary>There is an answer, and its check fails.</summary>
    Wrong,

    /// <summary>There is no answer, or not to all that is asked.</summary>
    NotDone,

    /// <summary>Its code does not compile, or throws.</summary>
    Error,

    /// <summary>Its code ended the process, or took more memory than it may.</summary>
    Crashed,

    /// <summary>Its code did not end in time.</summary>
    TookTooLong,
}

/// <summary>One exercise of one student.</summary>
/// <param name="Exercise">What the exercise is called.</param>
/// <param name="Verdict">What came of it.</param>
/// <param name="Message">Why; empty if it is done.</param>
public sealed record CheckedExercise(string Exercise, Verdict Verdict, string Message);

/// <summary>One student's notebook.</summary>
/// <param name="Path">The file.</param>
/// <param name="Lesson">The file name of the lesson that it belongs to; null if none could be told.</param>
/// <param name="Problem">Why it could not be checked, or not to the end; null if it was.</param>
/// <param name="Exercises">The lesson's exercises, in order; empty without a lesson.</param>
public sealed record CheckedFile(string Path, string? Lesson, string? Problem, IReadOnlyList<CheckedExercise> Exercises)
{
    /// <summary>How many exercises are done.</summary>
    public int Done => Exercises.Count(e => e.Verdict == Verdict.Done);

    /// <summary>Whether all exercises are done.</summary>
    public bool Complete => Problem is null && Done == Exercises.Count;
}
