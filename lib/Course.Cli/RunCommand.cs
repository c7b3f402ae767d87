using System.CommandLine;
using NotebookKernel.Notebooks;
using NotebookKernel.Running;

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

    private readonly ExecutionOptions _options = new();

    private readonly Option<string[]> _parameters = new("--parameter", "-p")
    {
        Description = "Set a parameter of the notebooks; may be given several times.",
        HelpName = "name=value",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<bool> _keepGoing = new("--keep-going") { Description = "Go on after a failing cell." };

    private RunCommand()
    {
    }

    public static Command Create()
    {
        var run = new RunCommand();
        var options = run._options;
        var command = new Command("run", "Execute notebooks cell by cell, and write them as pages to read.")
        {
            options.Paths, options.Out, options.Quick, options.Full, run._parameters, run._keepGoing, options.Jobs,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(options.Quick) && result.GetValue(options.Full))
                result.AddError("--quick and --full exclude each other: choose one size.");
        });
        command.SetAction((parsed, _) => Interruptible.RunAsync(token => run.RunAsync(parsed, token), "every notebook's process was ended, and no page was changed"));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var (notebooks, folder) = _options.Read(parsed);
        SetParameters(notebooks, parsed);
        return await Execution.RunAsync(notebooks, folder, parsed.GetValue(_options.Jobs), parsed.GetValue(_keepGoing), cancellation);
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

        var size = _options.Size(parsed);
        if (values.Count == 0 && size == RunSize.AsWritten)
            return;
        var parameters = notebooks.Select(n => new NotebookParameters(n)).ToList();
        var known = parameters.SelectMany(p => p.Names).Distinct().Order(StringComparer.Ordinal).ToList();
        foreach (var name in values.Keys.Where(n => !known.Contains(n)))
        {
            throw new UsageException(
                $"-p {name}: no notebook of this run has such a parameter. {(known.Count == 0 ? "They have none." : $"They have {string.Join(", ", known)}.")}");
        }

        Execution.SetParameters(parameters, size, values);
    }
}
