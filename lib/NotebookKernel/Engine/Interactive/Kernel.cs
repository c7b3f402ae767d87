namespace Microsoft.DotNet.Interactive;

/// <summary>What a cell can call without a name before it.</summary>
public static class Kernel
{
    private static KernelInvocationContext Context => KernelInvocationContext.Current
        ?? throw new InvalidOperationException("Nothing can be displayed here: no cell is running on this thread.");

    /// <inheritdoc cref="KernelInvocationContext.Display"/>
#pragma warning disable IDE1006 // .NET Interactive's own name
    public static DisplayedValue display(object? value, params string[] mimeTypes) => Context.Display(value, mimeTypes);
#pragma warning restore IDE1006

    /// <summary>Removes what the cell has shown so far.</summary>
    /// <param name="wait">Only when the next output comes, so that nothing flickers.</param>
    public static void ClearOutput(bool wait = false) => Context.Outputs.Clear(wait);

    /// <summary>Text that is HTML already: shown as it is, not escaped.</summary>
    public static HtmlContent HTML(string content) => new(content);

    /// <summary>Adds a style sheet to the page.</summary>
    public static void CSS(string content) => Context.DisplayAs($"<style>{content}</style>", "text/html");

    /// <summary>Runs a script in the page.</summary>
    public static void Javascript(string scriptContent) =>
        Context.DisplayAs($"<script type=\"text/javascript\">{scriptContent}</script>", "text/html");
}
