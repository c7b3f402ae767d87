namespace Course.Data;

/// <summary>Makes the views of a <see cref="Table"/> for a notebook; found by the convention of <see cref="Notebook.TypeFormatterSourceAttribute"/>.</summary>
internal sealed class TableFormatterSource
{
    private readonly View[] _views =
    [
        new("text/html", TableText.Html),
        new("text/plain", (table, writer) => writer.Write(table.ToString())),
    ];

    /// <summary>The views, best first.</summary>
    public IEnumerable<object> CreateTypeFormatters() => _views;

    /// <summary>One view.</summary>
    internal sealed class View(string mimeType, Action<Table, TextWriter> write)
    {
        /// <summary>What it writes.</summary>
        public string MimeType { get; } = mimeType;

        /// <summary>Writes the value if it is a table.</summary>
        public bool Format(object value, TextWriter writer)
        {
            if (value is not Table table)
                return false;
            write(table, writer);
            return true;
        }
    }
}
