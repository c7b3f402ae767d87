using Microsoft.Playwright;

namespace NotebookKernel.Tests.Site;

/// <summary>axe-core's audit of accessibility finds nothing serious: in the pages, in the class view, in the open search.</summary>
[Collection(SitePages.Name)]
public sealed class AuditTests(Browser browser, SampleSiteFixture sample, CourseSiteFixture course)
{
    public static TheoryData<int, ColorScheme> Windows => new() { { 1280, ColorScheme.Light }, { 390, ColorScheme.Dark } };

    [SkippableTheory]
    [MemberData(nameof(Windows))]
    public async Task The_sample_site_passes(int width, ColorScheme scheme)
    {
        SkipWithout(sample.Folder);
        await Audit(sample.Folder, PageReader.Files(sample.Folder), width, scheme);
    }

    [SkippableTheory]
    [MemberData(nameof(Windows))]
    public async Task The_course_passes(int width, ColorScheme scheme)
    {
        await PageReader.SkipWithoutAsync(course);
        SkipWithout(course.Folder);
        await Audit(course.Folder, PageReader.Files(course.Folder), width, scheme);
    }

    [SkippableTheory]
    [MemberData(nameof(Windows))]
    public async Task Class_view_and_search_pass(int width, ColorScheme scheme)
    {
        SkipWithout(sample.Folder);
        await using var window = await browser.OpenAsync(width, scheme);
        var page = window.Page;
        await page.GoToAsync(sample.Folder, "02-covariance.html", "#class=how-it-looks");
        await page.WaitForFunctionAsync("() => document.querySelector('.class-view .plot .main-svg')");
        (await Findings(page)).ShouldBeEmpty("class view");
        await page.Keyboard.PressAsync("?");
        (await Findings(page)).ShouldBeEmpty("its keys");
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("covariance");
        await page.WaitForSelectorAsync(".search li a");
        (await Findings(page)).ShouldBeEmpty("search");
    }

    [SkippableFact]
    public async Task A_page_with_faults_fails()
    {
        SkipWithout(sample.Folder);
        await using var window = await browser.OpenAsync(1280, ColorScheme.Light);
        await window.Page.SetContentAsync("<html lang=\"en\"><title>t</title><main><h1>h</h1><img src=\"data:,\"><button></button><p style=\"color:#aaa\">faint</p></main></html>");
        var findings = await Findings(window.Page);
        findings.ShouldContain(f => f.Contains("image-alt", StringComparison.Ordinal));
        findings.ShouldContain(f => f.Contains("button-name", StringComparison.Ordinal));
        findings.ShouldContain(f => f.Contains("color-contrast", StringComparison.Ordinal));
    }

    private void SkipWithout(string site)
    {
        PageReader.SkipWithout(browser, site);
        Skip.If(PageReader.AuditScript is null, "npm has not restored axe-core here.");
    }

    private async Task Audit(string folder, IEnumerable<string> files, int width, ColorScheme scheme)
    {
        await using var window = await browser.OpenAsync(width, scheme);
        foreach (var file in files)
        {
            await window.Page.GoToAsync(folder, file);
            await window.Page.DrawAllAsync();
            (await Findings(window.Page)).ShouldBeEmpty($"{Path.GetFileName(file)}, {scheme}");
        }
    }

    /// <summary>The serious and critical findings: the rule, and the first elements it holds against.</summary>
    private static async Task<string[]> Findings(IPage page)
    {
        await page.AddScriptTagAsync(new PageAddScriptTagOptions { Path = PageReader.AuditScript });
        return await page.EvaluateAsync<string[]>("""
            async () => (await axe.run(document, { resultTypes: ["violations"], preload: false })).violations
              .filter(v => v.impact === "serious" || v.impact === "critical")
              .map(v => `${v.impact} ${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(" | ")}`)
            """);
    }
}
