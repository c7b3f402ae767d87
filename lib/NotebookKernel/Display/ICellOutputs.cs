namespace NotebookKernel.Display;

/// <summary>The two standard streams of a running cell.</summary>
public enum StreamName
{
    /// <summary>Standard output.</summary>
    Output,

    /// <summary>Standard error.</summary>
    Error,
}

/// <summary>
/// Where a running cell's outputs go, as they come. The runner collects them into the notebook; a Jupyter front end sends them on.
/// </summary>
/// <remarks>Called from any thread, also from background threads that outlive their cell: implementations are thread-safe.</remarks>
public interface ICellOutputs
{
    /// <summary>Text written to a standard stream; any piece of a line, in order.</summary>
    void Stream(StreamName name, string text);

    /// <summary>A value shown with <c>display(...)</c>.</summary>
    /// <param name="data">Its representations.</param>
    /// <param name="displayId">Names this output for a later <see cref="Update"/>; unique within a session.</param>
    void Display(MimeBundle data, string displayId);

    /// <summary>Replaces what every output with this id shows, also in earlier cells.</summary>
    void Update(string displayId, MimeBundle data);

    /// <summary>The value of the cell's last expression.</summary>
    void Result(MimeBundle data);

    /// <summary>Removes the cell's outputs so far.</summary>
    /// <param name="wait">Only when the next output comes, so that nothing flickers.</param>
    void Clear(bool wait);
}
