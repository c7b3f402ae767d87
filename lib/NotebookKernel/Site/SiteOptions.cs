namespace NotebookKernel.Site;

/// <summary>What a site says of itself.</summary>
/// <param name="Title">The name of the whole, in the head of every page.</param>
public sealed record SiteOptions(string Title)
{
    /// <summary>Markdown at the top of the first page; empty by default.</summary>
    public string Introduction { get; init; } = "";

    /// <summary>Pages beside the lessons, named in the head of every page; none by default.</summary>
    public IReadOnlyList<SitePage> Pages { get; init; } = [];

    /// <summary>The language of the texts (BCP 47).</summary>
    public string Language { get; init; } = "en";

    /// <summary>
    /// A <c>node_modules</c> folder with plotly.js-dist-min and katex, which are copied into the site once. Where null or
    /// without them, pages name their public CDN instead, with version and hash.
    /// </summary>
    public string? ScriptsFolder { get; init; }
}
