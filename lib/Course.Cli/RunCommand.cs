using System.CommandLine;
using System.Runtime.InteropServices;
using NotebookKernel.Notebooks;
using NotebookKernel.Running;
using NotebookKernel.Site;

namespace Course.Cli;

/// <summary><c>course run</c>: executes notebooks and writes them as pages.</summary>
internal sealed class RunCommand
{
    /// <summary>The hidden first argument that makes this program a notebook's own process.</summary>
    public const string EngineArgument = "engine";

    public const string Examples = """
        Examples:
          course run                                   every notebook of the course, as a class would
          course run --quick                           the smallest sizes that still show something true
          course run notebooks/03*.ipynb               one lesson
          course run 03.ipynb -p samples=500 -p seed=1 one lesson with values of your own
          course run --keep-going --jobs 4             all failures at once, four notebooks side by side

        Parameters:
          A notebook's cell tagged "parameters" declares them. -p sets the variable in every notebook of the run
          that declares it; a name that none declares is an error. Sizes for --quick and --full stand in the
          metadata of that cell, and -p wins over them.

        Failures:
          A failing cell ends its notebook, and no further notebook begins; pages are written of all that ran.
          With --keep-going the cells and notebooks after it run as well.

        Exit codes:
          0 all cells ran   1 a cell failed   2 the command line was wrong   130 interrupted


        """;

    private readonly Argument<string[]> _paths = new("paths")
    {
        Description = "Notebooks, folders of notebooks, or patterns such as \"notebooks/0*.ipynb\". Default: every notebook of the course.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _out = new("--out", "-o")
    {
        Description = "Where the pages go; a site that was there is replaced. Default: artifacts/site beside the notebooks folder.",
        HelpName = "folder",
    };

    private readonly Option<bool> _quick = new("--quick") { Description = "Run at the smallest sizes that still show something true." };
    private readonly Option<bool> _full = new("--full") { Description = "Run at the lectures' own sizes and epochs." };

    private readonly Option<string[]> _parameters = new("--parameter", "-p")
    {
        Description = "Set a parameter of the notebooks; may be given several times.",
        HelpName = "name=value",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<bool> _keepGoing = new("--keep-going") { Description = "Go on after a failing cell." };

    private readonly Option<int> _jobs = new("--jobs", "-j")
    {
        Description = "How many notebooks run side by side. Default: 2, or 1 on a single core.",
        HelpName = "n",
        DefaultValueFactory = _ => Math.Min(2, Environment.ProcessorCount),
    };

    private RunCommand()
    {
    }

    public static Command Create()
    {
        var run = new RunCommand();
        var command = new Command("run", "Execute notebooks cell by cell, and write them as pages to read.")
        {
            run._paths, run._out, run._quick, run._full, run._parameters, run._keepGoing, run._jobs,
        };
        run._jobs.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && result.GetValueOrDefault<int>() < 1)
                result.AddError($"--jobs must be at least 1; it was {result.Tokens[0].Value}.");
        });
        command.Validators.Add(result =>
        {
            if (result.GetValue(run._quick) && result.GetValue(run._full))
                result.AddError("--quick and --full exclude each other: choose one size.");
        });
        command.SetAction((parsed, _) => run.InvokeAsync(parsed));
        return command;
    }

    private async Task<int> InvokeAsync(ParseResult parsed)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            if (stop.IsCancellationRequested)
                Environment.Exit(ExitCodes.Interrupted);
            stop.Cancel();
        }

        try
        {
            return await RunAsync(parsed, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Interrupted: every notebook's process was ended, and no page was changed.");
            return ExitCodes.Interrupted;
        }
        catch (UsageException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCodes.Usage;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCodes.Failure;
        }
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var home = CourseFolder.Above(Environment.CurrentDirectory);
        var folder = Path.GetFullPath(parsed.GetValue(_out) ?? Path.Combine(home ?? Environment.CurrentDirectory, "artifacts", "site"));
        var notebooks = Read(NotebookPaths.Find(parsed.GetValue(_paths) ?? [], home));
        SetParameters(notebooks, parsed);
        try
        {
            SiteFolder.Check(folder);
        }
        catch (IOException e)
        {
            throw new UsageException(e.Message);
        }

        var names = DisplayNames(notebooks);
        var screen = Screen.ForConsole(names);
        var runner = new NotebookRunner(Engine(), screen) { Jobs = parsed.GetValue(_jobs), KeepGoing = parsed.GetValue(_keepGoing) };
        var runs = await screen.Watch(runner.RunAsync(notebooks, cancellation));
        cancellation.ThrowIfCancellationRequested();

        var options = CourseSite.Options(CourseFolder.Above(AppContext.BaseDirectory));
        var index = SiteWriter.Write([.. runs.OfType<NotebookRun>().Select(r => new SiteNotebook(r.Notebook, r.Elapsed) { Covers = LectureOutline.Sections(r.Notebook.Path) })], options, folder);
        screen.Summary(runs, index);
        return runs.All(r => r is { Succeeded: true }) ? ExitCodes.Success : ExitCodes.Failure;
    }

    private static List<Notebook> Read(IReadOnlyList<string> paths)
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

    private void SetParameters(List<Notebook> notebooks, ParseResult parsed)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in parsed.GetValue(_parameters) ?? [])
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
                throw new UsageException($"-p takes name=value, such as -p samples=500; it was \"{pair}\".");
            values[pair[..equals]] = pair[(equals + 1)..];
        }

        var size = parsed.GetValue(_quick) ? RunSize.Quick : parsed.GetValue(_full) ? RunSize.Full : RunSize.AsWritten;
        if (values.Count == 0 && size == RunSize.AsWritten)
            return;
        var parameters = notebooks.Select(n => new NotebookParameters(n)).ToList();
        var known = parameters.SelectMany(p => p.Names).Distinct().Order(StringComparer.Ordinal).ToList();
        foreach (var name in values.Keys.Where(n => !known.Contains(n)))
        {
            throw new UsageException(
                $"-p {name}: no notebook of this run has such a parameter. {(known.Count == 0 ? "They have none." : $"They have {string.Join(", ", known)}.")}");
        }

        try
        {
            foreach (var notebook in parameters)
                notebook.Inject(size, values);
        }
        catch (ParameterException e)
        {
            throw new UsageException(e.Message);
        }
    }

    /// <summary>File names, or paths where two notebooks share a name.</summary>
    private static List<string> DisplayNames(List<Notebook> notebooks)
    {
        var files = notebooks.Select(n => Path.GetFileNameWithoutExtension(n.Path)).ToList();
        return [.. notebooks.Select((n, i) => files.Count(f => f == files[i]) == 1 ? files[i] : n.Path)];
    }

    /// <summary>This very program, by its own host or by dotnet.</summary>
    private static EngineCommand Engine()
    {
        var host = Environment.ProcessPath!;
        var environment = new Dictionary<string, string>
        {
            // The pages draw charts themselves; a chart need not carry plotly.js into every output.
            ["COURSE_PLOTLYJS"] = "cdn",
        };
        var byDotnet = Path.GetFileNameWithoutExtension(host).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        return (byDotnet ? new EngineCommand(host, typeof(RunCommand).Assembly.Location, EngineArgument) : new EngineCommand(host, EngineArgument))
            with
        { Environment = environment };
    }
}
