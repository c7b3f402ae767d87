using Microsoft.DotNet.Interactive;

// In System, as in .NET Interactive, so that every cell sees it.
namespace System;

/// <summary><c>x.Display()</c> in a cell.</summary>
public static class DisplayExtensions
{
    /// <inheritdoc cref="KernelInvocationContext.Display"/>
    public static DisplayedValue Display(this object? value, params string[] mimeTypes) => Kernel.display(value, mimeTypes);

    /// <inheritdoc cref="KernelInvocationContext.DisplayAs"/>
    public static DisplayedValue DisplayAs(this string value, string mimeType) =>
        KernelInvocationContext.Current?.DisplayAs(value, mimeType)
        ?? throw new InvalidOperationException("Nothing can be displayed here: no cell is running on this thread.");
}
