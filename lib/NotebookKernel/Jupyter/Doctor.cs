using System.Globalization;
using System.Net;
using System.Net.Sockets;
using NotebookKernel.Engine;
using NotebookKernel.Language;

namespace NotebookKernel.Jupyter;

/// <summary>Looks whether notebooks would run on this machine, and in what.</summary>
public static class Doctor
{
    private const string Build = "dotnet build course.sln -c Release";

    /// <summary>Examines the machine; takes a few seconds, for a cell is run.</summary>
    /// <param name="program">The dll that a kernelspec of this copy starts.</param>
    /// <param name="course">The folder of the course; null if unknown.</param>
    /// <param name="command">How the course command is typed here.</param>
    public static IEnumerable<Finding> Examine(string program, string? course, string command)
    {
        yield return Finding.Good($".NET {Environment.Version} runs this.");
        yield return Sdk(KernelSpec.DotNetHost());
        foreach (var finding in Library(course)) yield return finding;
        yield return Cell();
        yield return Sockets();
        foreach (var finding in Kernels(program, command, JupyterPaths.Search())) yield return finding;
        yield return FrontEnd(command);
        yield return XmlDocumentation.HasFramework
            ? Finding.Good("The framework's documentation is here; inspection shows it.")
            : Finding.Advice("The framework's documentation is not here; inspection shows declarations alone.", "Install the .NET SDK, not the runtime alone.");
    }

    /// <summary>Whether there is an SDK beside a dotnet.</summary>
    internal static Finding Sdk(string host) => Newest(host, "sdk") is { } sdk && sdk >= Environment.Version.Major
        ? Finding.Good($"The .NET SDK is here: {Path.Combine(Root(host)!, "sdk")}")
        : Finding.Advice(
            $"No .NET {Environment.Version.Major} SDK is here, the runtime alone: dotnet build and cells with #r \"nuget: ...\" fail.",
            $"Install the SDK: https://dotnet.microsoft.com/download/dotnet/{Environment.Version.Major}.0");

    /// <summary>The library that notebooks load, and the script that draws its charts.</summary>
    internal static IEnumerable<Finding> Library(string? course)
    {
        if (course is null)
        {
            yield return Finding.Advice("This is not run from the folder of the course.", "Run it there to have the course's library looked for.");
            yield break;
        }

        var library = Path.Combine(course, "lib", "bin", "Course.dll");
        yield return File.Exists(library)
            ? Finding.Good($"The course's library is built: {library}")
            : Finding.Problem($"The notebooks load {library}, which is not built.", Build);
        if (!File.Exists(library)) yield break;
        if (Changed(Path.Combine(course, "lib", "Course"), File.GetLastWriteTimeUtc(library)) is { } source)
            yield return Finding.Advice($"{source} has changed since the library was built; notebooks load the old one.", Build);
        yield return File.Exists(Path.Combine(course, "lib", "bin", "plotly.min.js"))
            ? Finding.Good("Charts draw without a network.")
            : Finding.Advice("plotly.min.js is not beside the library: charts need a network.", $"With npm on the path and a network, once: {Build}");
    }

    /// <summary>A source of the library that is younger than it; null if none is.</summary>
    private static string? Changed(string sources, DateTime built) => !Directory.Exists(sources) ? null : Directory
        .EnumerateFiles(sources, "*.cs", SearchOption.AllDirectories)
        .FirstOrDefault(f => File.GetLastWriteTimeUtc(f) > built && !Path.GetRelativePath(sources, f).Split(Path.DirectorySeparatorChar).Contains("obj"));

    private static Finding Cell()
    {
        using var engine = new CSharpEngine(new EngineOptions(Path.GetTempPath()));
        var result = new CapturedResult();
        var error = engine.Run("Enumerable.Range(1, 3).Sum()", result, "cell 1", CancellationToken.None).Error;
        return error is null && result.Value?.Data.GetValueOrDefault("text/plain") == "6"
            ? Finding.Good("A cell of C# runs.")
            : Finding.Problem(
                $"A cell of C# does not run: {error?.Message ?? "its value is wrong"}",
                "Build the course again, from a clean clone if that does not help.");
    }

    private static Finding Sockets()
    {
        try
        {
            using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            listener.Listen();
            using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            client.Connect(listener.LocalEndPoint!);
            return Finding.Good("A front end can reach a kernel over 127.0.0.1.");
        }
        catch (SocketException e)
        {
            return Finding.Problem(
                $"A front end cannot reach a kernel over 127.0.0.1: {e.Message}",
                "Look at the firewall's or the container's rules for local connections.");
        }
    }

