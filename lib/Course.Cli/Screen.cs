using System.Globalization;
using NotebookKernel.Engine;
using NotebookKernel.Running;
using Spectre.Console;

namespace Course.Cli;

/// <summary>Shows a run as it goes, and how it ended.</summary>
/// <param name="names">The notebooks' names.</param>
internal abstract class Screen(IReadOnlyList<string> names) : IRunProgress
{
    private readonly Lock _lock = new();
    private readonly List<(int Notebook, CellRun Cell)> _failures = [];

    protected IReadOnlyList<string> Names => names;

    /// <summary>A table that changes in a terminal, plain lines elsewhere.</summary>
    public static Screen ForConsole(IReadOnlyList<string> names) =>
        !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities is { Ansi: true, Interactive: true } ? new TableScreen(names) : new LineScreen(names);

    /// <summary>Shows the run until it ends.</summary>
    public virtual Task<IReadOnlyList<NotebookRun?>> Watch(Task<IReadOnlyList<NotebookRun?>> run) => run;

    public abstract void NotebookStarted(int notebook, int cells);

    public abstract void CellStarted(int notebook, int cell);

    public virtual void CellFinished(int notebook, CellRun cell)
    {
        if (cell.Error is null)
            return;
        lock (_lock)
            _failures.Add((notebook, cell));
    }

    public abstract void NotebookFinished(int notebook, NotebookRun run);

    /// <summary>What failed and why, each notebook's outcome, and where the pages are.</summary>
    public void Summary(IReadOnlyList<NotebookRun?> runs, string index)
    {
        foreach (var (notebook, cell) in _failures.OrderBy(f => f.Notebook).ThenBy(f => f.Cell.Number))
            Console.Error.Write(FailureText(names[notebook], cell));
        Outcomes(runs);
        Console.Out.WriteLine($"Pages: {index}");
    }

    protected abstract void Outcomes(IReadOnlyList<NotebookRun?> runs);

    protected static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture) + " s";

    protected static string Outcome(NotebookRun? run) =>
        run is null ? "not run" : run.Succeeded ? "ok" : $"failed in cell {run.Cells.First(c => c.Error is not null).Number}";

    private static string FailureText(string name, CellRun cell)
    {
        var error = cell.Error!;
        var place = error.Line is { } line ? $"cell {cell.Number}, line {line}" : $"cell {cell.Number}";
        var text = $"\n{name}.ipynb, {place}: {error.Name}: {error.Message}\n";

        // A compile error's lines quote the source themselves.
        if (error is { Kind: not CellErrorKind.Compilation, SourceLine: { } source })
            text += $"  {error.Line,4} | {source.TrimEnd()}\n";
        var lines = error.Traceback.Count > 0 && error.Traceback[0] == $"{error.Name}: {error.Message}" ? error.Traceback.Skip(1) : error.Traceback;
        return text + string.Concat(lines.Select(l => $"  {l}\n")) + "\n";
    }
}
