namespace Course.Notebook;

/// <summary>Shows a value in a notebook as its text, where the front end would list its properties; found by the convention of
/// <see cref="TypeFormatterSourceAttribute"/>.</summary>
internal sealed class TextFormatterSource
{
    private readonly View[] _views = [new("text/plain", (value, writer) => writer.Write(value))];

    /// <summary>The one view.</summary>
    public IEnumerable<object> CreateTypeFormatters() => _views;

    /// <summary>The text.</summary>
    internal sealed class View(string mimeType, Action<object, TextWriter> write)
    {
        /// <summary>What it writes.</summary>
        public string MimeType { get; } = mimeType;

        /// <summary>Writes the value's text.</summary>
        public bool Format(object value, TextWriter writer)
        {
            write(value, writer);
            return true;
        }
    }
}
