using Course.Notebook;

namespace Course.Autoencoders;

/// <summary>Makes the views of a <see cref="ModelSummary"/> for a notebook; found by the convention of <see cref="TypeFormatterSourceAttribute"/>.</summary>
internal sealed class ModelSummaryFormatterSource
{
    private readonly NotebookView<ModelSummary>[] _views =
    [
        new("text/html", ModelSummary.WriteHtml),
        new("text/plain", static (summary, writer) => writer.Write(summary.ToString())),
    ];

    /// <summary>The views, best first.</summary>
    public IEnumerable<object> CreateTypeFormatters() => _views;
}
