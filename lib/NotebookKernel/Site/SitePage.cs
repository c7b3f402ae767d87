namespace NotebookKernel.Site;

/// <summary>A page of the site that is no notebook.</summary>
/// <param name="Slug">The name of its file, without extension.</param>
/// <param name="Title">Its heading, and the text of the links to it.</param>
/// <param name="Markdown">What it says, without the title; links are relative to the site.</param>
public sealed record SitePage(string Slug, string Title, string Markdown);
