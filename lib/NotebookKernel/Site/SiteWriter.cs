namespace NotebookKernel.Site;

/// <summary>Writes notebooks as a small web site that needs no server: an index, a page each, a search, and the notebooks to take away.</summary>
public static class SiteWriter
{
    private static readonly string[] PictureTypes = [".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp"];

    /// <summary>Writes the site; a site that was there before is replaced, whole or not at all.</summary>
    /// <param name="notebooks">The notebooks, in the order of reading.</param>
    /// <param name="options">What the site says of itself.</param>
    /// <param name="folder">Where to.</param>
    /// <returns>The path of the site's first page.</returns>
    /// <exception cref="IOException">The folder holds something that is no site, or cannot be written.</exception>
    public static string Write(IReadOnlyList<SiteNotebook> notebooks, SiteOptions options, string folder)
    {
        ArgumentNullException.ThrowIfNull(notebooks);
        ArgumentNullException.ThrowIfNull(options);
        SiteFolder.Replace(folder, target => Fill(target, notebooks, options));
        return Path.Combine(Path.GetFullPath(folder), "index.html");
    }

    private static void Fill(string folder, IReadOnlyList<SiteNotebook> notebooks, SiteOptions options)
    {
        var slugs = Slugs(notebooks, options.Pages);
        var pictures = new Dictionary<string, string>(StringComparer.Ordinal);
        var lessons = notebooks.Select((n, i) => new Lesson(n, slugs[i], (lesson, url) => Link(lesson, url, notebooks, slugs, pictures))).ToList();
        var scripts = new ScriptAssets(options.ScriptsFolder);
        var frame = new PageFrame(options, scripts);

        Directory.CreateDirectory(Path.Combine(folder, "notebooks"));
        WriteText(Path.Combine(folder, "index.html"), frame.Home(IndexPage.Body(options, lessons)));
        for (var i = 0; i < lessons.Count; i++)
        {
            WriteText(Path.Combine(folder, lessons[i].Slug + ".html"), frame.Lesson(lessons[i], LessonPage.Body(lessons, i)));
            File.WriteAllBytes(Path.Combine(folder, "notebooks", lessons[i].Slug + ".ipynb"), lessons[i].Source.Notebook.ToUtf8());
        }

        var texts = options.Pages.Select(page => new TextPage(page)).ToList();
        foreach (var text in texts)
            WriteText(Path.Combine(folder, text.Slug + ".html"), frame.Words(text.Title, text.Body, text.Address));

        scripts.Copy(Path.Combine(folder, "assets"), frame.AnyFormulas, frame.AnyCharts);
        WriteText(Path.Combine(folder, "assets", SearchIndex.FileName), SearchIndex.Script(
            [.. lessons.Select(l => (l.PageAddress, l.Sections)), .. texts.Select(t => (t.Address, t.Sections))]));
        foreach (var (source, name) in pictures)
        {
            Directory.CreateDirectory(Path.Combine(folder, "pictures"));
            File.Copy(source, Path.Combine(folder, "pictures", name));
        }
    }

    private static void WriteText(string path, string text) => File.WriteAllText(path, text);

    /// <summary>Page names: the notebooks' own; a second one of the same name gets a number.</summary>
    private static List<string> Slugs(IReadOnlyList<SiteNotebook> notebooks, IReadOnlyList<SitePage> pages)
    {
        var taken = new HashSet<string>(pages.Select(page => page.Slug), StringComparer.OrdinalIgnoreCase) { "index" };
        return [.. notebooks.Select(n =>
        {
            var name = Path.GetFileNameWithoutExtension(n.Notebook.Path);
            var slug = name;
            for (var i = 2; !taken.Add(slug); i++)
                slug = $"{name}-{i}";
            return slug;
        })];
    }

    /// <summary>Where a notebook's link leads in the site: other notebooks have pages, local pictures come along.</summary>
    private static string Link(
        Lesson lesson, string url, IReadOnlyList<SiteNotebook> notebooks, List<string> slugs, Dictionary<string, string> pictures)
    {
        if (url.Length == 0 || url[0] is '#' or '/' || url.Contains(':', StringComparison.Ordinal))
            return url;
        var fragment = url.IndexOf('#', StringComparison.Ordinal);
        var path = Uri.UnescapeDataString(fragment < 0 ? url : url[..fragment]);
        var notebook = Path.GetFullPath(lesson.Source.Notebook.Path);
        var target = Path.GetFullPath(path, Path.GetDirectoryName(notebook)!);
        for (var i = 0; i < notebooks.Count; i++)
        {
            if (Path.GetFullPath(notebooks[i].Notebook.Path) == target)
                return Html.Address(slugs[i] + ".html") + (fragment < 0 ? "" : url[fragment..]);
        }

        if (!PictureTypes.Contains(Path.GetExtension(target).ToLowerInvariant()) || !File.Exists(target))
            return url;
        if (!pictures.TryGetValue(target, out var name))
        {
            name = Path.GetFileName(target);
            for (var i = 2; pictures.ContainsValue(name); i++)
                name = $"{Path.GetFileNameWithoutExtension(target)}-{i}{Path.GetExtension(target)}";
            pictures[target] = name;
        }

        return Html.Address("pictures", name);
    }
}
