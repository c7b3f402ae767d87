namespace NotebookKernel.Exercises;

/// <summary>A lesson's source is not as it should be; the message names notebook and cell.</summary>
public sealed class LessonException(string message) : Exception(message);
