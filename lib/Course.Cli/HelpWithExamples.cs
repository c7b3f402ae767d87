using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Course.Cli;

/// <summary>The usual help, and below it what one would type.</summary>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    private static readonly Dictionary<string, string> Examples = new()
    {
        ["run"] = RunCommand.Examples,
        ["site"] = SiteCommand.Examples,
        ["student"] = StudentCommand.Examples,
        ["teacher"] = TeacherCommand.Examples,
        ["check"] = CheckCommand.Examples,
        ["new"] = NewCommand.Examples,
    };

    public override int Invoke(ParseResult parseResult)
    {
        var result = help.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output.Write(
            Examples.GetValueOrDefault(parseResult.CommandResult.Command.Name) ?? "course run --help shows the options of run, and so for every command.\n");
        parseResult.InvocationConfiguration.Output.Write($"Here, course is typed as: {ThisProgram.Command}\n");
        return result;
    }
}
