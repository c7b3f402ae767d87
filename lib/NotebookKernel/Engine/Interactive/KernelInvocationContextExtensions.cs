namespace Microsoft.DotNet.Interactive;

/// <summary>The same door where .NET Interactive has it, for libraries that look it up by name.</summary>
public static class KernelInvocationContextExtensions
{
    /// <inheritdoc cref="KernelInvocationContext.Display"/>
    public static DisplayedValue Display(this KernelInvocationContext context, object? value, params string[] mimeTypes)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Display(value, mimeTypes);
    }
}
