using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using NotebookKernel.Tests.Cli;
using NotebookKernel.Tests.Site;
using NotebookKernel.Tests.Zmtp;
using Xunit.Abstractions;

namespace NotebookKernel.Tests.Jupyter;

/// <summary>A lesson in Jupyter's own page, in a real browser: what a teacher does in class.</summary>
public sealed class NotebookPageTests(KernelProcess kernel, Browser browser, ITestOutputHelper output) : IClassFixture<KernelProcess>, IClassFixture<Browser>
{
    private const string Lesson = "03-pca-from-scratch.ipynb";
    private const float Patience = 180_000;

    /// <summary>Lesson 7's training, longer than anybody waits.</summary>
    private const string Training =
        """
        using Course.Autoencoders;
        using TorchSharp;
        using static TorchSharp.torch;
        var x = Moments.Centre(Synthetic.Sheet3D(60).X).ToTensor();
        var model = new LinearAutoencoder(features: 3, code: 2, seed: 0);
        var curve = new LiveCurve("Linear autoencoder so far", "mean squared error");
        var training = Trainer.Fit(model, x, x, optim.SGD(model.parameters(), 0.5),
            nn.MSELoss(), 50_000_000, batchSize: 60, seed: 0, progress: curve);
        """;

    /// <summary>The kernel's process has no time to tell anybody of this.</summary>
    private const string Overflow =
        """
        Func<int, int> deep = null;
        deep = n => deep(n + 1) + 1;
        deep(0)
        """;

    /// <summary>The first chart with a slider, which takes the keyboard.</summary>
    private const string Slider = ".course-chart.js-plotly-plot[tabindex='0']";

    private const string SliderData = $"""JSON.stringify(document.querySelector("{Slider}").data)""";

    /// <summary>Notes every shape that the first curve of a cell's chart is drawn in.</summary>
    private const string Watch =
        """
        i => {
          window.seen = new Set();
          window.watch = setInterval(() => {
            const curve = Jupyter.notebook.get_cell(i).element.find('.js-plotly-plot .scatterlayer path.js-line')[0];
            if (curve) seen.add(curve.getAttribute('d'));
          }, 20);
        }
        """;

