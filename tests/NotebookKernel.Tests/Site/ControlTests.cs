using Microsoft.Playwright;

namespace NotebookKernel.Tests.Site;

/// <summary>Charts with states: Plotly's sliders and buttons become the page's own, and move the chart.</summary>
[Collection(SitePages.Name)]
public sealed class ControlTests(Browser browser, SampleSiteFixture sample)
{
    private const string Chart = "figure.chart:has(.controls)";

    /// <summary>The last number of the curve, which each frame sets to its own.</summary>
    private const string Last = $"() => document.querySelector('{Chart} .plot').data[0].y[2]";

    [SkippableFact]
    public async Task A_slider_moves_the_chart_by_keyboard()
    {
        await using var window = await Open();
        var page = window.Page;
        var slider = page.Locator($"{Chart} input[type=range]");
        (await slider.GetAttributeAsync("aria-valuetext")).ShouldBe("1");
        (await slider.GetAttributeAsync("aria-label")).ShouldBe("Components");
        (await page.EvaluateAsync<double>(Last)).ShouldBe(1);
        await slider.FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await page.WaitForFunctionAsync($"() => ({Last})() === 2");
        (await page.TextContentAsync($"{Chart} .slider span")).ShouldBe("Components: 2");
        await page.Keyboard.PressAsync("End");
        await page.WaitForFunctionAsync($"() => ({Last})() === 3");
        (await page.Locator($"{Chart} .slider-container, {Chart} .updatemenu-container").CountAsync()).ShouldBe(0);
        window.Problems.ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task A_button_plays_the_frames_and_the_slider_follows()
    {
        await using var window = await Open();
        var page = window.Page;
        await page.ClickAsync($"{Chart} button:has-text('Play')");
        await page.WaitForFunctionAsync($"() => ({Last})() === 3 && document.querySelector('{Chart} output').textContent === '3'");
        window.Problems.ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task The_state_survives_another_width_and_is_the_one_on_paper()
    {
        await using var window = await Open();
        var page = window.Page;
        await page.FocusAsync($"{Chart} input[type=range]");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.WaitForFunctionAsync($"() => ({Last})() === 2");
        await page.SetViewportSizeAsync(600, 800);
        await page.WaitForFunctionAsync($"() => {{ const plot = document.querySelector('{Chart} .plot'); return plot._fullLayout.width === plot.clientWidth && ({Last})() === 2; }}");
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await page.EvaluateAsync("() => dispatchEvent(new Event('beforeprint'))");
        (await page.EvaluateAsync<double>(Last)).ShouldBe(2);
        (await page.IsVisibleAsync($"{Chart} output")).ShouldBeTrue();
        (await page.IsVisibleAsync($"{Chart} input")).ShouldBeFalse();
        (await page.IsVisibleAsync($"{Chart} button")).ShouldBeFalse();
    }

    private async Task<Browser.Window> Open()
    {
        PageReader.SkipWithout(browser, sample.Folder);
        var window = await browser.OpenAsync(1280, ColorScheme.Light);
        await window.Page.GoToAsync(sample.Folder, "03-components & axes.html");
        await window.Page.DrawAllAsync();
        return window;
    }
}
