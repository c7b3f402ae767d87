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
    private readonly Option<bool> _noRun = new("--no-run") { Description = "Show the results that the notebooks hold, and run nothing." };

    private readonly Option<int> _jobs = new("--jobs", "-j")
    {
        Description = "How many notebooks run side by side. Default: 2, or 1 on a single core.",
        HelpName = "n",
        DefaultValueFactory = _ => Math.Min(2, Environment.ProcessorCount),
    };

    private SiteCommand()
    {
    }

    public static Command Create()
    {
        var site = new SiteCommand();
        var command = new Command("site", "Write the web book: every lesson executed, as pages to read and to teach from.")
        {
            site._paths, site._out, site._quick, site._full, site._noRun, site._jobs,
        };
        site._jobs.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && result.GetValueOrDefault<int>() < 1)
                result.AddError($"--jobs must be at least 1; it was {result.Tokens[0].Value}.");
        });
        command.Validators.Add(result =>
        {
            if (new[] { site._quick, site._full, site._noRun }.Count(result.GetValue) > 1)
                result.AddError("--quick, --full and --no-run exclude each other: choose one.");
        });
        command.SetAction((parsed, _) => Interruptible.RunAsync(token => site.RunAsync(parsed, token), "every notebook's process was ended, and no page was changed"));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var home = CourseFolder.Above(Environment.CurrentDirectory);
        var folder = Execution.PagesFolder(parsed.GetValue(_out), home);
        var notebooks = Execution.Read(NotebookPaths.Find(parsed.GetValue(_paths) ?? [], home));
        Execution.CheckFolder(folder);
        if (!parsed.GetValue(_noRun))
        {
            var size = parsed.GetValue(_quick) ? RunSize.Quick : parsed.GetValue(_full) ? RunSize.Full : RunSize.AsWritten;
            Execution.SetParameters(notebooks.Select(n => new NotebookParameters(n)), size, new Dictionary<string, string>());
            return await Execution.RunAsync(notebooks, folder, parsed.GetValue(_jobs), keepGoing: false, cancellation);
        }

        if (notebooks.Find(n => n.Cells.All(c => c.Outputs.Count == 0)) is { } bare)
            throw new UsageException($"--no-run: {bare.Path} holds no results to show. Leave --no-run out, or name notebooks that were run and saved, such as those in the notebooks folder of a site.");
        Console.Out.WriteLine($"Pages: {Execution.WritePages(notebooks.Select(n => new SiteNotebook(n)), folder)}");
        return ExitCodes.Success;
    }
}
