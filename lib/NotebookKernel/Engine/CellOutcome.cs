namespace NotebookKernel.Engine;

/// <summary>How a cell ended.</summary>
/// <param name="Error">Why it failed; null if it did not.</param>
public sealed record CellOutcome(CellError? Error)
{
    /// <summary>The cell ran to its end.</summary>
    public static CellOutcome Success { get; } = new((CellError?)null);

    /// <summary>Whether the cell ran to its end.</summary>
    public bool Succeeded => Error is null;
}

/// <summary>What kind of failure ended a cell.</summary>
public enum CellErrorKind
{
    /// <summary>The cell does not compile; nothing of it ran.</summary>
    Compilation,

    /// <summary>The cell's code threw.</summary>
    Exception,

    /// <summary>A directive failed: a file or package not found, a restore that failed.</summary>
    Directive,

    /// <summary>The cell was interrupted.</summary>
    Cancelled,
}

/// <summary>A cell's failure, in the user's terms.</summary>
/// <param name="Kind">What kind of failure.</param>
/// <param name="Name">The exception's type name, or the first compiler error's number such as <c>CS0103</c>.</param>
/// <param name="Message">What went wrong.</param>
/// <param name="Line">The line of the cell, from 1, where known.</param>
/// <param name="Column">The column in that line, from 1, where known.</param>
/// <param name="SourceLine">The text of that line, where known.</param>
/// <param name="Traceback">Lines for a reader: for compile errors each diagnostic with its position, for exceptions the message,
/// inner exceptions, and the stack cut to the user's frames.</param>
public sealed record CellError(
    CellErrorKind Kind, string Name, string Message, int? Line, int? Column, string? SourceLine, IReadOnlyList<string> Traceback);
