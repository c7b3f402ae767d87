using NotebookKernel.Display;

namespace NotebookKernel.Notebooks;

/// <summary>One entry of a code cell's <c>outputs</c> (nbformat 4).</summary>
public abstract record CellOutput;

/// <summary>Text written to standard output or standard error.</summary>
/// <param name="Name">Which of the two.</param>
/// <param name="Text">The text, line ends included.</param>
public sealed record StreamOutput(StreamName Name, string Text) : CellOutput;

/// <summary>A value shown while the cell ran (<c>display_data</c>).</summary>
/// <param name="Data">Its representations.</param>
public sealed record DisplayOutput(MimeBundle Data) : CellOutput;

/// <summary>The value of the cell's last expression (<c>execute_result</c>).</summary>
/// <param name="Data">Its representations.</param>
/// <param name="ExecutionCount">The cell's execution count, where known.</param>
public sealed record ResultOutput(MimeBundle Data, int? ExecutionCount) : CellOutput;

/// <summary>The failure that ended the cell.</summary>
/// <param name="Name">Exception type or compiler error number (<c>ename</c>).</param>
/// <param name="Message">What went wrong (<c>evalue</c>).</param>
/// <param name="Traceback">Lines for a reader.</param>
public sealed record ErrorOutput(string Name, string Message, IReadOnlyList<string> Traceback) : CellOutput;

/// <summary>An output that nbformat 4 does not describe; kept as it is.</summary>
/// <param name="Json">Its JSON text.</param>
public sealed record OtherOutput(string Json) : CellOutput;
