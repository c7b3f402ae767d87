using Microsoft.Playwright;

namespace NotebookKernel.Tests.Site;

/// <summary>The search, by keyboard, on pages opened as files.</summary>
[Collection(SitePages.Name)]
public sealed class SearchTests(Browser browser, SampleSiteFixture sample)
{
    [SkippableFact]
    public async Task Words_of_a_text_lead_to_their_section_on_another_page()
    {
        await using var window = await Open("index.html");
        var page = window.Page;
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("hundred metres");
        await page.WaitForSelectorAsync(".search li a");
        (await page.TextContentAsync(".search [role=status]")).ShouldBe("1 section");
        (await page.TextContentAsync(".search li strong")).ShouldBe("Two features, one number");
        (await page.Locator(".search mark").AllTextContentsAsync()).ShouldBe(["metres", "hundred"], ignoreOrder: true);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/02-covariance.html#two-features-one-number");
        window.Problems.ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Headings_come_first_and_arrows_walk_the_results()
    {
        await using var window = await Open("03-components & axes.html");
        var page = window.Page;
        await page.ClickAsync(".top button:has-text('Search')");
        await page.Keyboard.TypeAsync("correlation");
        await page.WaitForSelectorAsync(".search li a");
        (await page.TextContentAsync(".search li strong")).ShouldBe("Covariance and correlation: what moves with what");
        (await page.Locator(".search li").CountAsync()).ShouldBeGreaterThan(2);
        const string focused = "() => [...document.querySelectorAll('.search a')].indexOf(document.activeElement)";
        await page.Keyboard.PressAsync("ArrowDown");
        (await page.EvaluateAsync<int>(focused)).ShouldBe(0);
        await page.Keyboard.PressAsync("ArrowDown");
        (await page.EvaluateAsync<int>(focused)).ShouldBe(1);
        await page.Keyboard.PressAsync("ArrowUp");
        await page.Keyboard.PressAsync("ArrowUp");
        (await page.EvaluateAsync<string>("() => document.activeElement.type")).ShouldBe("search");
        await page.Keyboard.PressAsync("Escape");
        (await page.Locator("dialog[open]").CountAsync()).ShouldBe(0);
    }

    [SkippableTheory]
    [InlineData("UBERRASCHUNG", "04-überraschung")] // Letters without their marks.
    [InlineData("diagonal", "Diagonalise")] // The beginning of a word.
    [InlineData("slope of the model", "How it looks")] // In the caption of a chart.
    [InlineData("agonalise", null)]
    [InlineData("(.*", null)]
    public async Task It_finds_what_a_reader_types(string typed, string? heading)
    {
        await using var window = await Open("index.html");
        var page = window.Page;
        await page.Keyboard.PressAsync("/");
        await page.WaitForFunctionAsync("() => window.searchIndex");
        await page.Keyboard.TypeAsync(typed);
        if (heading is not null)
            (await page.TextContentAsync(".search li strong")).ShouldBe(heading);
        else
            (await page.Locator(".search li").CountAsync()).ShouldBe(0);
    }

    private async Task<Browser.Window> Open(string file)
    {
        PageReader.SkipWithout(browser, sample.Folder);
        var window = await browser.OpenAsync(1280, ColorScheme.Light);
        await window.Page.GoToAsync(sample.Folder, file);
        return window;
    }
}
