namespace NotebookKernel.Display;

/// <summary>Where a running cell's input comes from; implemented by the object that takes its outputs, if somebody can be asked.</summary>
public interface ICellInput
{
    /// <summary>Asks for a line and waits for it.</summary>
    /// <returns>The line; null at the end of the input.</returns>
    /// <exception cref="InvalidOperationException">Nobody can be asked.</exception>
    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    string? ReadLine();
}
