using System.Globalization;
using Microsoft.Playwright;

namespace NotebookKernel.Tests.Site;

/// <summary>Every page of a site in a real browser: drawn, quiet, offline, and nothing sticking out.</summary>
[Collection(SitePages.Name)]
public sealed class BrowserTests(Browser browser, SampleSiteFixture sample, CourseSiteFixture course)
{
    public static TheoryData<int, ColorScheme> Windows => new()
    {
        { 1280, ColorScheme.Light },
        { 1280, ColorScheme.Dark },
        { 390, ColorScheme.Light },
        { 390, ColorScheme.Dark },
    };

    [SkippableTheory]
    [MemberData(nameof(Windows))]
    public async Task The_sample_site_is_whole(int width, ColorScheme scheme)
    {
        PageReader.SkipWithout(browser, sample.Folder);
        (await Inspect(sample.Folder, width, scheme)).ShouldBe(8);
    }

    [SkippableTheory]
    [MemberData(nameof(Windows))]
    public async Task The_course_is_whole(int width, ColorScheme scheme)
    {
        await PageReader.SkipWithoutAsync(course);
        PageReader.SkipWithout(browser, course.Folder);
        (await Inspect(course.Folder, width, scheme)).ShouldBeGreaterThan(0);
    }

    [SkippableFact]
    public async Task Colours_are_readable_in_both_themes()
    {
        Skip.If(browser.Missing is not null, browser.Missing);
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await using var window = await browser.OpenAsync(1280, scheme);
            foreach (var file in Directory.GetFiles(sample.Folder, "*.html"))
            {
                await window.Page.GotoAsync(new Uri(file).AbsoluteUri);
                var faint = await window.Page.EvaluateAsync<string[]>(FaintTexts);
                faint.ShouldBeEmpty($"{Path.GetFileName(file)}, {scheme}");
            }
        }
    }

    [SkippableFact]
    public async Task Charts_follow_the_theme_and_the_width()
    {
        PageReader.SkipWithout(browser, sample.Folder);
        await using var window = await browser.OpenAsync(1280, ColorScheme.Light);
        var page = window.Page;
        await page.GoToAsync(sample.Folder, "02-covariance.html");
        await page.DrawAllAsync();
        const string colour = "() => document.querySelector('.plot')._fullLayout.font.color";
        var light = await page.EvaluateAsync<string>(colour);
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        await page.WaitForFunctionAsync($"light => ({colour})() !== light", light);
        await page.SetViewportSizeAsync(390, 900);
        await page.WaitForFunctionAsync("() => [...document.querySelectorAll('.plot')].every(p => p._fullLayout.width === p.clientWidth)");
        window.Problems.ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Everything_opens_for_print()
    {
        PageReader.SkipWithout(browser, sample.Folder);
        await using var window = await browser.OpenAsync(1280, ColorScheme.Dark);
        var page = window.Page;
        await page.GoToAsync(sample.Folder, "02-covariance.html");
        await page.EvaluateAsync("() => dispatchEvent(new Event('beforeprint'))");
        await page.WaitForFunctionAsync("() => document.documentElement.dataset.charts === 'drawn'");
        (await page.EvaluateAsync<bool>("() => [...document.querySelectorAll('main details')].every(d => d.open)")).ShouldBeTrue();
        (await page.EvaluateAsync<string>("() => document.querySelector('.plot')._fullLayout.font.color")).ShouldBe("#1c2024");
        await page.EvaluateAsync("() => dispatchEvent(new Event('afterprint'))");
        (await page.EvaluateAsync<bool>("() => document.querySelector('.solution details').open")).ShouldBeFalse();
        window.Problems.ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Charts_of_pixels_have_their_picture_on_paper_ready()
    {
        PageReader.SkipWithout(browser, sample.Folder);
        await using var window = await browser.OpenAsync(1280, ColorScheme.Dark);
        var page = window.Page;
        await page.GoToAsync(sample.Folder, "03-components & axes.html");
        await page.WaitForFunctionAsync("() => document.documentElement.dataset.pictures === 'ready'");
        (await page.Locator(".on-paper").EvaluateAllAsync<int[]>("all => all.map(e => e.naturalWidth)")).ShouldBe([960, 1040, 1280]); // Heat map, points in space, flat sheet.
        (await page.Locator(".on-paper").First.IsVisibleAsync()).ShouldBeFalse();
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await page.EvaluateAsync("() => dispatchEvent(new Event('beforeprint'))");
        (await page.EvaluateAsync<bool[]>("() => [...document.querySelectorAll('figure.chart')].map(f => [...f.querySelectorAll('.on-paper, .main-svg')].filter(e => e.checkVisibility()).length > 0)"))
            .ShouldAllBe(seen => seen);
        (await page.Locator(".plot:has(+ .on-paper)").EvaluateAllAsync<bool>("all => all.some(e => e.checkVisibility())")).ShouldBeFalse();
        window.Problems.ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Black_lines_are_lightened_on_a_dark_page_and_black_on_paper()
    {
        PageReader.SkipWithout(browser, sample.Folder);
        await using var window = await browser.OpenAsync(1280, ColorScheme.Light);
        var page = window.Page;
        await page.GoToAsync(sample.Folder, "03-components & axes.html");
        await page.DrawAllAsync();
        const string colour = "() => getComputedStyle(document.querySelector('figure:has(.controls) .js-line')).stroke";
        (await page.EvaluateAsync<string>(colour)).ShouldBe("rgb(0, 0, 0)");
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        await page.WaitForFunctionAsync($"() => {{ const c = ({colour})().match(/\\d+/g).map(Number); return Math.min(...c) > 80; }}");
        await page.EvaluateAsync("() => dispatchEvent(new Event('beforeprint'))");
        (await page.EvaluateAsync<string>(colour)).ShouldBe("rgb(0, 0, 0)");
    }

    [SkippableFact]
    public async Task Equal_axes_leave_no_room_empty()
    {
        PageReader.SkipWithout(browser, sample.Folder);
        await using var window = await browser.OpenAsync(390, ColorScheme.Light);
        var page = window.Page;
        await page.GoToAsync(sample.Folder, "03-components & axes.html");
        await page.DrawAllAsync();
        (await page.Locator("figure:has-text('Flat') .plot").EvaluateAsync<double>("plot => plot.getBoundingClientRect().height")).ShouldBeLessThan(220);
    }

    /// <summary>Opens every page of a site's folder; returns how many charts were drawn.</summary>
    private async Task<int> Inspect(string folder, int width, ColorScheme scheme)
    {
        var charts = 0;
        await using var window = await browser.OpenAsync(width, scheme);
        var page = window.Page;
        foreach (var file in PageReader.Files(folder))
        {
            var name = $"{Path.GetFileName(file)} at {width.ToString(CultureInfo.InvariantCulture)} px, {scheme}";
            await page.GoToAsync(folder, file);
            await page.DrawAllAsync();
            charts += await page.Locator("figure.chart").CountAsync();
            (await page.EvaluateAsync<string[]>(UndrawnCharts)).ShouldBeEmpty(name);
            (await page.EvaluateAsync<string[]>(CutTitles)).ShouldBeEmpty(name);
            (await page.EvaluateAsync<string[]>(BrokenFormulas)).ShouldBeEmpty(name);
            (await page.EvaluateAsync<string[]>(StickingOut)).ShouldBeEmpty(name);
            (await page.TitleAsync()).ShouldNotBe("broken in", name);
            new FileInfo(file).Length.ShouldBeLessThan(1_000_000, name);
            window.Problems.ShouldBeEmpty(name);
        }

        return charts;
    }

    private const string UndrawnCharts = """
        () => [...document.querySelectorAll("figure.chart .plot")].filter(plot => {
          const drawing = plot.querySelector("canvas, .main-svg");
          const box = drawing?.getBoundingClientRect();
          return !box || box.width < 100 || box.height < 60 || Math.abs(plot.getBoundingClientRect().height - plot._fullLayout.height) > 2;
        }).map(plot => plot.getAttribute("aria-label"))
        """;

    /// <summary>Titles of axes and colour bars that reach beyond their chart, or that nobody wrote.</summary>
    private const string CutTitles = """
        () => [...document.querySelectorAll("figure.chart .plot")].flatMap(plot => {
          const chart = plot.getBoundingClientRect();
          return [...plot.querySelectorAll(".infolayer text[class*='title']")].filter(title => {
            const box = title.getBoundingClientRect();
            return title.textContent.startsWith("Click to") || title.textContent && Math.max(chart.left - box.left, box.right - chart.right, chart.top - box.top, box.bottom - chart.bottom) > 2;
          }).map(title => `${plot.getAttribute("aria-label")}: ${title.textContent}`);
        })
        """;

    private const string BrokenFormulas = """
        () => [...document.querySelectorAll(".math")].filter(m => !m.querySelector(".katex") || m.querySelector(".katex-error")).map(m => m.textContent)
        """;

    /// <summary>What reaches beyond the window's edge without a box of its own to scroll in.</summary>
    private const string StickingOut = """
        () => {
          const edge = document.documentElement.clientWidth;
          const scrolls = e => { for (; e; e = e.parentElement) if (["auto", "scroll", "hidden"].includes(getComputedStyle(e).overflowX) && e !== document.body) return true; return false; };
          const out = [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > edge + 1 && e.getClientRects().length && !scrolls(e)).map(e => e.outerHTML.slice(0, 200));
          return document.documentElement.scrollWidth > edge ? ["the page scrolls sideways", ...out] : out;
        }
        """;

    /// <summary>Texts with less contrast to their background than 4.5 : 1 (WCAG 2.2, 1.4.3).</summary>
    private const string FaintTexts = """
        () => {
          const parse = c => { const v = c.match(/[\d.]+/g).map(Number); return { rgb: v.slice(0, 3), a: v[3] ?? 1 }; };
          const luminance = rgb => rgb.map(v => v / 255).map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4).reduce((s, v, i) => s + v * [0.2126, 0.7152, 0.0722][i], 0);
          const behind = e => { for (; e; e = e.parentElement) { const b = parse(getComputedStyle(e).backgroundColor); if (b.a === 1) return b.rgb; } return [255, 255, 255]; };
          const faint = [];
          for (const d of document.querySelectorAll("details")) d.open = true;
          for (const e of document.querySelectorAll("body *")) {
            if (e.closest(".plot, script, noscript, .katex-mathml") || ![...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())) continue;
            const a = luminance(parse(getComputedStyle(e).color).rgb), b = luminance(behind(e));
            const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
            if (contrast < 4.5) faint.push(`${contrast.toFixed(2)} ${e.outerHTML.slice(0, 120)}`);
          }
          return faint;
        }
        """;
}
