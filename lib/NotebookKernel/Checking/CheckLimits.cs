namespace NotebookKernel.Checking;

/// <summary>How much a student's notebook may take.</summary>
/// <param name="Exercise">Time for one exercise's own cells and its check.</param>
/// <param name="File">Time for a whole file, with what is run again after a cell has ended its process.</param>
/// <param name="Memory">Bytes of memory of its process.</param>
/// <param name="Processes">How many processes it may have at a time; watched on Linux only.</param>
public sealed record CheckLimits(TimeSpan Exercise, TimeSpan File, long Memory, int Processes = 16);
