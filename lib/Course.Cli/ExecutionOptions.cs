using System.CommandLine;
using System.Globalization;
using NotebookKernel.Notebooks;
using NotebookKernel.Running;

namespace Course.Cli;

/// <summary>What one may say to the commands that run notebooks and write pages: which ones, how large, and where to.</summary>
internal sealed class ExecutionOptions
{
    private const int Most = 1_000_000;

    public Argument<string[]> Paths { get; } = new("paths")
    {
        Description = "Notebooks, folders of notebooks, or patterns such as \"notebooks/0*.ipynb\". Default: every notebook of the course.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public Option<string?> Out { get; } = new("--out", "-o")
    {
        Description = "Where the pages go; a site that was there is replaced. Default: artifacts/site beside the notebooks folder.",
        HelpName = "folder",
    };

    public Option<bool> Quick { get; } = new("--quick") { Description = "Run at the smallest sizes that still show something true." };

    public Option<bool> Full { get; } = new("--full") { Description = "Run at the lectures' own sizes and epochs." };

    public Option<int> Jobs { get; } = Positive("--jobs", "How many notebooks run side by side. Default: 2, or 1 on a single core.", Math.Min(2, Environment.ProcessorCount), "-j");

    /// <summary>An option that takes a whole number from 1.</summary>
    public static Option<int> Positive(string name, string description, int standard, params string[] aliases)
    {
        var option = new Option<int>(name, aliases) { Description = description, HelpName = "n", DefaultValueFactory = _ => standard };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 0) return;
            if (result.GetValueOrDefault<int>() is < 1)
                result.AddError($"{name} must be at least 1; it was {result.Tokens[0].Value}.");
            else if (result.GetValueOrDefault<int>() > Most)
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} must be at most {Most:N0}; it was {result.Tokens[0].Value}."));
        });
        return option;
    }

    /// <summary>The size to run at.</summary>
    public RunSize Size(ParseResult parsed) => parsed.GetValue(Quick) ? RunSize.Quick : parsed.GetValue(Full) ? RunSize.Full : RunSize.AsWritten;

    /// <summary>Reads the notebooks, and makes sure that their pages may be written.</summary>
    /// <exception cref="UsageException">One of them cannot be read, or the pages would replace something else.</exception>
    public (List<Notebook> Notebooks, string Folder) Read(ParseResult parsed)
    {
        var home = CourseFolder.Above(Environment.CurrentDirectory);
        var folder = Execution.PagesFolder(parsed.GetValue(Out), home);
        var notebooks = Execution.Read(NotebookPaths.Find(parsed.GetValue(Paths) ?? [], home));
        Execution.CheckFolder(folder);
        return (notebooks, folder);
    }
}
