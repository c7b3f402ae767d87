using NotebookKernel.Notebooks;
using NotebookKernel.Running;
using NotebookKernel.Site;

namespace Course.Cli;

/// <summary>What the commands share that read notebooks, run them and write pages.</summary>
internal static class Execution
{
    /// <summary>Reads notebooks.</summary>
    /// <exception cref="UsageException">One of them cannot be read.</exception>
    public static List<Notebook> Read(IReadOnlyList<string> paths)
    {
        var notebooks = new List<Notebook>();
        foreach (var path in paths)
        {
            try
            {
                notebooks.Add(Notebook.Read(path));
            }
            catch (Exception e) when (e is NotebookFormatException or IOException or UnauthorizedAccessException)
            {
                throw new UsageException(e.Message);
            }
        }

        return notebooks;
    }

    /// <summary>Where pages go unless the command line says otherwise.</summary>
    public static string PagesFolder(string? named, string? home) =>
        Path.GetFullPath(named ?? Path.Combine(home ?? Environment.CurrentDirectory, "artifacts", "site"));

    /// <summary>Makes sure that pages may be written to a folder.</summary>
    /// <exception cref="UsageException">They would replace something else.</exception>
    public static void CheckFolder(string folder)
    {
        try
        {
            SiteFolder.Check(folder);
        }
        catch (IOException e)
        {
            throw new UsageException(e.Message);
        }
    }

    /// <summary>Sets the notebooks to one of their sizes, and single parameters to values.</summary>
    /// <exception cref="UsageException">A size or a value does not fit.</exception>
    public static void SetParameters(IEnumerable<NotebookParameters> notebooks, RunSize size, IReadOnlyDictionary<string, string> values)
    {
        try
        {
            foreach (var notebook in notebooks)
                notebook.Inject(size, values);
        }
        catch (ParameterException e)
        {
            throw new UsageException(e.Message);
        }
    }

    /// <summary>Runs notebooks, writes them as pages, and says how it went.</summary>
    /// <param name="notebooks">The notebooks, their parameters set.</param>
    /// <param name="folder">Where the pages go.</param>
    /// <param name="jobs">How many notebooks run side by side.</param>
    /// <param name="keepGoing">Whether to go on after a cell that fails.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<Notebook> notebooks, string folder, int jobs, bool keepGoing, CancellationToken cancellation)
    {
        var screen = Screen.ForConsole(DisplayNames(notebooks));
        var runner = new NotebookRunner(Engine(), screen) { Jobs = jobs, KeepGoing = keepGoing };
        var runs = await screen.Watch(runner.RunAsync(notebooks, cancellation));
        cancellation.ThrowIfCancellationRequested();

        var index = WritePages(runs.OfType<NotebookRun>().Select(r => new SiteNotebook(r.Notebook, r.Elapsed)), folder);
        screen.Summary(runs, index);
        return runs.All(r => r is { Succeeded: true }) ? ExitCodes.Success : ExitCodes.Failure;
    }

    /// <summary>Writes notebooks as pages.</summary>
    /// <returns>The path of the first page.</returns>
    public static string WritePages(IEnumerable<SiteNotebook> notebooks, string folder)
    {
        var home = CourseFolder.Above(AppContext.BaseDirectory);
        // Notebooks that lie elsewhere, such as in a site, are known by their names.
        IReadOnlyList<string> Covers(string path)
        {
            var sections = LectureOutline.Sections(path);
            return sections.Count > 0 || home is null ? sections : LectureOutline.Sections(Path.Combine(home, "notebooks", Path.GetFileName(path)));
        }

        return SiteWriter.Write([.. notebooks.Select(n => n with { Covers = Covers(n.Notebook.Path) })], CourseSite.Options(home), folder);
    }

    /// <summary>This very program as a notebook's own process, by its own host or by dotnet.</summary>
    public static EngineCommand Engine() => ThisProgram(RunCommand.EngineArgument) with
    {
        // The pages draw charts themselves; a chart need not carry plotly.js into every output.
        Environment = new Dictionary<string, string> { ["COURSE_PLOTLYJS"] = "cdn" },
    };

    /// <summary>This very program with one argument, by its own host or by dotnet.</summary>
    public static EngineCommand ThisProgram(string argument)
    {
        var host = Environment.ProcessPath!;
        var byDotnet = Path.GetFileNameWithoutExtension(host).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        return byDotnet ? new EngineCommand(host, typeof(Execution).Assembly.Location, argument) : new EngineCommand(host, argument);
    }

    /// <summary>File names, or paths where two notebooks share a name.</summary>
    private static List<string> DisplayNames(IReadOnlyList<Notebook> notebooks)
    {
        var files = notebooks.Select(n => Path.GetFileNameWithoutExtension(n.Path)).ToList();
        return [.. notebooks.Select((n, i) => files.Count(f => f == files[i]) == 1 ? files[i] : n.Path)];
    }
}
