using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Course.Cli;
using NotebookKernel.Running;

// A notebook's own process; started by the runner, once for each notebook.
if (args is [RunCommand.EngineArgument, var pipe])
    Environment.Exit(await EngineHost.RunAsync(pipe));

var root = new RootCommand("An interactive C# course on PCA, SVD and autoencoders: run its notebooks and look at the pages.") { RunCommand.Create(), KernelCommand.Create(), JupyterCommand.Create(), DataCommand.Create(), DoctorCommand.Create() };
foreach (var help in root.Options.OfType<HelpOption>())
    help.Action = new HelpWithExamples((HelpAction)help.Action!);

var parsed = root.Parse(args.Length == 0 ? ["--help"] : args);
if (parsed.Action is not ParseErrorAction)
    return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });

foreach (var error in parsed.Errors)
    await Console.Error.WriteLineAsync(error.Message);
await Console.Error.WriteLineAsync("course run --help shows how to use it.");
return ExitCodes.Usage;
