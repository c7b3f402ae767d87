using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace NotebookKernel.Tests.Site;

/// <summary>Every address on every page of a site: pages, anchors, pictures, downloads, scripts, and what the search leads to.</summary>
internal static partial class SiteLinks
{
    /// <summary>The addresses that lead nowhere, each with the page it stands on; those to the web are looked at, not asked.</summary>
    public static IReadOnlyList<string> Broken(string folder)
    {
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/')).ToHashSet(StringComparer.Ordinal);
        var pages = files.Where(file => file.EndsWith(".html", StringComparison.Ordinal)).ToDictionary(file => file, file => Parse(Path.Combine(folder, file)), StringComparer.Ordinal);
        var addresses = pages.SelectMany(page => page.Value.QuerySelectorAll("[href], [src], [poster], [data]")
            .SelectMany(e => new[] { "href", "src", "poster", "data" }.Select(e.GetAttribute).OfType<string>()).Select(address => (Page: page.Key, Address: address)));
        var script = Path.Combine(folder, "assets", "search-index.js");
        if (File.Exists(script))
            addresses = addresses.Concat(Searched(script).Select(address => ("search-index.js", address)));
        return [.. addresses.Where(a => !Leads(a.Page, a.Address, files, pages)).Select(a => $"{a.Page}: {a.Address}").Distinct()];
    }

    private static bool Leads(string page, string address, HashSet<string> files, Dictionary<string, IHtmlDocument> pages)
    {
        if (address.StartsWith("data:", StringComparison.Ordinal))
            return true;
        if (Scheme().IsMatch(address))
        {
            return Uri.IsWellFormedUriString(address, UriKind.Absolute) && Uri.TryCreate(address, UriKind.Absolute, out var uri)
                && uri.Scheme == Uri.UriSchemeHttps && uri.Host.Contains('.', StringComparison.Ordinal) && uri.UserInfo.Length == 0;
        }

        var parts = address.Split('#', 2);
        var file = parts[0].Length == 0 ? page : Uri.UnescapeDataString(parts[0]);
        if (address.Length == 0 || !files.Contains(file))
            return false;
        return parts.Length == 1 || (pages.TryGetValue(file, out var target) && target.GetElementById(Uri.UnescapeDataString(parts[1])) is not null);
    }

    private static IEnumerable<string> Searched(string script)
    {
        var json = File.ReadAllText(script)["window.searchIndex = ".Length..].TrimEnd('\n', ';');
        using var index = JsonDocument.Parse(json);
        return [.. index.RootElement.EnumerateArray().SelectMany(page => page[2].EnumerateArray().Select(section => $"{page[0]}#{section[0]}"))];
    }

    private static IHtmlDocument Parse(string path) => new HtmlParser(new HtmlParserOptions { IsScripting = false }).ParseDocument(File.ReadAllText(path));

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9+.-]*:")]
    private static partial Regex Scheme();
}
