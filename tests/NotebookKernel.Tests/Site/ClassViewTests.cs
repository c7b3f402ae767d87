using Microsoft.Playwright;

namespace NotebookKernel.Tests.Site;

/// <summary>The class view: a lesson section by section, by its keys.</summary>
[Collection(SitePages.Name)]
public sealed class ClassViewTests(Browser browser, SampleSiteFixture sample)
{
    private const string Lesson = "02-covariance.html";

    /// <summary>The headings that can be seen.</summary>
    private const string Seen = "() => [...document.querySelectorAll('article :is(h1, h2, h3)')].filter(h => h.checkVisibility()).map(h => h.id)";

    [SkippableFact]
    public async Task Arrows_step_from_section_to_section()
    {
        await using var window = await Open(Lesson);
        var page = window.Page;
        await page.ClickAsync(".top button:has-text('Class view')");
        (await page.EvaluateAsync<string[]>(Seen)).ShouldBe(["covariance-and-correlation-what-moves-with-what"]);
        (await page.Locator(".top, #contents, .end, .skip").EvaluateAllAsync<bool>("all => all.some(e => e.checkVisibility())")).ShouldBeFalse();
        await page.Keyboard.PressAsync("ArrowRight");
        (await page.EvaluateAsync<string[]>(Seen)).ShouldBe(["two-features-one-number"]);
        await page.Keyboard.PressAsync("ArrowRight");
        (await page.EvaluateAsync<string[]>(Seen)).ShouldBe(["how-it-looks"]);
        (await page.TextContentAsync(".class-bar .place")).ShouldBe("3 of 5");
        (await page.EvaluateAsync<string>("() => document.activeElement.id")).ShouldBe("how-it-looks");
        await page.Keyboard.PressAsync("ArrowLeft");
        (await page.EvaluateAsync<string[]>(Seen)).ShouldBe(["two-features-one-number"]);
        await page.Keyboard.PressAsync("End");
        (await page.EvaluateAsync<string[]>(Seen)).ShouldBe(["what-to-remember"]);
        (await page.IsDisabledAsync(".class-bar [aria-label='Next section']")).ShouldBeTrue();
        await page.Keyboard.PressAsync("ArrowRight");
        (await page.EvaluateAsync<string[]>(Seen)).ShouldBe(["what-to-remember"]);
        await page.Keyboard.PressAsync("Home");
        (await page.EvaluateAsync<string[]>(Seen)).ShouldBe(["covariance-and-correlation-what-moves-with-what"]);
        window.Problems.ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Space_shows_all_of_a_long_section_before_the_next()
    {
        await using var window = await Open(Lesson, "#class=two-features-one-number");
        var page = window.Page;
        await page.SetViewportSizeAsync(1280, 720);
        var screens = 0;
        while ((await page.EvaluateAsync<string[]>(Seen))[0] == "two-features-one-number")
        {
            (++screens).ShouldBeLessThan(20);
            await page.Keyboard.PressAsync("Space");
        }

        screens.ShouldBeGreaterThan(1);
        (await page.EvaluateAsync<string[]>(Seen)).ShouldBe(["how-it-looks"]);
        await page.Keyboard.PressAsync("Shift+Space");
        (await page.EvaluateAsync<string[]>(Seen)).ShouldBe(["two-features-one-number"]);
    }

    [SkippableFact]
    public async Task The_address_remembers_the_place_and_escape_leaves()
    {
        await using var window = await Open(Lesson, "#class=how-it-looks");
        var page = window.Page;
        (await page.EvaluateAsync<string[]>(Seen)).ShouldBe(["how-it-looks"]);
        await page.Keyboard.PressAsync("ArrowRight");
        await page.ReloadAsync();
        (await page.EvaluateAsync<string[]>(Seen)).ShouldBe(["exercises"]);
        await page.Keyboard.PressAsync("Escape");
        (await page.EvaluateAsync<string[]>(Seen)).Length.ShouldBe(5);
        (await page.EvaluateAsync<string>("() => location.hash")).ShouldBe("#exercises");
        (await page.Locator(".off").CountAsync()).ShouldBe(0);
        (await page.Locator(".class-bar").IsVisibleAsync()).ShouldBeFalse();
        await page.Keyboard.PressAsync("ArrowRight");
        (await page.EvaluateAsync<string[]>(Seen)).Length.ShouldBe(5);
    }

    [SkippableFact]
    public async Task A_chart_is_enlarged_with_the_type_and_fits_on_the_screen()
    {
        await using var window = await Open(Lesson, "#class=how-it-looks");
        var page = window.Page;
        await page.SetViewportSizeAsync(1920, 1080);
        await page.WaitForFunctionAsync("() => document.documentElement.dataset.charts?.startsWith('1 of')");
        await page.WaitForFunctionAsync("""
            () => {
              const plot = document.querySelector(".plot");
              const box = plot.getBoundingClientRect(), figure = plot.parentElement.getBoundingClientRect();
              const scale = box.width / plot._fullLayout.width;
              return scale > 1.5 && Math.abs(box.width - figure.width) < 2 && box.height <= 0.75 * innerHeight && figure.bottom >= box.bottom;
            }
            """);
        await page.Keyboard.PressAsync("Escape");
        await page.WaitForFunctionAsync("() => { const plot = document.querySelector('.plot'); return !plot.style.transform && plot._fullLayout.width === plot.parentElement.clientWidth; }");
        window.Problems.ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task What_has_the_focus_keeps_its_own_keys()
    {
        await using var window = await Open(Lesson, "#class=exercises");
        var page = window.Page;
        await page.FocusAsync(".solution summary");
        await page.Keyboard.PressAsync("Space");
        (await page.EvaluateAsync<bool>("() => document.querySelector('.solution details').open")).ShouldBeTrue();
        await page.Keyboard.PressAsync("?");
        (await page.Locator("dialog.keys[open] dt").CountAsync()).ShouldBeGreaterThan(6);
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("Escape");
        (await page.EvaluateAsync<string[]>(Seen)).ShouldBe(["exercises"]);
    }

    [SkippableFact]
    public async Task A_slider_keeps_the_arrows_until_escape()
    {
        await using var window = await Open("03-components & axes.html", "#class=deep");
        var page = window.Page;
        var place = await page.TextContentAsync(".class-bar .place");
        var slider = page.Locator("input[type=range]");
        await page.WaitForFunctionAsync("() => document.querySelector('input[type=range]')");
        await slider.FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        (await slider.InputValueAsync()).ShouldBe("1");
        await page.Keyboard.PressAsync("Escape");
        (await page.TextContentAsync(".class-bar .place")).ShouldBe(place);
        await page.Keyboard.PressAsync("ArrowRight");
        (await page.TextContentAsync(".class-bar .place")).ShouldNotBe(place);
    }

    [SkippableFact]
    public async Task Paper_shows_the_whole_lesson()
    {
        await using var window = await Open(Lesson, "#class=how-it-looks");
        await window.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        (await window.Page.EvaluateAsync<string[]>(Seen)).Length.ShouldBe(5);
        (await window.Page.Locator(".class-bar").IsVisibleAsync()).ShouldBeFalse();
    }

    private async Task<Browser.Window> Open(string file, string fragment = "")
    {
        PageReader.SkipWithout(browser, sample.Folder);
        var window = await browser.OpenAsync(1280, ColorScheme.Light);
        await window.Page.GoToAsync(sample.Folder, file, fragment);
        return window;
    }
}
