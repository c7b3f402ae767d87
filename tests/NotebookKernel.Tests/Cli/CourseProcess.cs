using System.Diagnostics;
using System.Text;

namespace NotebookKernel.Tests.Cli;

/// <summary>The course command as a process, as a teacher starts it.</summary>
internal static class CourseProcess
{
    /// <summary>The folder with course.sln.</summary>
    public static string Repository { get; } = FindRepository();

    public static ProcessStartInfo StartInfo(string folder, params IEnumerable<string> arguments)
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Path.Combine(Repository, "lib", "Course.Cli", "bin", output.Parent!.Name, output.Name, "course.dll");
        return new ProcessStartInfo("dotnet", ["exec", program, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
    }

    public static Task<Result> RunAsync(string folder, params IEnumerable<string> arguments) => RunAsync(StartInfo(folder, arguments));

    /// <summary>Another copy of the command.</summary>
    public static Task<Result> RunProgramAsync(string program, string folder, params IEnumerable<string> arguments)
    {
        var start = StartInfo(folder, arguments);
        start.ArgumentList[1] = program;
        return RunAsync(start);
    }

    public static async Task<Result> RunAsync(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Result(process.ExitCode, await output, await error);
    }

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "course.sln")))
            folder = folder.Parent;
        return folder.FullName;
    }

    internal sealed record Result(int ExitCode, string Output, string Error);
}
