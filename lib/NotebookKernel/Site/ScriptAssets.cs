namespace NotebookKernel.Site;

/// <summary>Where pages take plotly.js and KaTeX from: the site itself if they were found, else their public CDN.</summary>
/// <remarks>Versions are those of lib/web/package.json; the hashes are of the very files that npm has.</remarks>
internal sealed class ScriptAssets
{
    public const string PlotlyVersion = "2.35.3";
    public const string KatexVersion = "0.16.47";
    public const string PlotlyHash = "sha384-MqL7Cy3itNqCI1Wlc926K0XhyRKJ/NMqTaytIIEB+QIdInOploxqRIHRKLlhPykM";
    public const string KatexHash = "sha384-CwjPRVHTvLiMBFjEoij+QZViMV5rhTOIp7CJzl24JEqpRDA1sJFHVXXLURktbYYp";
    public const string KatexStyleHash = "sha384-nH0MfJ44wi1dd7w6jinlyBgljjS8EJAh2JBoRad8a3VDw2K69vfaaqm4WnR+gXtA";

    private const string Cdn = "https://cdn.jsdelivr.net/npm";

    private static readonly string[] OwnScripts = ["site.js", "class.js", "search.js", "controls.js", "colours.js", "charts.js"];

    private readonly string? _plotly;
    private readonly string? _katex;

    /// <param name="folder">A node_modules folder, or null.</param>
    public ScriptAssets(string? folder)
    {
        var plotly = Path.Combine(folder ?? "", "plotly.js-dist-min", "plotly.min.js");
        var katex = Path.Combine(folder ?? "", "katex", "dist");
        _plotly = folder is not null && File.Exists(plotly) ? plotly : null;
        _katex = folder is not null && File.Exists(Path.Combine(katex, "katex.min.js")) ? katex : null;
    }

    /// <summary>The elements that a page needs in its head.</summary>
    /// <param name="formulas">Whether it has formulas.</param>
    /// <param name="charts">Whether it has charts.</param>
    /// <param name="lesson">Whether it is a lesson, which has a class view.</param>
    public string Head(bool formulas, bool charts, bool lesson)
    {
        var head = "";
        if (formulas)
        {
            head += _katex is not null
                ? """
                  <link rel="stylesheet" href="assets/katex/katex.min.css">
                  <script defer src="assets/katex/katex.min.js"></script>

                  """
                : $"""
                  <link rel="stylesheet" href="{Cdn}/katex@{KatexVersion}/dist/katex.min.css" integrity="{KatexStyleHash}" crossorigin="anonymous">
                  <script defer src="{Cdn}/katex@{KatexVersion}/dist/katex.min.js" integrity="{KatexHash}" crossorigin="anonymous"></script>

                  """;
        }

        if (charts)
        {
            head += _plotly is not null
                ? "<script defer src=\"assets/plotly.min.js\"></script>\n"
                : $"<script defer src=\"{Cdn}/plotly.js-dist-min@{PlotlyVersion}/plotly.min.js\" integrity=\"{PlotlyHash}\" crossorigin=\"anonymous\"></script>\n";
        }

        // The class view before the charts, which ask for it.
        foreach (var name in OwnScripts)
        {
            if (name switch { "class.js" => lesson, "controls.js" or "colours.js" or "charts.js" => charts, _ => true })
                head += $"<script defer src=\"assets/{name}\"></script>\n";
        }

        return head;
    }

    /// <summary>Copies what pages need into a site's assets folder.</summary>
    public void Copy(string assets, bool formulas, bool charts)
    {
        Directory.CreateDirectory(assets);
        CopyResource(assets, "site.css");
        foreach (var name in OwnScripts)
            CopyResource(assets, name);
        if (charts && _plotly is not null)
            File.Copy(_plotly, Path.Combine(assets, "plotly.min.js"));
        if (!formulas || _katex is null)
            return;
        var target = Path.Combine(assets, "katex");
        Directory.CreateDirectory(Path.Combine(target, "fonts"));
        foreach (var name in (ReadOnlySpan<string>)["katex.min.js", "katex.min.css"])
            File.Copy(Path.Combine(_katex, name), Path.Combine(target, name));
        foreach (var font in Directory.EnumerateFiles(Path.Combine(_katex, "fonts"), "*.woff2"))
            File.Copy(font, Path.Combine(target, "fonts", Path.GetFileName(font)));
    }

    private static void CopyResource(string assets, string name)
    {
        using var resource = typeof(ScriptAssets).Assembly.GetManifestResourceStream("NotebookKernel.Site." + name)
            ?? throw new InvalidOperationException($"{name} is missing from the assembly.");
        using var file = File.Create(Path.Combine(assets, name));
        resource.CopyTo(file);
    }
}
