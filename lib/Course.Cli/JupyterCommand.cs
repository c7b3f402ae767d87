using System.CommandLine;
using NotebookKernel.Jupyter;

namespace Course.Cli;

/// <summary><c>course jupyter</c>: makes the kernel known to Jupyter and VS Code, or unknown again.</summary>
internal static class JupyterCommand
{
    public static Command Create() => new("jupyter", "Make the C# kernel known to Jupyter and VS Code, or unknown again.")
    {
        Create("install", "Make the C# kernel known to Jupyter and VS Code.", Install),
        Create("uninstall", "Make it unknown again.", Uninstall),
    };

    private static Command Create(string name, string description, Func<string, string, int> action)
    {
        var user = new Option<bool>("--user") { Description = "For the present user; this is the default." };
        var prefix = new Option<string?>("--prefix")
        {
            Description = "For a Python environment or installation instead, such as the folder of a virtual environment or /usr/local.",
            HelpName = "folder",
        };
        var kernel = new Option<string>("--name")
        {
            Description = $"What notebooks call the kernel. Default: {KernelSpec.DefaultName}, as notebooks of .NET Interactive do.",
            HelpName = "name",
            DefaultValueFactory = _ => KernelSpec.DefaultName,
        };
        var command = new Command(name, description) { user, prefix, kernel };
        command.Validators.Add(result =>
        {
            if (result.GetValue(user) && result.GetValue(prefix) is not null) result.AddError("--user and --prefix name different places; give one of them.");
        });
        command.SetAction(parsed =>
        {
            try
            {
                var kernels = parsed.GetValue(prefix) is { } folder ? KernelSpec.PrefixFolder(folder) : KernelSpec.UserFolder;
                return action(kernels, parsed.GetValue(kernel)!);
            }
            catch (Exception e) when (e is ArgumentException or InvalidOperationException or IOException or UnauthorizedAccessException)
            {
                Console.Error.WriteLine(e is ArgumentException { ParamName: { } parameter }
                    ? e.Message.Replace($" (Parameter '{parameter}')", "", StringComparison.Ordinal)
                    : e.Message);
                return e is IOException or UnauthorizedAccessException ? ExitCodes.Failure : ExitCodes.Usage;
            }
        });
        return command;
    }

    private static int Install(string kernels, string name)
    {
        var installed = KernelSpec.Install(kernels, name, typeof(JupyterCommand).Assembly.Location);
        Console.WriteLine($"Installed {installed.Name} in {installed.Folder}");
        return ExitCodes.Success;
    }

    private static int Uninstall(string kernels, string name)
    {
        Console.WriteLine(KernelSpec.Uninstall(kernels, name) ? $"Removed {name} from {kernels}" : $"There is no {name} in {kernels}");
        return ExitCodes.Success;
    }
}
