namespace Course.Autoencoders;

/// <summary>Makes the views of a <see cref="ModelSummary"/> for a notebook; found by the convention of <see cref="Notebook.TypeFormatterSourceAttribute"/>.</summary>
internal sealed class ModelSummaryFormatterSource
{
    private readonly View[] _views =
    [
        new("text/html", ModelSummary.WriteHtml),
        new("text/plain", static (summary, writer) => writer.Write(summary.ToString())),
    ];

    /// <summary>The views, best first.</summary>
    public IEnumerable<object> CreateTypeFormatters() => _views;

    /// <summary>One view.</summary>
    internal sealed class View(string mimeType, Action<ModelSummary, TextWriter> write)
    {
        /// <summary>What it writes.</summary>
        public string MimeType { get; } = mimeType;

        /// <summary>Writes the value if it is a summary.</summary>
        public bool Format(object value, TextWriter writer)
        {
            if (value is not ModelSummary summary)
                return false;
            write(summary, writer);
            return true;
        }
    }
}
