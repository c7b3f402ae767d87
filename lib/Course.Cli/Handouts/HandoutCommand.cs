using System.CommandLine;
using NotebookKernel.Exercises;

namespace Course.Cli.Handouts;

/// <summary>What <c>course student</c> and <c>course teacher</c> share: all but the notebooks.</summary>
internal static class HandoutCommand
{
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
