using NotebookKernel.Notebooks;

namespace NotebookKernel.Site;

/// <summary>A notebook that becomes a page.</summary>
/// <param name="Notebook">The notebook with its outputs.</param>
/// <param name="Elapsed">How long it ran; null if it is shown as it was found.</param>
public sealed record SiteNotebook(Notebook Notebook, TimeSpan? Elapsed = null)
{
    /// <summary>What it covers of a lecture or a book, a line each, for the first page; empty by default.</summary>
    public IReadOnlyList<string> Covers { get; init; } = [];
}
