using System.Text.RegularExpressions;
using NotebookKernel.Engine;

namespace NotebookKernel.Running;

/// <summary>Says in a reader's words why a cell took its process with it.</summary>
internal static partial class ProcessEnd
{
    private const string Unhandled = "Unhandled exception. ", Terminated = "Process terminated.", Fatal = "Fatal error.";

    /// <param name="exitCode">The process's exit code; 128 + n after signal n on Unix.</param>
    /// <param name="standardError">What the .NET runtime wrote when it gave up.</param>
    public static CellError Explain(int exitCode, IReadOnlyList<string> standardError)
    {
        if (Find("Stack overflow") is >= 0 and var overflow)
            return Error("StackOverflow", "The stack overflowed: a method calls itself without end.", Frames(overflow + 1));
        if (Find(Terminated) is >= 0 and var terminated)
            return Error("FailFast", $"The process was terminated: {Reason(terminated, Terminated)}", Frames(terminated + 1));
        if (Find(Fatal) is >= 0 and var fatal)
        {
            var reason = Reason(fatal, Fatal);
            if (reason.Contains("AccessViolationException", StringComparison.Ordinal) || reason.Contains("protected memory", StringComparison.Ordinal))
                reason = "it touched memory that is not its own.";
            return Error("Crash", $"The process crashed: {reason}", Frames(fatal + 1));
        }

        if (Find(Unhandled) is >= 0 and var unhandled)
        {
            return Error(
                "UnhandledException",
                $"An exception outside the cell's own code ended the process: {standardError[unhandled][Unhandled.Length..]}",
                Frames(unhandled + 1));
        }

        if (Find("Out of memory") >= 0)
            return Error("OutOfMemory", "The process ran out of memory.", []);
        return exitCode switch
        {
            137 => Error("Killed", "The process was killed (signal 9); often for lack of memory.", []),
            > 128 and < 160 when !OperatingSystem.IsWindows() => Error("Crash", $"The process crashed (signal {exitCode - 128}).", []),
            < 0 => Error("Crash", $"The process crashed (0x{exitCode:X8}).", []),
            _ => Error("ProcessExit", $"The cell ended the process with exit code {exitCode} (Environment.Exit?).", []),
        };

        int Find(string text)
        {
            for (var i = 0; i < standardError.Count; i++)
            {
                if (standardError[i].StartsWith(text, StringComparison.Ordinal))
                    return i;
            }

            return -1;
        }

        // In the same line, or in the next.
        string Reason(int place, string words)
        {
            var reason = standardError[place][words.Length..].Trim();
            if (reason.Length == 0 && place + 1 < standardError.Count && !IsFrame(standardError[place + 1]))
                reason = standardError[place + 1].Trim();
            return reason.Length == 0 ? "no reason given" : reason;
        }

        // Frames repeat without end in a stack overflow; the first few of the user's own say it all.
        IEnumerable<string> Frames(int from) => standardError.Skip(from).Where(IsFrame).Select(UserFrame).OfType<string>().Take(6);
    }

    /// <summary>A frame as its author knows it; null for the runtime's and the engine's own.</summary>
    private static string? UserFrame(string frame)
    {
        frame = frame.Trim();
        if (frame.StartsWith("at System.", StringComparison.Ordinal) || frame.StartsWith("at NotebookKernel.", StringComparison.Ordinal)
            || frame.Contains("<Factory>", StringComparison.Ordinal) || frame.Contains(".<Initialize>", StringComparison.Ordinal))
        {
            return null;
        }

        var place = frame.IndexOf(" in cell ", StringComparison.Ordinal);
        if (frame.Contains("<<Initialize>>", StringComparison.Ordinal))
            return place < 0 ? null : "   at" + frame[(place + 3)..].Replace(":line", ", line", StringComparison.Ordinal);
        return "   " + Submission().Replace(frame, "");
    }

    private static bool IsFrame(string line) => line.TrimStart().StartsWith("at ", StringComparison.Ordinal);

    private static CellError Error(string name, string message, IEnumerable<string> frames) =>
        new(CellErrorKind.Exception, name, message, null, null, null, [$"{name}: {message}", .. frames]);

    [GeneratedRegex(@"Submission#\d+[.+]")]
    private static partial Regex Submission();
}
