namespace NotebookKernel.Engine;

/// <summary>Where a <see cref="CSharpEngine"/> runs.</summary>
/// <param name="WorkingDirectory">The notebook's folder: relative <c>#r</c>, <c>#load</c> and <c>#!import</c> paths start here.</param>
public sealed record EngineOptions(string WorkingDirectory);
