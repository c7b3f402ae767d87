namespace Microsoft.DotNet.Interactive;

/// <summary>Text that is HTML already.</summary>
/// <param name="content">The markup.</param>
public sealed class HtmlContent(string content)
{
    /// <summary>The markup.</summary>
    public override string ToString() => content;
}