    /// <summary>Which kernel Jupyter takes for the notebooks, whether it starts, and what is in its way.</summary>
    /// <param name="program">The dll that a kernelspec of this copy starts.</param>
    /// <param name="command">How the course command is typed here.</param>
    /// <param name="places">Where Jupyter looks, those that win first.</param>
    internal static IEnumerable<Finding> Kernels(string program, string command, IEnumerable<string> places)
    {
        var all = KernelSpec.FindAll(places).ToLookup(s => s.Name);
        var named = all[KernelSpec.DefaultName].ToList();
        // Ours may be installed under a name of its own, beside .NET Interactive's.
        var others = all.Where(g => g.Key != KernelSpec.DefaultName && g.First().Owner == KernelSpecOwner.Ours).Select(g => g.First()).ToList();
        if (named is [var used, ..])
            yield return Kernel(used, program, command, others.Count > 0);
        else if (others.Count == 0)
        {
            yield return Finding.Advice(
                $"No kernel named {KernelSpec.DefaultName} is installed; Jupyter cannot run these notebooks.",
                $"{command} jupyter install");
        }

        foreach (var other in others) yield return Kernel(other, program, command, false);
        foreach (var hidden in named.Skip(1))
        {
            yield return Finding.Advice(
                $"{hidden.Name} in {hidden.Folder} is hidden by the one in {named[0].Folder}.",
                $"If it is the one that you want, remove {named[0].Folder}; else leave it.");
        }
    }

    private static Finding Kernel(KernelSpec used, string program, string command, bool hasOther)
    {
        var install = $"{command} jupyter install{(used.Name == KernelSpec.DefaultName ? "" : $" --name {used.Name}")}";
        var where = $"{used.Name} in {used.Folder}";
        switch (used.Owner)
        {
            case KernelSpecOwner.DotNetInteractive when hasOther:
                return Finding.Good($"Jupyter uses .NET Interactive's {where}, unless this one is chosen.");
            case KernelSpecOwner.DotNetInteractive:
                return Finding.Advice(
                    $"Jupyter uses .NET Interactive's {where}.",
                    $"It runs these notebooks too. For this kernel: {install} --name csharp-course");
            case KernelSpecOwner.Other:
                return Finding.Problem($"{where} is another kernel, or damaged.", $"Remove that folder, then: {install}");
        }

        if (!File.Exists(used.Command[1]))
            return Finding.Problem($"{where} starts {used.Command[1]}, which is not there any more.", install);
        if (!IsReadable(used.Command[1]))
            return Finding.Problem($"{where} starts {used.Command[1]}, which you may not read.", "Put the course where everybody may read it, and install the kernel from there.");
        if (Path.IsPathRooted(used.Command[0]) && !File.Exists(used.Command[0]))
            return Finding.Problem($"{where} is started by {used.Command[0]}, which is not there any more.", install);
        if (Newest(used.Command[0], Path.Combine("shared", "Microsoft.NETCore.App")) is { } version && version < Environment.Version.Major)
        {
            return Finding.Problem(
                $"{where} is started by {used.Command[0]}, which has .NET {version} at most; it needs {Environment.Version.Major}.",
                install);
        }

        var verb = used.Name == KernelSpec.DefaultName ? "uses" : "offers";
        return Path.GetFullPath(used.Command[1]) == Path.GetFullPath(program)
            ? Finding.Good($"Jupyter {verb} this kernel: {where}")
            : Finding.Advice(
                $"Jupyter {verb} the kernel of another copy of the course: {where} starts {used.Command[1]}.",
                $"To use this copy's: {install}");
    }

    private static bool IsReadable(string file)
    {
        try
        {
            File.OpenRead(file).Dispose();
            return true;
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            return false;
        }
    }

    /// <summary>The highest major version among the folders that lie in one beside a dotnet; null if there is none.</summary>
    private static int? Newest(string host, string folder)
    {
        if (Root(host) is not { } root || !Directory.Exists(Path.Combine(root, folder))) return null;
        return Directory.EnumerateDirectories(Path.Combine(root, folder))
            .Max(d => Major(Path.GetFileName(d)));
    }

    private static int? Major(string version) =>
        int.TryParse(version.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : null;

    /// <summary>The folder of a dotnet, behind links such as /usr/bin/dotnet.</summary>
    private static string? Root(string host) =>
        Path.IsPathRooted(host) ? Path.GetDirectoryName(File.ResolveLinkTarget(host, returnFinalTarget: true)?.FullName ?? host) : null;

    private static Finding FrontEnd(string command)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var suffix = OperatingSystem.IsWindows() ? ".exe" : "";
        string[] programs = ["jupyter-lab", "jupyter-notebook", "code"];
        string[] found = [.. programs.Where(p => folders.Any(f => File.Exists(Path.Combine(f, p + suffix)) || File.Exists(Path.Combine(f, p + ".cmd"))))];
        return found.Length > 0
            ? Finding.Good($"Front ends here: {string.Join(", ", found)}.")
            : Finding.Advice("Neither Jupyter nor VS Code is on the path.", $"{command} run shows the notebooks as pages without them.");
    }
}
