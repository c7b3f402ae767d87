using System.Security.Cryptography;
using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using NotebookKernel.Notebooks;
using NotebookKernel.Site;
using NotebookKernel.Tests.Cli;
using NotebookKernel.Tests.Notebooks;

namespace NotebookKernel.Tests.Site;

[Collection(SitePages.Name)]
public sealed class PageTests(SampleSiteFixture site)
{
    public static TheoryData<string> Pages => ["index", "02-covariance", "03-components & axes", "04-überraschung", "what-you-need"];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_page_has_the_frame_of_a_document(string name)
    {
        var page = Page(name);
        page.DocumentElement.GetAttribute("lang").ShouldBe("en");
        page.Title.ShouldNotBeNullOrWhiteSpace();
        page.QuerySelectorAll("h1").Length.ShouldBe(1);
        page.QuerySelectorAll("main#main").Length.ShouldBe(1);
        page.Body!.FirstElementChild!.ClassName.ShouldBe("skip");
        page.Body.FirstElementChild.GetAttribute("href").ShouldBe("#main");
        page.QuerySelectorAll("img:not([alt])").ShouldBeEmpty();

        var level = 0;
        foreach (var heading in page.QuerySelectorAll("h1, h2, h3, h4, h5, h6"))
        {
            var next = heading.LocalName[1] - '0';
            next.ShouldBeLessThanOrEqualTo(level + 1, heading.TextContent);
            level = next;
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Ids_are_unique(string name) =>
        Page(name).QuerySelectorAll("[id]").GroupBy(e => e.Id).Where(g => g.Count() > 1).Select(g => g.Key).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Pages))]
    public void Nothing_hostile_becomes_markup(string name)
    {
        var page = Page(name);
        page.QuerySelectorAll("script").ShouldAllBe(s => s.HasAttribute("src") || s.GetAttribute("type") == "application/json");
        page.All.SelectMany(e => e.Attributes).Where(a => a.Name.StartsWith("on", StringComparison.Ordinal)).ShouldBeEmpty();
        page.QuerySelectorAll("[href^='javascript:' i]").ShouldBeEmpty();
        page.QuerySelectorAll("img[src=x]").ShouldBeEmpty();
        page.All.Where(e => e.LocalName == "script" && e.TextContent.Contains("broken in", StringComparison.Ordinal))
            .ShouldAllBe(e => !e.InnerHtml.Contains('<', StringComparison.Ordinal));
    }

    [Fact]
    public void Hostile_texts_are_shown_as_they_are()
    {
        var page = Page("04-überraschung");
        page.QuerySelector("pre.stream")!.TextContent.ShouldBe(SampleSite.Hostile);
        page.QuerySelector(".error strong")!.TextContent.ShouldBe("InvalidOperationException");
        page.QuerySelector("div.error p")!.TextContent.ShouldContain(SampleSite.Hostile);
        page.QuerySelector("figure.chart .plot")!.GetAttribute("aria-label").ShouldBe(SampleSite.Hostile);
        page.QuerySelector("figcaption")!.TextContent.Trim().ShouldBe(SampleSite.Hostile);
        page.QuerySelectorAll("pre.code").ShouldContain(p => p.TextContent.StartsWith("// " + SampleSite.Hostile, StringComparison.Ordinal));
    }

    [Fact]
    public void The_index_lists_the_lessons_with_their_first_words()
    {
        var lessons = Page("index").QuerySelectorAll(".lessons > li");
        lessons.Length.ShouldBe(3);
        lessons[0].QuerySelector("h2")!.TextContent.ShouldBe("Covariance and correlation: what moves with what");
        lessons[0].QuerySelector("p.number")!.TextContent.ShouldBe("0240 min");
        lessons[0].QuerySelectorAll("div p").ShouldContain(p => p.TextContent.StartsWith("You will be able to", StringComparison.Ordinal));
        lessons[0].QuerySelectorAll(".covers").Select(p => p.TextContent).ShouldBe(["First lecture: covariance & correlation", "Second lecture: repeated"]);
        lessons[0].QuerySelectorAll("details li a").Select(a => a.GetAttribute("href")).ShouldBe(
            ["02-covariance.html#two-features-one-number", "02-covariance.html#exercises", "02-covariance.html#what-to-remember"]);
        lessons[0].QuerySelectorAll("sup, .footnote-ref").ShouldBeEmpty();
        lessons[1].QuerySelector("h2 .math")!.TextContent.ShouldBe("C v = \\lambda v");
        lessons[2].QuerySelector("h2")!.TextContent.ShouldBe("04-überraschung");
        lessons[2].QuerySelector("a.failed")!.GetAttribute("href")!.ShouldEndWith("#cell-3");
    }

    [Fact]
    public void A_page_leads_to_its_neighbours_its_parts_and_its_notebook()
    {
        var page = Page("03-components & axes");
        page.QuerySelector("a[rel=prev]")!.GetAttribute("href").ShouldBe("02-covariance.html");
        page.QuerySelector("a[rel=next]")!.GetAttribute("href").ShouldBe("04-%C3%BCberraschung.html");
        page.QuerySelector("header a")!.GetAttribute("href").ShouldBe("index.html");
        page.QuerySelectorAll("#contents a").Select(a => a.TextContent).ShouldBe(["Diagonalise", "The spectrum \\lambda_1 \\ge \\lambda_2 \\ge \\dots", "Nothing after this"]);
        page.QuerySelectorAll("#contents ol ol a").Length.ShouldBe(1);
        var copy = Uri.UnescapeDataString(page.QuerySelector("a[download]")!.GetAttribute("href")!);
        Notebook.Read(Path.Combine(site.Folder, copy)).Cells.Count.ShouldBe(11);
    }

    [Fact]
    public void Other_pages_stand_in_the_head_of_every_page()
    {
        foreach (string name in Pages)
        {
            var link = Page(name).QuerySelector("header nav a")!;
            link.GetAttribute("href").ShouldBe("what-you-need.html");
            link.GetAttribute("aria-current").ShouldBe(name == "what-you-need" ? "page" : null);
        }

        Page("what-you-need").QuerySelector("main h2")!.TextContent.ShouldBe("To run");
        Page("what-you-need").QuerySelector("main a")!.GetAttribute("href").ShouldBe("02-covariance.html#how-it-looks");
    }

    [Fact]
    public void The_search_has_every_section_with_its_words_and_no_formula()
    {
        var script = File.ReadAllText(Path.Combine(site.Folder, "assets", "search-index.js"));
        using var index = JsonDocument.Parse(script["window.searchIndex = ".Length..].TrimEnd('\n', ';'));
        var pages = index.RootElement.EnumerateArray().ToDictionary(page => page[0].GetString()!, page => page[2].EnumerateArray().Select(s => (Id: s[0].GetString()!, Heading: s[1].GetString()!, Text: s[2].GetString()!)).ToList());
        pages.Keys.ShouldBe(["02-covariance.html", "03-components%20%26%20axes.html", "04-%C3%BCberraschung.html", "what-you-need.html"]);
        pages["02-covariance.html"].Select(s => s.Id).ShouldBe(["covariance-and-correlation-what-moves-with-what", "two-features-one-number", "how-it-looks", "exercises", "what-to-remember"]);
        pages["02-covariance.html"][1].Text.ShouldContain("has the unit of x times the unit of y");
        pages["02-covariance.html"][2].Text.ShouldBe("The cloud leans to the right: the sign is positive. y against x. The slope is that of the model, 3, and not the covariance.");
        pages["03-components%20%26%20axes.html"].Select(s => s.Heading).ShouldContain("The spectrum …");
        pages["04-%C3%BCberraschung.html"].Single().Heading.ShouldBe("04-überraschung");
        script.ShouldNotContain("frac");
    }

    [Fact]
    public void Links_between_notebooks_become_links_between_pages() =>
        Page("02-covariance").QuerySelectorAll("a").ShouldContain(a => a.GetAttribute("href") == "03-components%20%26%20axes.html#diagonalise");

    [Fact]
    public void A_chart_is_drawn_from_its_json_and_described_in_words()
    {
        var figure = Page("02-covariance").QuerySelectorAll("figure.chart")[0];
        figure.QuerySelector(".plot")!.GetAttribute("role").ShouldBe("img");
        figure.QuerySelector(".plot")!.GetAttribute("aria-label")!.ShouldStartWith("Scatter: 60 points");
        figure.QuerySelector("noscript")!.TextContent.ShouldContain("Scatter: 60 points");
        figure.QuerySelector("figcaption strong")!.TextContent.ShouldBe("y against x.");
        figure.QuerySelector("figcaption")!.TextContent.ShouldContain("slope is that of the model");
        using var json = JsonDocument.Parse(figure.QuerySelector("script[type='application/json']")!.TextContent);
        json.RootElement.GetProperty("data")[0].GetProperty("y").GetArrayLength().ShouldBe(60);
        Page("02-covariance").Body!.TextContent.ShouldNotContain("not this");
    }

    [Fact]
    public void Tags_decide_how_a_cell_stands_on_the_page()
    {
        var page = Page("02-covariance");
        var solution = page.QuerySelector(".cell.solution details")!;
        solution.HasAttribute("open").ShouldBeFalse();
        solution.QuerySelector("summary")!.TextContent.ShouldBe("Solution");
        solution.QuerySelectorAll("figure.chart").Length.ShouldBe(1);
        page.QuerySelectorAll(".cell.check").Length.ShouldBe(1);
        page.QuerySelector(".cell.parameters .label")!.TextContent.ShouldBe("Sizes");
        page.QuerySelectorAll("details summary").ShouldContain(s => s.TextContent.StartsWith("Setup", StringComparison.Ordinal));
    }

    [Fact]
    public void Formulas_are_left_to_the_script_with_their_tex()
    {
        var formulas = Page("02-covariance").QuerySelectorAll(".math");
        formulas.Count(f => f.ClassList.Contains("display")).ShouldBe(2);
        formulas.ShouldContain(f => f.TextContent == "\\bar x");
    }

    [Fact]
    public void Terminal_colours_are_dropped() =>
        Page("03-components & axes").QuerySelector("pre.stderr")!.TextContent.ShouldBe("warning: near-degenerate eigenvalues");

    [Fact]
    public void Own_styles_are_small() => new FileInfo(Path.Combine(site.Folder, "assets", "site.css")).Length.ShouldBeLessThan(15_000);

    [Fact]
    public void Without_npm_scripts_come_from_a_cdn_with_version_and_hash()
    {
        using var folder = new TemporaryFolder();
        SiteWriter.Write(SampleSite.Notebooks(folder["notebooks"]), SampleSite.Options(folder["nothing here"]), folder["site"]);
        var page = Parse(folder["site", "02-covariance.html"]);
        var remote = page.QuerySelectorAll("[src^='https:'], link[href^='https:']");
        remote.Length.ShouldBe(3);
        remote.ShouldAllBe(e => e.GetAttribute("integrity")!.StartsWith("sha384-", StringComparison.Ordinal) && e.HasAttribute("crossorigin"));
        using var package = JsonDocument.Parse(File.ReadAllText(Path.Combine(CourseProcess.Repository, "lib", "web", "package.json")));
        foreach (var dependency in package.RootElement.GetProperty("dependencies").EnumerateObject())
            remote.ShouldContain(e => (e.GetAttribute("src") ?? e.GetAttribute("href")!).Contains($"/{dependency.Name}@{dependency.Value.GetString()}/", StringComparison.Ordinal));
    }

    [SkippableFact]
    public void The_hashes_are_those_of_npms_files()
    {
        var modules = Path.Combine(CourseProcess.Repository, "lib", "web", "node_modules");
        Skip.IfNot(Directory.Exists(modules), "npm has not restored plotly.js and KaTeX here.");
        Hash("plotly.js-dist-min", "plotly.min.js").ShouldBe(ScriptAssets.PlotlyHash);
        Hash("katex", "dist", "katex.min.js").ShouldBe(ScriptAssets.KatexHash);
        Hash("katex", "dist", "katex.min.css").ShouldBe(ScriptAssets.KatexStyleHash);

        string Hash(params string[] parts) => "sha384-" + Convert.ToBase64String(SHA384.HashData(File.ReadAllBytes(Path.Combine([modules, .. parts]))));
    }

    [Fact]
    public void A_folder_that_is_no_site_is_never_replaced()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["precious.txt"], "x");
        Should.Throw<IOException>(() => SiteWriter.Write([], new SiteOptions("t"), folder.Path)).Message.ShouldContain("no site");
        Directory.GetFileSystemEntries(folder.Path).ShouldHaveSingleItem();
    }

    [Fact]
    public void A_new_site_replaces_the_old_one_as_a_whole()
    {
        using var folder = new TemporaryFolder();
        SiteWriter.Write([new SiteNotebook(new NotebookBuilder().Text("# Old").Build("old.ipynb"))], new SiteOptions("t"), folder["site"]);
        SiteWriter.Write([new SiteNotebook(new NotebookBuilder().Text("# New").Build("new.ipynb"))], new SiteOptions("t"), folder["site"]);
        File.Exists(folder["site", "old.html"]).ShouldBeFalse();
        File.Exists(folder["site", "new.html"]).ShouldBeTrue();
        Directory.GetFileSystemEntries(folder.Path).ShouldBe([folder["site"]]);
    }

    [Fact]
    public void Notebooks_of_one_name_get_pages_of_their_own_and_pictures_come_along()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["a"]);
        File.WriteAllBytes(folder["a", "drawing 1.png"], [1, 2, 3]);
        SiteNotebook[] notebooks =
        [
            new(new NotebookBuilder().Text("# A\n\n![a drawing](drawing%201.png)").Build(folder["a", "index.ipynb"])),
            new(new NotebookBuilder().Text("# B").Build(folder["b", "index.ipynb"])),
        ];
        SiteWriter.Write(notebooks, new SiteOptions("t"), folder["site"]);
        Parse(folder["site", "index-2.html"]).QuerySelector("img")!.GetAttribute("src").ShouldBe("pictures/drawing%201.png");
        File.ReadAllBytes(folder["site", "pictures", "drawing 1.png"]).ShouldBe([1, 2, 3]);
        File.Exists(folder["site", "index-3.html"]).ShouldBeTrue();
    }

    private IHtmlDocument Page(string name) => Parse(Path.Combine(site.Folder, name + ".html"));

    private static IHtmlDocument Parse(string path) => new HtmlParser(new HtmlParserOptions { IsScripting = false }).ParseDocument(File.ReadAllText(path));
}
