namespace Course.Notebook;

/// <summary>Shows a value in a notebook as its text, where the front end would list its properties; found by the convention of
/// <see cref="TypeFormatterSourceAttribute"/>.</summary>
internal sealed class TextFormatterSource
{
    private readonly NotebookView<object>[] _views = [new("text/plain", (value, writer) => writer.Write(value))];

    /// <summary>The one view.</summary>
    public IEnumerable<object> CreateTypeFormatters() => _views;
}
