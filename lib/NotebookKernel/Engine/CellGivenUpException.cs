namespace NotebookKernel.Engine;

/// <summary>An interrupted cell that does not stop.</summary>
internal sealed class CellGivenUpException() : Exception(
    "The cell was interrupted, but a library that it called still computes in the background. Restart the notebook if that disturbs.");
