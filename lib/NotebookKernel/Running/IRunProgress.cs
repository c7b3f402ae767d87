namespace NotebookKernel.Running;

/// <summary>Hears of a run as it goes. Called from several threads at once when notebooks run side by side.</summary>
public interface IRunProgress
{
    /// <summary>A notebook begins.</summary>
    /// <param name="notebook">Its place in the list of notebooks, from 0.</param>
    /// <param name="cells">Its number of code cells.</param>
    void NotebookStarted(int notebook, int cells);

    /// <summary>A cell begins.</summary>
    /// <param name="notebook">The notebook's place in the list.</param>
    /// <param name="cell">The cell's number among the code cells, from 1.</param>
    void CellStarted(int notebook, int cell);

    /// <summary>A cell ended.</summary>
    /// <param name="notebook">The notebook's place in the list.</param>
    /// <param name="cell">How its run went.</param>
    void CellFinished(int notebook, CellRun cell);

    /// <summary>A notebook ended.</summary>
    /// <param name="notebook">Its place in the list.</param>
    /// <param name="run">How its run went.</param>
    void NotebookFinished(int notebook, NotebookRun run);
}
