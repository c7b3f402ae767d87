using System.CommandLine;
using NotebookKernel.Jupyter;

namespace Course.Cli;

/// <summary><c>course kernel</c>: the process that Jupyter starts for a notebook.</summary>
internal static class KernelCommand
{
    /// <summary>The hidden first argument that makes this program the kernel itself.</summary>
    public const string ServeArgument = "serve-kernel";

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

    private static int Run(string file) => KernelWatch.Run(file, Execution.ThisProgram(ServeArgument));

    /// <summary>Serves a notebook, as the process that <see cref="KernelWatch"/> starts.</summary>
    public static int Serve(string file, string orders, string reports)
    {
        try
        {
            KernelServer.Run(file, orders, reports);
            return ExitCodes.Success;
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(e.Message);
            return e is FormatException ? ExitCodes.Usage : ExitCodes.Failure;
        }
    }
}
