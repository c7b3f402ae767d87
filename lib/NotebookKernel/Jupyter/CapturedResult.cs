using NotebookKernel.Display;

namespace NotebookKernel.Jupyter;

/// <summary>Keeps the value of a cell and lets nothing else be seen: for silent requests and <c>user_expressions</c>.</summary>
internal sealed class CapturedResult : ICellOutputs
{
    /// <summary>The value of the last expression, if there is one.</summary>
    public MimeBundle? Value { get; private set; }

    /// <inheritdoc/>
    public void Stream(StreamName name, string text)
    {
    }

    /// <inheritdoc/>
    public void Display(MimeBundle data, string displayId)
    {
    }

    /// <inheritdoc/>
    public void Update(string displayId, MimeBundle data)
    {
    }

    /// <inheritdoc/>
    public void Result(MimeBundle data) => Value = data;

    /// <inheritdoc/>
    public void Clear(bool wait)
    {
    }
}
