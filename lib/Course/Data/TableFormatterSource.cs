using Course.Notebook;

namespace Course.Data;

/// <summary>Makes the views of a <see cref="Table"/> for a notebook; found by the convention of <see cref="TypeFormatterSourceAttribute"/>.</summary>
internal sealed class TableFormatterSource
{
    private readonly NotebookView<Table>[] _views =
    [
        new("text/html", TableText.Html),
        new("text/plain", (table, writer) => writer.Write(table.ToString())),
    ];

    /// <summary>The views, best first.</summary>
    public IEnumerable<object> CreateTypeFormatters() => _views;
}
