using System.Diagnostics;
using NotebookKernel.Notebooks;

namespace NotebookKernel.Running;

/// <summary>Runs notebooks, each in a process of its own with the notebook's folder as working directory.</summary>
/// <param name="command">How to start such a process.</param>
/// <param name="progress">Hears of the run as it goes.</param>
public sealed class NotebookRunner(EngineCommand command, IRunProgress progress)
{
    /// <summary>How many notebooks run side by side; 1 by default.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>
    /// Whether a failed cell stops nothing: the notebook's other cells run (unless its process is gone), and so do the other
    /// notebooks. Otherwise the notebook ends there and no other one begins. False by default.
    /// </summary>
    public bool KeepGoing { get; init; }

    /// <summary>Runs notebooks and puts their outputs into them.</summary>
    /// <param name="notebooks">The notebooks; changed in memory, not on disk.</param>
    /// <param name="cancellation">Ends every process of the run at once.</param>
    /// <returns>A run for each notebook; null for one that was not begun.</returns>
    /// <exception cref="OperationCanceledException">The run was cancelled; no process of it is left.</exception>
    /// <exception cref="InvalidOperationException">An engine's process did not start.</exception>
    public async Task<IReadOnlyList<NotebookRun?>> RunAsync(IReadOnlyList<Notebook> notebooks, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(notebooks);
        var runs = new NotebookRun?[notebooks.Count];
        var next = -1;
        var stopped = false;

        async Task Work()
        {
            while (!Volatile.Read(ref stopped) && Interlocked.Increment(ref next) is var i && i < notebooks.Count)
            {
                try
                {
                    runs[i] = await RunOneAsync(notebooks[i], i, cancellation).ConfigureAwait(false);
                }
                catch
                {
                    Volatile.Write(ref stopped, true);
                    throw;
                }

                if (!KeepGoing && !runs[i]!.Succeeded)
                    Volatile.Write(ref stopped, true);
            }
        }

        await Task.WhenAll(Enumerable.Range(0, Math.Clamp(Jobs, 1, Math.Max(1, notebooks.Count))).Select(_ => Work())).ConfigureAwait(false);
        return runs;
    }

    private async Task<NotebookRun> RunOneAsync(Notebook notebook, int index, CancellationToken cancellation)
    {
        notebook.StripOutputs();
        var code = notebook.Cells.Where(c => c.Kind == CellKind.Code).ToList();
        progress.NotebookStarted(index, code.Count);
        var clock = Stopwatch.StartNew();
        var collector = new OutputCollector();
        var runs = new List<CellRun>();
        var elapsed = TimeSpan.Zero;
        if (code.Count > 0)
        {
            var folder = Path.GetDirectoryName(Path.GetFullPath(notebook.Path))!;
            var engine = await EngineProcess.StartAsync(command, folder, collector.For, cancellation).ConfigureAwait(false);
            await using (engine.ConfigureAwait(false))
            {
                foreach (var cell in code)
                {
                    var number = runs.Count + 1;
                    progress.CellStarted(index, number);
                    var begun = clock.Elapsed;
                    var outcome = await engine.ExecuteAsync(cell.Source, cancellation).ConfigureAwait(false);
                    elapsed = clock.Elapsed;
                    runs.Add(new CellRun(number, elapsed - begun, outcome.Error));
                    progress.CellFinished(index, runs[^1]);
                    if (outcome.Error is not null && (!KeepGoing || engine.HasEnded))
                        break;
                }
            }
        }

        // Not before the process has ended: background work and later cells may still change earlier outputs.
        foreach (var run in runs)
        {
            code[run.Number - 1].ExecutionCount = run.Number;
            code[run.Number - 1].Outputs = run.Error is { } error
                ? [.. collector.Outputs(run.Number), new ErrorOutput(error.Name, error.Message, error.Traceback)]
                : collector.Outputs(run.Number);
        }

        var result = new NotebookRun(notebook, runs, code.Count, elapsed);
        progress.NotebookFinished(index, result);
        return result;
    }
}
