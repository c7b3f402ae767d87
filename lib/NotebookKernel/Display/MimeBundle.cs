using System.Collections.Immutable;

namespace NotebookKernel.Display;

/// <summary>One value in one or more representations: what a notebook stores as the <c>data</c> of an output.</summary>
/// <param name="Data">
/// MIME type to content. Text types hold the text itself, <c>image/png</c> and other binary types base64, and types ending in
/// <c>json</c> the JSON document as text.
/// </param>
public sealed record MimeBundle(ImmutableSortedDictionary<string, string> Data)
{
    /// <summary>A bundle with a single representation.</summary>
    /// <param name="mimeType">Such as <c>text/plain</c>.</param>
    /// <param name="content">The representation.</param>
    public static MimeBundle Of(string mimeType, string content) =>
        new(ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add(mimeType, content));
}
