using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using NotebookKernel.Tests.Cli;

namespace NotebookKernel.Tests.Site;

/// <summary>What is to be read beside the lessons: the README, the documents, and what a handout says of itself.</summary>
internal static class MarkdownFiles
{
    private static readonly string[] Folders = [".", "docs", "data", "lib/Course.Cli/Handouts"];

    /// <summary>Their paths from the repository's folder.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Folders
        .SelectMany(folder => Directory.GetFiles(Path.Combine(CourseProcess.Repository, folder), "*.md"))
        .Select(path => Path.GetRelativePath(CourseProcess.Repository, path).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    /// <summary>The links and pictures of a text that lead to no file beside it; those to the web are looked at, not asked.</summary>
    public static IReadOnlyList<string> Broken(string folder, string markdown)
    {
        var pipeline = new MarkdownPipelineBuilder().UsePipeTables().Build();
        return [.. Markdown.Parse(markdown, pipeline).Descendants<LinkInline>().Select(link => link.Url ?? "").Where(url => !Leads(folder, url))];
    }

    private static bool Leads(string folder, string url)
    {
        if (url.Contains(':', StringComparison.Ordinal))
            return Uri.IsWellFormedUriString(url, UriKind.Absolute) && url.StartsWith("https://", StringComparison.Ordinal);
        return url.Length > 0 && Path.Exists(Path.Combine(folder, Uri.UnescapeDataString(url)));
    }
}
