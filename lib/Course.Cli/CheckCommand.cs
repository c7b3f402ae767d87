using System.CommandLine;
using Course.Cli.Checks;
using NotebookKernel.Checking;
using NotebookKernel.Notebooks;
using NotebookKernel.Running;

namespace Course.Cli;

/// <summary><c>course check</c>: runs students' notebooks against the lessons' own checks.</summary>
internal sealed class CheckCommand
{
    public const string Examples = """
        Examples:
          course check anna.ipynb                      one notebook
          course check "../handed in"                  all notebooks in a folder
          course check "../handed in/**/*.ipynb"       and in the folders in it
          course check ../week1 --json > week1.json    for a program of your own

        What is run:
          The lesson's own cells, with the student's answers in the place of the solutions: setup, parameters and checks come from the lesson,
          whatever became of them in the student's notebook. A lesson is told by its cells, so the file may have any name. Answers are the cells
          of the exercises, and cells that were added behind the first task.

        What comes out, for each exercise:
          done             its check passes
          wrong            there is an answer, and the check says what came and what should have come
          not done         the cell is as it was, empty or gone, or the answer lacks something
          error            the student's code does not compile, or throws
          crashed          it ended its process, or took more than --memory
          took too long    more than --seconds, or --file-seconds for the whole file

        Safety:
          Each notebook runs in a process of its own, in an empty folder; one that hangs, crashes or floods its output costs its own exercise and
          stops nothing else. This guards against mistakes. It is no sandbox: a notebook can read, change and send whatever you can. Run those
          of strangers in a container or a virtual machine.

        Exit codes:
          0 every exercise is done   1 one is not, or a file could not be checked   2 the command line was wrong   130 interrupted


        """;

    private readonly Argument<string[]> _files = new("files") { Description = "Students' notebooks, folders of them, or patterns.", Arity = ArgumentArity.OneOrMore };

    private readonly Option<string?> _lessons = new("--lessons")
    {
        Description = "The folder of the lessons with their solutions. Default: notebooks, here or above.",
        HelpName = "folder",
    };

    private readonly Option<bool> _quick = new("--quick")
    {
        Description = "Run at the smallest sizes: faster, but an answer that is a number found at the usual size may count as wrong.",
    };

    private readonly Option<bool> _json = new("--json") { Description = "Print the report as JSON." };
    private readonly Option<int> _seconds = Positive("--seconds", "How long one exercise may run.", 60);
    private readonly Option<int> _fileSeconds = Positive("--file-seconds", "How long a whole file may take, the lesson's own cells included.", 900);
    private readonly Option<int> _memory = Positive("--memory", "How much memory a notebook may use, in MB.", 4000);
    private readonly Option<int> _jobs = Positive("--jobs", "How many notebooks run side by side.", Math.Min(2, Environment.ProcessorCount), "-j");

    private CheckCommand()
    {
    }

    public static Command Create()
    {
        var check = new CheckCommand();
        var command = new Command("check", "Run students' notebooks against the lessons' checks, and say for each exercise what came of it.")
        {
            check._files, check._lessons, check._quick, check._json, check._seconds, check._fileSeconds, check._memory, check._jobs,
        };
        command.SetAction((parsed, _) => Interruptible.RunAsync(token => check.RunAsync(parsed, token), "every notebook's process was ended"));
        return command;
    }

    private static Option<int> Positive(string name, string description, int standard, params string[] aliases) =>
        ExecutionOptions.Positive(name, $"{description} Default: {standard}.", standard, aliases);

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var files = NotebookPaths.Find(parsed.GetValue(_files)!, null);
        var lessons = new LessonShelf(Lessons(parsed.GetValue(_lessons)), parsed.GetValue(_quick) ? RunSize.Quick : RunSize.AsWritten);
        var limits = new CheckLimits(
            TimeSpan.FromSeconds(parsed.GetValue(_seconds)), TimeSpan.FromSeconds(parsed.GetValue(_fileSeconds)), parsed.GetValue(_memory) * 1_000_000L);
        var checker = new NotebookChecker(Execution.Engine(), limits) { NotDoneException = Stubs.NotDoneException, WrongException = Stubs.WrongException };
        ICheckReport report = parsed.GetValue(_json) ? new JsonCheckReport() : new TextCheckReport(files);
        var results = new CheckedFile?[files.Count];
        var shown = 0;
        var turn = new Lock();
        await Parallel.ForAsync(0, files.Count, new ParallelOptions { MaxDegreeOfParallelism = parsed.GetValue(_jobs), CancellationToken = cancellation }, async (i, token) =>
        {
            var result = await CheckAsync(files[i], lessons, checker, token);
            lock (turn)
            {
                // In the order of the files, whichever comes first.
                for (results[i] = result; shown < results.Length && results[shown] is { } next; shown++)
                    report.File(next);
            }
        });
        report.End([.. results.OfType<CheckedFile>()]);
        return results.All(r => r is { Complete: true }) ? ExitCodes.Success : ExitCodes.Failure;
    }

    private static async Task<CheckedFile> CheckAsync(string file, LessonShelf lessons, NotebookChecker checker, CancellationToken cancellation)
    {
        try
        {
            var student = Notebook.Read(file);
            return lessons.Find(student) is { } lesson
                ? await checker.CheckAsync(student, lesson, cancellation)
                : new CheckedFile(file, null, "It belongs to no lesson of the course: it has hardly a cell in common with any.", []);
        }
        catch (NotebookFormatException e)
        {
            return new CheckedFile(file, null, $"It is damaged: {(e.Line > 0 ? $"line {e.Line}, column {e.Column}: " : "")}{e.Problem}.", []);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return new CheckedFile(file, null, e.Message, []);
        }
    }

    private static List<Notebook> Lessons(string? folder)
    {
        var home = CourseFolder.Above(Environment.CurrentDirectory) ?? CourseFolder.Above(AppContext.BaseDirectory);
        if (folder is null && home is null)
            throw new UsageException("There is no folder \"notebooks\" here or above. Go to the folder of the course, or name its lessons with --lessons.");
        return Execution.Read(NotebookPaths.Find([folder ?? Path.Combine(home!, "notebooks")], null));
    }
}
