namespace NotebookKernel.Running;

/// <summary>How to start a process that runs <see cref="EngineHost"/>.</summary>
/// <param name="FileName">The program.</param>
/// <param name="Arguments">Its arguments; the name of the pipe to connect to is added behind them.</param>
public sealed record EngineCommand(string FileName, params IReadOnlyList<string> Arguments)
{
    /// <summary>Set in the engine's process, besides what it inherits.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}
