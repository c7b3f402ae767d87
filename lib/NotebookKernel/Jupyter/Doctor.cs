using System.Net;
using System.Net.Sockets;
using NotebookKernel.Engine;
using NotebookKernel.Language;

namespace NotebookKernel.Jupyter;

/// <summary>How bad a finding is.</summary>
public enum FindingKind
{
    /// <summary>As it should be.</summary>
    Good,

    /// <summary>Something is missing that one can do without.</summary>
    Advice,

    /// <summary>Something would fail.</summary>
    Problem,
}

/// <summary>What <see cref="Doctor"/> found.</summary>
/// <param name="Kind">How bad it is.</param>
/// <param name="Text">What it is.</param>
/// <param name="Mend">What to do about it; null if nothing needs to be done.</param>
public sealed record Finding(FindingKind Kind, string Text, string? Mend = null);

/// <summary>Looks whether notebooks would run on this machine, and in what.</summary>
public static class Doctor
{
    /// <summary>Examines the machine; takes a few seconds, for a cell is run.</summary>
    /// <param name="program">The dll that a kernelspec of this copy starts.</param>
    /// <param name="course">The folder of the course; null if unknown.</param>
    public static IEnumerable<Finding> Examine(string program, string? course)
    {
        yield return new Finding(FindingKind.Good, $".NET {Environment.Version} runs this.");
        yield return Library(course);
        yield return Cell();
        yield return Sockets();
        yield return Kernel(program);
        yield return FrontEnd();
        yield return XmlDocumentation.HasFramework
            ? new Finding(FindingKind.Good, "The framework's documentation is here; inspection shows it.")
            : new Finding(FindingKind.Advice, "The framework's documentation is not here; inspection shows declarations alone.", "Install the .NET SDK, not the runtime alone.");
    }

    private static Finding Library(string? course)
    {
        if (course is null) return new Finding(FindingKind.Advice, "This is not run from the folder of the course.", "Run it there to have the course's library looked for.");
        var library = Path.Combine(course, "lib", "bin", "Course.dll");
        return File.Exists(library)
            ? new Finding(FindingKind.Good, $"The course's library is built: {library}")
            : new Finding(FindingKind.Problem, $"The notebooks load {library}, which is not built.", "dotnet build lib/Course -c Release");
    }

    private static Finding Cell()
    {
        using var engine = new CSharpEngine(new EngineOptions(Path.GetTempPath()));
        var result = new CapturedResult();
        var error = engine.Run("Enumerable.Range(1, 3).Sum()", result, "cell 1", CancellationToken.None).Error;
        return error is null && result.Value?.Data.GetValueOrDefault("text/plain") == "6"
            ? new Finding(FindingKind.Good, "A cell of C# runs.")
            : new Finding(FindingKind.Problem, $"A cell of C# does not run: {error?.Message ?? "its value is wrong"}", "Build the course again, from a clean clone if that does not help.");
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
            return new Finding(FindingKind.Good, "A front end can reach a kernel over 127.0.0.1.");
        }
        catch (SocketException e)
        {
            return new Finding(FindingKind.Problem, $"A front end cannot reach a kernel over 127.0.0.1: {e.Message}", "Look at the firewall's or the container's rules for local connections.");
        }
    }

    private static Finding Kernel(string program)
    {
        const string Install = "course jupyter install";
        var all = KernelSpec.Find(KernelSpec.DefaultName);
        if (all is not [var used, ..])
            return new Finding(FindingKind.Advice, $"No kernel named {KernelSpec.DefaultName} is installed; Jupyter cannot run these notebooks.", Install);
        var where = $"{KernelSpec.DefaultName} in {used.Folder}";
        switch (used.Owner)
        {
            case KernelSpecOwner.DotNetInteractive:
                return new Finding(FindingKind.Advice, $"Jupyter uses .NET Interactive's {where}.", "It runs these notebooks too. For this kernel: " + Install + " --name csharp-course");
            case KernelSpecOwner.Other:
                return new Finding(FindingKind.Problem, $"{where} is another kernel, or damaged.", "Remove that folder, then: " + Install);
        }

        if (used.Command.Count < 2 || !File.Exists(used.Command[1]))
            return new Finding(FindingKind.Problem, $"{where} starts {used.Command.ElementAtOrDefault(1)}, which is not there any more.", Install);
        return Path.GetFullPath(used.Command[1]) == Path.GetFullPath(program)
            ? new Finding(FindingKind.Good, $"Jupyter uses this kernel: {where}")
            : new Finding(FindingKind.Advice, $"Jupyter uses the kernel of another copy of the course: {where} starts {used.Command[1]}.", Install + ", to use this copy's");
    }

    private static Finding FrontEnd()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var suffix = OperatingSystem.IsWindows() ? ".exe" : "";
        string[] programs = ["jupyter-lab", "jupyter-notebook", "code"];
        string[] found = [.. programs.Where(p => folders.Any(f => File.Exists(Path.Combine(f, p + suffix)) || File.Exists(Path.Combine(f, p + ".cmd"))))];
        return found.Length > 0
            ? new Finding(FindingKind.Good, $"Front ends here: {string.Join(", ", found)}.")
            : new Finding(FindingKind.Advice, "Neither Jupyter nor VS Code is on the path.", "course run shows the notebooks as pages without them.");
    }
}
