namespace NotebookKernel.Engine;

/// <summary>A directive failed; the message is the user's.</summary>
internal sealed class DirectiveException(string message, int line, IReadOnlyList<string>? details = null) : Exception(message)
{
    /// <summary>The directive's line in its cell or file, from 1.</summary>
    public int Line { get; } = line;

    /// <summary>More for the traceback, such as a restore's own messages.</summary>
    public IReadOnlyList<string> Details { get; } = details ?? [];
}
