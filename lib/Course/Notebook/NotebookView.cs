namespace Course.Notebook;

/// <summary>One way of showing a value in a notebook: what the convention of <see cref="TypeFormatterSourceAttribute"/> asks of a formatter.</summary>
/// <param name="mimeType">What it writes.</param>
/// <param name="write">Writes a value.</param>
/// <typeparam name="T">The values that it shows.</typeparam>
internal sealed class NotebookView<T>(string mimeType, Action<T, TextWriter> write)
{
    /// <summary>What it writes.</summary>
    public string MimeType { get; } = mimeType;

    /// <summary>Writes the value.</summary>
    /// <returns>False, with nothing written, if it is not of the kind that this view shows.</returns>
    public bool Format(object value, TextWriter writer)
    {
        if (value is not T shown)
            return false;
        write(shown, writer);
        return true;
    }
}
