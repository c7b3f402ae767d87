using NotebookKernel.Display;

namespace NotebookKernel.Engine;

/// <summary>Runs C# cells one after another, keeping their state.</summary>
public sealed class CSharpEngine : IDisposable
{
    private readonly EngineOptions _options;

    /// <summary>Starts a session.</summary>
    /// <param name="options">Where it runs.</param>
    public CSharpEngine(EngineOptions options) => _options = options;

    /// <summary>Runs one cell; its outputs go to <paramref name="outputs"/> as they come.</summary>
    /// <param name="code">The cell's text, directives included.</param>
    /// <param name="outputs">Receives streams, displays and the last expression's value.</param>
    /// <param name="cancellation">Interrupts the cell; the session goes on.</param>
    /// <returns>How it ended. User errors are returned, never thrown.</returns>
    public Task<CellOutcome> ExecuteAsync(string code, ICellOutputs outputs, CancellationToken cancellation = default) =>
        throw new InvalidOperationException($"no session in {_options.WorkingDirectory}");

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
