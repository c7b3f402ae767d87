using System.CommandLine;
using NotebookKernel.Exercises;

namespace Course.Cli.Handouts;

/// <summary>What <c>course student</c> and <c>course teacher</c> share: all but the notebooks.</summary>
internal static class HandoutCommand
{
    /// <summary>What one would type, and what comes of it.</summary>
    /// <param name="name">The command.</param>
    /// <param name="folder">A folder to write.</param>
    /// <param name="more">A paragraph of its own, if any, with an empty line below.</param>
    public static string Examples(string name, string folder, string more = "") =>
        $"""
        Examples:
          {$"course {name} --out {folder}",-58} every lesson
          {$"course {name} --out \"../week 1\" notebooks/01-*.ipynb",-58} some of them

        {more}The folder holds all that is needed besides the .NET SDK: notebooks, library, data, the course command and a README. Zip it, or put it
        on a shared drive. It is written whole or not at all. A folder that this command wrote is replaced, unless something in it was changed since;
        --force replaces any folder, with all that is in it.

        Exit codes:
          0 written   1 it could not be written   2 the command line was wrong, or the folder holds something else   130 interrupted


        """;

    public static Command Create(string name, string description, HandoutKind kind)
    {
        var paths = new Argument<string[]>("notebooks")
        {
            Description = "Which lessons: notebooks, folders of notebooks, or patterns. Default: every notebook of the course.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var target = new Option<string>("--out", "-o") { Description = "The folder to write.", HelpName = "folder", Required = true };
        var force = new Option<bool>("--force") { Description = "Replace the folder whatever is in it." };
        var command = new Command(name, description) { paths, target, force };
        command.SetAction((parsed, _) => Interruptible.RunAsync(
            _ => Task.FromResult(Write(kind, parsed.GetValue(paths) ?? [], parsed.GetValue(target)!, parsed.GetValue(force))), "the folder is as it was before"));
        return command;
    }

    private static int Write(HandoutKind kind, string[] paths, string target, bool force)
    {
        var home = CourseFolder.Above(Environment.CurrentDirectory)
            ?? throw new UsageException("There is no folder \"notebooks\" here or above. Go to the folder of the course.");
        var notebooks = Execution.Read(NotebookPaths.Find(paths, home));
        if (notebooks.GroupBy(n => Path.GetFileName(n.Path), StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twins)
            throw new UsageException($"{string.Join(" and ", twins.Select(n => n.Path))} would both become {twins.Key}. Name one of them.");
        var contents = new HandoutContents(home, kind);
        var folder = new HandoutFolder(target);
        folder.Check(force, home, [.. notebooks.Select(n => Path.GetDirectoryName(Path.GetFullPath(n.Path))!)]);
        try
        {
            folder.Write(fresh => contents.Write(notebooks, fresh));
        }
        catch (LessonException e)
        {
            Console.Error.WriteLine(e.Message);
            return ExitCodes.Failure;
        }

        Console.Out.WriteLine($"{notebooks.Count} {(notebooks.Count == 1 ? "lesson" : "lessons")} in {folder.Path}");
        return ExitCodes.Success;
    }
}
