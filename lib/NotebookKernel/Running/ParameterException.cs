namespace NotebookKernel.Running;

/// <summary>A parameter that a notebook does not have, or a value that it cannot take.</summary>
/// <param name="message">What was given and what is possible.</param>
public sealed class ParameterException(string message) : Exception(message);
