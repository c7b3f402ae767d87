using NotebookKernel.Display;
using NotebookKernel.Engine;

namespace Microsoft.DotNet.Interactive;

/// <summary>The running cell, as code in it sees it. Name and shape are .NET Interactive's, so that libraries find it by reflection.</summary>
/// <remarks>Flows with async code and into threads that the cell starts; they keep it after the cell has ended.</remarks>
public sealed class KernelInvocationContext
{
    private static readonly AsyncLocal<KernelInvocationContext?> Running = new();

    private readonly CellInterrupt _interrupt;

    internal KernelInvocationContext(CellOutputWriter outputs, ValueFormatter formatter, CellInterrupt interrupt)
    {
        Outputs = outputs;
        Formatter = formatter;
        _interrupt = interrupt;
    }

    /// <summary>The cell that runs here; null outside of one.</summary>
    public static KernelInvocationContext? Current
    {
        get => Running.Value;
        internal set => Running.Value = value;
    }

    /// <summary>Cancelled when the cell is interrupted.</summary>
    public CancellationToken CancellationToken => _interrupt.CellToken;

    /// <summary>Whether the cell's code must stop now, wherever it is.</summary>
    internal bool IsStopping => _interrupt.IsStopping;

    internal CellOutputWriter Outputs { get; }

    internal ValueFormatter Formatter { get; }

    /// <summary>Shows a value.</summary>
    /// <param name="value">Anything, also null.</param>
    /// <param name="mimeTypes">Which representations to show; none means those that suit the value.</param>
    /// <returns>A handle to replace what is shown.</returns>
    /// <exception cref="OperationCanceledException">The cell is being interrupted.</exception>
    public DisplayedValue Display(object? value, params string[] mimeTypes)
    {
        ArgumentNullException.ThrowIfNull(mimeTypes);
        LoopCheck.ThrowIfStopping();
        var displayed = new DisplayedValue(Guid.NewGuid().ToString("N"), mimeTypes, this);
        Outputs.Display(Formatter.Format(value, mimeTypes), displayed.DisplayId);
        return displayed;
    }

    /// <summary>Shows text under a MIME type of its own, such as SVG that is already text.</summary>
    /// <param name="value">The content, as the MIME type wants it.</param>
    /// <param name="mimeType">Such as <c>image/svg+xml</c>.</param>
    /// <returns>A handle to replace what is shown.</returns>
    public DisplayedValue DisplayAs(string value, string mimeType)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(mimeType);
        var displayed = new DisplayedValue(Guid.NewGuid().ToString("N"), [mimeType], this);
        Outputs.Display(MimeBundle.Of(mimeType, value), displayed.DisplayId);
        return displayed;
    }
}
