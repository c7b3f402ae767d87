namespace NotebookKernel.Running;

/// <summary>How to start this program as a process that runs cells.</summary>
/// <param name="FileName">The program.</param>
/// <param name="Arguments">Its arguments; what tells it whom to talk to is added behind them.</param>
public sealed record EngineCommand(string FileName, params IReadOnlyList<string> Arguments)
{
    /// <summary>Set in the process, besides what it inherits.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}
