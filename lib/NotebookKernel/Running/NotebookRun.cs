using NotebookKernel.Engine;
using NotebookKernel.Notebooks;

namespace NotebookKernel.Running;

/// <summary>How one cell's run went.</summary>
/// <param name="Number">The cell's number among the notebook's code cells, from 1.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Error">Why it failed; null if it did not.</param>
public sealed record CellRun(int Number, TimeSpan Elapsed, CellError? Error);

/// <summary>How one notebook's run went.</summary>
/// <param name="Notebook">The notebook, with the outputs of the cells that ran and none in the others.</param>
/// <param name="Cells">The cells that ran.</param>
/// <param name="CellCount">How many code cells it has.</param>
/// <param name="Elapsed">From the start of its process to the end of its last cell.</param>
public sealed record NotebookRun(Notebook Notebook, IReadOnlyList<CellRun> Cells, int CellCount, TimeSpan Elapsed)
{
    /// <summary>Whether every cell ran to its end.</summary>
    public bool Succeeded => Cells.Count == CellCount && Cells.All(c => c.Error is null);
}
