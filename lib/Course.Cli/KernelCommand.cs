using System.CommandLine;
using NotebookKernel.Jupyter;

namespace Course.Cli;

/// <summary><c>course kernel</c>: the process that Jupyter starts for a notebook.</summary>
internal static class KernelCommand
{
    public static Command Create()
    {
        var file = new Option<string>("--connection-file", "-f")
        {
            Description = "The file in which the front end says where to listen and how messages are signed.",
            HelpName = "file",
            Required = true,
        };
        var command = new Command("kernel", "Serve a notebook: what Jupyter and VS Code start. See course jupyter install.") { file };
        command.SetAction(parsed => Run(parsed.GetValue(file)!));
        return command;
    }

    private static int Run(string file)
    {
        try
        {
            KernelServer.Run(file);
            // Threads of the user's that still run are no reason to stay.
            Environment.Exit(ExitCodes.Success);
            return ExitCodes.Success;
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(e.Message);
            return e is FormatException ? ExitCodes.Usage : ExitCodes.Failure;
        }
    }
}
