using NotebookKernel.Engine;

namespace Microsoft.DotNet.Interactive;

/// <summary>A value on show, for replacing it.</summary>
public sealed class DisplayedValue
{
    private readonly KernelInvocationContext _context;
    private readonly string[] _mimeTypes;

    internal DisplayedValue(string displayId, string[] mimeTypes, KernelInvocationContext context)
    {
        DisplayId = displayId;
        _mimeTypes = mimeTypes;
        _context = context;
    }

    /// <summary>Names the output in the notebook; unique.</summary>
    public string DisplayId { get; }

    /// <summary>The representations asked for; empty when they are those that suit the value.</summary>
    public IReadOnlyCollection<string> MimeTypes => _mimeTypes;

    /// <summary>Shows another value in place of the present one, also from a later cell or another thread.</summary>
    /// <param name="updatedValue">Anything, also null.</param>
    /// <exception cref="OperationCanceledException">The cell is being interrupted.</exception>
    public void Update(object? updatedValue)
    {
        LoopCheck.ThrowIfStopping(); // a library that shows its progress ends here
        (KernelInvocationContext.Current ?? _context).Outputs.Update(DisplayId, _context.Formatter.Format(updatedValue, _mimeTypes));
    }
}
