using Microsoft.Playwright;

namespace NotebookKernel.Tests.Site;

/// <summary>The chromium of this machine, offline, if it has one.</summary>
public sealed class Browser : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Why there is no browser; null if there is one.</summary>
    public string? Missing { get; private set; }

    public async Task InitializeAsync()
    {
        string[] names = OperatingSystem.IsWindows() ? ["chrome.exe", "msedge.exe"] : ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
        var program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
        if (program is null)
        {
            Missing = $"no browser on the PATH ({string.Join(", ", names)}).";
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = program,
            Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>A window that hears of everything that goes wrong, and reaches no network.</summary>
    /// <param name="width">Pixels.</param>
    /// <param name="scheme">What its user prefers.</param>
    /// <param name="server">The one address that it reaches all the same.</param>
    internal async Task<Window> OpenAsync(int width, ColorScheme scheme, string? server = null)
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
        });
        var problems = new List<string>();
        await context.RouteAsync(url => url.StartsWith("http", StringComparison.OrdinalIgnoreCase) && (server is null || !url.StartsWith(server, StringComparison.Ordinal)), async route =>
        {
            problems.Add("asked the network for " + route.Request.Url);
            await route.AbortAsync();
        });
        var page = await context.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                problems.Add("console error: " + message.Text);
        };
        page.PageError += (_, error) => problems.Add("script error: " + error);
        page.RequestFailed += (_, request) => problems.Add($"failed request: {request.Url} {request.Failure}");
        return new Window(page, problems);
    }

    internal sealed record Window(IPage Page, List<string> Problems) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
    }
}
