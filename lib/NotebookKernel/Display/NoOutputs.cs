namespace NotebookKernel.Display;

/// <summary>Where outputs go that nobody wants.</summary>
internal sealed class NoOutputs : ICellOutputs
{
    private NoOutputs()
    {
    }

    public static NoOutputs Instance { get; } = new();

    public void Stream(StreamName name, string text)
    {
    }

    public void Display(MimeBundle data, string displayId)
    {
    }

    public void Update(string displayId, MimeBundle data)
    {
    }

    public void Result(MimeBundle data)
    {
    }

    public void Clear(bool wait)
    {
    }
}