    [SkippableFact]
    public async Task A_lesson_is_taught()
    {
        Skip.If(browser.Missing is not null, browser.Missing);
        Skip.IfNot(File.Exists(Path.Combine(CourseProcess.Repository, "lib", "bin", "plotly.min.js")), "npm has not restored plotly.js here.");
        Python.SkipUnless("notebook");
        using var folder = new TemporaryFolder();
        Prepare(folder);
        var port = FreePort();
        using var server = Python.Start(
            ["-m", "notebook", "--no-browser", "--allow-root", "--ip=127.0.0.1", $"--port={port}", "--port-retries=0", "--NotebookApp.token=course", $"--notebook-dir={folder.Path}"],
            kernel.Environment, "notebook");
        // Read, lest the server wait for room in the pipe.
        server.BeginOutputReadLine();
        server.BeginErrorReadLine();
        try
        {
            var address = $"http://127.0.0.1:{port}/";
            await Answers(address);
            await using var window = await browser.OpenAsync(1280, ColorScheme.Light, address);
            var page = window.Page;
            page.SetDefaultTimeout(Patience);
            await page.GotoAsync($"{address}notebooks/notebooks/{Lesson}?token=course");
            await page.WaitForFunctionAsync("window.Jupyter && Jupyter.notebook && Jupyter.notebook.kernel && Jupyter.notebook.kernel.is_connected()");

            // Every cell, one by one.
            var cells = await page.EvaluateAsync<int[]>("Jupyter.notebook.get_cells().flatMap((c, i) => c.cell_type === 'code' ? [i] : [])");
            foreach (var cell in cells) (await Run(page, cell)).ShouldBeNull();
            (await page.Locator(".js-plotly-plot .main-svg").CountAsync()).ShouldBeGreaterThan(0);
            await page.Locator(".js-plotly-plot").First.ScrollIntoViewIfNeededAsync();
            await Picture(page, "charts");

            // A slider, moved by keyboard.
            var shown = await page.EvaluateAsync<string>(SliderData);
            await page.Locator(Slider).First.FocusAsync();
            await page.Keyboard.PressAsync("ArrowRight");
            await page.WaitForFunctionAsync($"before => {SliderData} !== before", shown);
            await page.WaitForFunctionAsync($"""document.querySelector("{Slider}").layout.sliders[0].active === 1""");
            await page.Locator(Slider).First.ScrollIntoViewIfNeededAsync();
            await Picture(page, "slider");

            // A training whose curve moves while it runs, until the button ends it.
            var moving = await Add(page, Training);
            await page.EvaluateAsync("i => Jupyter.notebook.get_cell(i).element[0].scrollIntoView()", moving);
            var ending = Run(page, moving);
            await page.EvaluateAsync(Watch, moving);
            await page.WaitForFunctionAsync("seen.size > 3");
            await Picture(page, "live");
            await page.ClickAsync("button[data-jupyter-action='jupyter-notebook:interrupt-kernel']");
            (await ending).ShouldNotBeNull().ShouldContain("interrupted");
            await page.EvaluateAsync("clearInterval(watch)");
            (await Run(page, await Add(page, "Check.That(model is not null && curve.Values.Count > 0, \"what the cell had come to is kept\");"))).ShouldBeNull();

            // A new beginning.
            await page.EvaluateAsync("new Promise(done => Jupyter.notebook.kernel.restart(done))");
            await page.WaitForFunctionAsync("Jupyter.notebook.kernel.is_connected()");
            (await Run(page, await Add(page, "model"))).ShouldNotBeNull().ShouldContain("CS0103");
            (await Run(page, await Add(page, "6 * 7"))).ShouldBeNull();
            await page.EvaluateAsync("Jupyter.notebook.scroll_to_bottom()");
            await Picture(page, "restarted");

            // The end of the kernel: its cell says why, the page begins another.
            await page.EvaluateAsync("Jupyter.notebook.events.on('kernel_autorestarting.Kernel', () => { window.began = true; })");
            (await Run(page, await Add(page, Overflow))).ShouldNotBeNull().ShouldContain("a method calls itself without end");
            await page.WaitForFunctionAsync("window.began");
            await page.EvaluateAsync("Jupyter.notebook.scroll_to_bottom()");
            await Picture(page, "died");
            await page.WaitForFunctionAsync("Jupyter.notebook.kernel.is_connected()");
            await page.Locator(".modal.in .btn-primary").ClickAsync();
            (await Run(page, await Add(page, "6 * 7"))).ShouldBeNull();
        }
        finally
        {
            server.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Runs a cell and waits for its end.</summary>
    /// <returns>Why it failed; null if it did not.</returns>
    private static Task<string?> Run(IPage page, int cell) => page.EvaluateAsync<string?>(
        """
        i => new Promise(done => {
          const cell = Jupyter.notebook.get_cell(i);
          const finished = (event, data) => {
            if (data.cell !== cell) return;
            Jupyter.notebook.events.off('finished_execute.CodeCell', finished);
            const error = cell.output_area.outputs.find(o => o.output_type === 'error');
            done(error ? error.ename + ': ' + error.evalue : null);
          };
          Jupyter.notebook.events.on('finished_execute.CodeCell', finished);
          cell.execute();
        })
        """,
        cell).WaitAsync(TimeSpan.FromMilliseconds(Patience));

    private static Task<int> Add(IPage page, string code) => page.EvaluateAsync<int>(
        "code => { const cell = Jupyter.notebook.insert_cell_at_bottom('code'); cell.set_text(code); return Jupyter.notebook.find_cell_index(cell); }", code);

    private async Task Picture(IPage page, string name)
    {
        var file = Path.Combine(Path.GetTempPath(), $"notebook-page-{name}.png");
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = file });
        output.WriteLine(file);
    }

    /// <summary>The lesson, in small sizes and for the kernel under test, beside the library and the data that it looks for.</summary>
    private void Prepare(TemporaryFolder folder)
    {
        foreach (var shared in (string[])["lib", "data"]) Directory.CreateSymbolicLink(folder[shared], Path.Combine(CourseProcess.Repository, shared));
        Directory.CreateDirectory(folder["notebooks"]);
        var notebook = JsonNode.Parse(File.ReadAllText(Path.Combine(CourseProcess.Repository, "notebooks", Lesson)))!;
        notebook["metadata"]!["kernelspec"]!["name"] = kernel.Environment["COURSE_KERNEL"];
        File.WriteAllText(folder["notebooks", Lesson], notebook.ToJsonString(new JsonSerializerOptions()));
    }

    private static async Task Answers(string address)
    {
        using var client = new HttpClient();
        var clock = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await client.GetStringAsync(new Uri(address + "api"));
                return;
            }
            catch (HttpRequestException) when (clock.ElapsedMilliseconds < Patience)
            {
                await Task.Delay(100);
            }
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
