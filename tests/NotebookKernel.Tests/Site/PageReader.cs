using Microsoft.Playwright;
using NotebookKernel.Tests.Cli;

namespace NotebookKernel.Tests.Site;

/// <summary>How tests go through a site in a browser.</summary>
internal static class PageReader
{
    /// <summary>Skips a test where there is no browser, or no script to draw charts and formulas with.</summary>
    public static void SkipWithout(Browser browser, string site)
    {
        Skip.If(browser.Missing is not null, browser.Missing);
        Skip.IfNot(File.Exists(Path.Combine(site, "assets", "plotly.min.js")), "npm has not restored plotly.js and KaTeX here.");
    }

    /// <summary>Skips a test of the course's own site where it does not exist; fails if its run did.</summary>
    public static async Task SkipWithoutAsync(CourseSiteFixture course)
    {
        Skip.IfNot(CourseSiteFixture.HasNotebooks, "there are no notebooks to run.");
        var run = await course.RunAsync();
        run.ExitCode.ShouldBe(0, run.Error);
    }

    /// <summary>The pages of a site's folder.</summary>
    public static IEnumerable<string> Files(string folder) => Directory.GetFiles(folder, "*.html").Order(StringComparer.Ordinal);

    /// <summary>Opens a page of a site from its file.</summary>
    public static Task GoToAsync(this IPage page, string folder, string file, string fragment = "") =>
        page.GotoAsync(new Uri(Path.Combine(folder, file)).AbsoluteUri + fragment);

    /// <summary>Unfolds everything and scrolls past every chart, as a reader does.</summary>
    public static async Task DrawAllAsync(this IPage page)
    {
        await page.EvaluateAsync("() => { for (const d of document.querySelectorAll('main details')) d.open = true; }");
        var plots = await page.Locator("figure.chart .plot").AllAsync();
        foreach (var plot in plots)
            await plot.ScrollIntoViewIfNeededAsync();
        if (plots.Count > 0)
            await page.WaitForFunctionAsync("() => document.documentElement.dataset.charts === 'drawn'");
    }

    /// <summary>axe-core's script; null if npm has not restored it.</summary>
    public static string? AuditScript { get; } =
        Path.Combine(CourseProcess.Repository, "tests", "web", "node_modules", "axe-core", "axe.min.js") is var path && File.Exists(path) ? path : null;
}
