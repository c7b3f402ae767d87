using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Course.Cli;
using NotebookKernel.Running;

// A notebook's own process; started by the runner, once for each notebook.
if (args is [RunCommand.EngineArgument, var pipe])
    Environment.Exit(await EngineHost.RunAsync(pipe));
// A kernel; started by course kernel. Threads of the user's that still run are no reason to stay.
if (args is [KernelCommand.ServeArgument, var file, var orders, var reports])
    Environment.Exit(KernelCommand.Serve(file, orders, reports));

var root = new RootCommand("An interactive C# course on PCA, SVD and autoencoders: run its notebooks, read them as pages, teach with them.")
{
    RunCommand.Create(), SiteCommand.Create(), StudentCommand.Create(), TeacherCommand.Create(), CheckCommand.Create(), NewCommand.Create(),
    KernelCommand.Create(), JupyterCommand.Create(), DataCommand.Create(), DoctorCommand.Create(),
};
foreach (var help in root.Options.OfType<HelpOption>())
    help.Action = new HelpWithExamples((HelpAction)help.Action!);

var parsed = root.Parse(args.Length == 0 ? ["--help"] : args);
if (parsed.Action is not ParseErrorAction)
    return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });

foreach (var error in parsed.Errors)
    await Console.Error.WriteLineAsync(error.Message);
var command = parsed.CommandResult.Command;
await Console.Error.WriteLineAsync($"{ThisProgram.Command} {(command is RootCommand ? "" : $"{command.Name} ")}--help shows how to use it.");
return ExitCodes.Usage;
