using System.Diagnostics;
using NotebookKernel.Tests.Cli;

namespace NotebookKernel.Tests.Zmtp;

/// <summary>Runs the scripts in tests/jupyter: real libzmq and real jupyter_client on the other side.</summary>
internal static class Python
{
    // Debian's packages belong to its own interpreter, which may not be the first on the path.
    private static readonly string[] Interpreters = OperatingSystem.IsWindows() ? ["python"] : ["/usr/bin/python3", "python3"];

    private static readonly Dictionary<string, string?> Found = [];

    /// <summary>Skips the test if no Python here has the modules.</summary>
    public static void SkipUnless(params string[] modules) =>
        Skip.If(Interpreter(modules) is null, $"needs Python with {string.Join(", ", modules)} (Debian: python3-zmq, python3-jupyter-client, python3-jupyter-kernel-test)");

    /// <summary>Runs a script to its end.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(
        string script, IReadOnlyDictionary<string, string>? environment, string[] modules, params string[] arguments)
    {
        using var process = Start([Path.Combine(CourseProcess.Repository, "tests", "jupyter", script), .. arguments], environment, modules);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }

    /// <summary>Starts Python.</summary>
    public static Process Start(string[] arguments, IReadOnlyDictionary<string, string>? environment, params string[] modules)
    {
        var start = new ProcessStartInfo(Interpreter(modules)!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private static string? Interpreter(string[] modules)
    {
        var imports = "import " + string.Join(", ", modules);
        lock (Found)
        {
            if (!Found.TryGetValue(imports, out var found)) Found[imports] = found = Array.Find(Interpreters, i => Succeeds(i, imports));
            return found;
        }
    }

    private static bool Succeeds(string interpreter, string code)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(interpreter, ["-c", code]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
