using System.Diagnostics;
using NotebookKernel.Running;
using Spectre.Console;

namespace Course.Cli;

/// <summary>A table in a terminal, one row a notebook, that follows the run.</summary>
internal sealed class TableScreen(IReadOnlyList<string> names) : Screen(names)
{
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(100);

    private readonly Row[] _rows = [.. names.Select(_ => new Row())];

    public override async Task<IReadOnlyList<NotebookRun?>> Watch(Task<IReadOnlyList<NotebookRun?>> run)
    {
        await AnsiConsole.Live(Table()).AutoClear(true).StartAsync(async live =>
        {
            while (!run.IsCompleted)
            {
                live.UpdateTarget(Table());
                await Task.WhenAny(run, Task.Delay(Refresh));
            }
        });
        return await run;
    }

    public override void NotebookStarted(int notebook, int cells) => _rows[notebook] = new Row { Cells = cells, Clock = Stopwatch.StartNew() };

    public override void CellStarted(int notebook, int cell) => _rows[notebook].Cell = cell;

    public override void NotebookFinished(int notebook, NotebookRun run)
    {
        _rows[notebook].Clock!.Stop();
        _rows[notebook].Run = run;
    }

    protected override void Outcomes(IReadOnlyList<NotebookRun?> runs)
    {
        AnsiConsole.Write(Table(over: true));
        AnsiConsole.WriteLine();
    }

    private Table Table(bool over = false)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("notebook").AddColumn("cell", c => c.RightAligned())
            .AddColumn("time", c => c.RightAligned()).AddColumn("");
        for (var i = 0; i < _rows.Length; i++)
        {
            var row = _rows[i];
            var cells = row.Clock is null ? "" : row.Run is { Succeeded: true } ? $"{row.Cells}" : $"{row.Cell} of {row.Cells}";
            var state = row.Run is { } run ? (run.Succeeded ? "[green]ok[/]" : $"[red]{Outcome(run)}[/]")
                : row.Clock is not null ? "[blue]running[/]"
                : over ? "[grey]not run[/]" : "[grey]waits[/]";
            table.AddRow(Markup.Escape(Names[i]), cells, row.Clock is { } clock ? Seconds(row.Run?.Elapsed ?? clock.Elapsed) : "", state);
        }

        return table;
    }

    private sealed class Row
    {
        public int Cells { get; init; }

        public Stopwatch? Clock { get; init; }

        public int Cell { get; set; }

        public NotebookRun? Run { get; set; }
    }
}
