using NotebookKernel.Running;

namespace Course.Cli;

/// <summary>One line for each cell: for logs and pipes.</summary>
internal sealed class LineScreen(IReadOnlyList<string> names) : Screen(names)
{
    private readonly int _width = names.Max(n => n.Length);
    private readonly int[] _cells = new int[names.Count];

    public override void NotebookStarted(int notebook, int cells) => _cells[notebook] = cells;

    public override void CellStarted(int notebook, int cell)
    {
    }

    public override void CellFinished(int notebook, CellRun cell)
    {
        base.CellFinished(notebook, cell);
        Console.Out.WriteLine($"{Names[notebook]}  cell {cell.Number} of {_cells[notebook]}  {Seconds(cell.Elapsed)}{(cell.Error is null ? "" : "  failed")}");
    }

    public override void NotebookFinished(int notebook, NotebookRun run)
    {
    }

    protected override void Outcomes(IReadOnlyList<NotebookRun?> runs)
    {
        Console.Out.WriteLine();
        for (var i = 0; i < runs.Count; i++)
        {
            var run = runs[i];
            Console.Out.WriteLine($"{Names[i].PadRight(_width)}  {run?.CellCount ?? 0,3} cells  {Seconds(run?.Elapsed ?? TimeSpan.Zero),9}  {Outcome(run)}");
        }

        Console.Out.WriteLine();
    }
}
