using System.CommandLine;
using NotebookKernel.Running;
using NotebookKernel.Site;

namespace Course.Cli;

/// <summary><c>course site</c>: writes the web book.</summary>
internal sealed class SiteCommand
{
    public const string Examples = """
        Examples:
          course site                                  every lesson, executed as a class would see it
          course site --full --jobs 1                  at the lectures' own sizes, one after another
          course site --out "public/course book"       to a folder of your choice, such as one that a web server shows
          course site --no-run artifacts/site/notebooks
                                                       again from notebooks that hold their results, such as those of the last site

        The pages need no server: open index.html. A site that was there is replaced whole or not at all.
        course run writes the same pages, and takes parameters besides.

        Exit codes:
          0 the site is written   1 a cell failed   2 the command line was wrong   130 interrupted


        """;

    private readonly ExecutionOptions _options = new();
    private readonly Option<bool> _noRun = new("--no-run") { Description = "Show the results that the notebooks hold, and run nothing." };

    private SiteCommand()
    {
    }

    public static Command Create()
    {
        var site = new SiteCommand();
        var options = site._options;
        var command = new Command("site", "Write the web book: every lesson executed, as pages to read and to teach from.")
        {
            options.Paths, options.Out, options.Quick, options.Full, site._noRun, options.Jobs,
        };
        command.Validators.Add(result =>
        {
            if (new[] { options.Quick, options.Full, site._noRun }.Count(result.GetValue) > 1)
                result.AddError("--quick, --full and --no-run exclude each other: choose one.");
        });
        command.SetAction((parsed, _) => Interruptible.RunAsync(token => site.RunAsync(parsed, token), "every notebook's process was ended, and no page was changed"));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var (notebooks, folder) = _options.Read(parsed);
        if (!parsed.GetValue(_noRun))
        {
            Execution.SetParameters(notebooks.Select(n => new NotebookParameters(n)), _options.Size(parsed), new Dictionary<string, string>());
            return await Execution.RunAsync(notebooks, folder, parsed.GetValue(_options.Jobs), keepGoing: false, cancellation);
        }

        if (notebooks.Find(n => n.Cells.All(c => c.Outputs.Count == 0)) is { } bare)
            throw new UsageException(
                $"--no-run: {bare.Path} holds no results to show. Leave --no-run out, or name notebooks that were run and saved, "
                + "such as those in the notebooks folder of a site.");
        Console.Out.WriteLine($"Pages: {Execution.WritePages(notebooks.Select(n => new SiteNotebook(n)), folder)}");
        return ExitCodes.Success;
    }
}
