using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Course.Cli;

/// <summary>The usual help, and below it what one would type.</summary>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        var result = help.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output.Write(
            parseResult.CommandResult.Command.Name == "run" ? RunCommand.Examples : "course run --help shows the options of run.\n");
        return result;
    }
}
