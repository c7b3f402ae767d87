using System.Diagnostics;
using System.Globalization;
using NotebookKernel.Tests.Notebooks;

namespace NotebookKernel.Tests.Cli;

public sealed class InterruptTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public InterruptTests() => new NotebookBuilder()
        .Code("System.IO.File.WriteAllText(\"engine.pid\", Environment.ProcessId.ToString());").Code("while (true) { }").Save(_folder.Path, "endless.ipynb");

    public void Dispose() => _folder.Dispose();

    [SkippableTheory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_signal_ends_the_run_with_130_and_leaves_nothing_behind(string signal)
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows cannot send a signal to one process.");
        Skip.If(signal == "INT" && IgnoresInterrupts(), "SIGINT is ignored here, and so by every process that is started: shells have it so for what they run in the background.");
        var (process, engine) = await StartEndlessRun();
        using (process)
        using (engine)
        {
            await Send(signal, process);
            var error = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            process.ExitCode.ShouldBe(130, error);
            error.ShouldContain("Interrupted");
            await engine.WaitForExitAsync();
        }

        Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName).Order().ShouldBe(["endless.ipynb", "engine.pid"]);
    }

    [SkippableFact]
    public async Task An_engine_does_not_outlive_a_runner_that_was_killed()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows cannot send a signal to one process.");
        var (process, engine) = await StartEndlessRun();
        using (process)
        using (engine)
        {
            await Send("KILL", process);
            await process.WaitForExitAsync();
            await engine.WaitForExitAsync();
        }
    }

    /// <summary>A run that is in its endless cell, and the process of its notebook.</summary>
    private async Task<(Process Run, Process Engine)> StartEndlessRun()
    {
        var process = Process.Start(CourseProcess.StartInfo(_folder.Path, "run", "endless.ipynb"))!;
        (await process.StandardOutput.ReadLineAsync())!.ShouldContain("cell 1 of 2");
        var id = int.Parse(await File.ReadAllTextAsync(_folder["engine.pid"]), CultureInfo.InvariantCulture);
        return (process, Process.GetProcessById(id));
    }

    // A line such as "SigIgn:	0000000000001002", bit n - 1 for signal n (proc(5)); other systems do not tell.
    private static bool IgnoresInterrupts()
    {
        const string Status = "/proc/self/status", Name = "SigIgn:";
        if (!File.Exists(Status))
            return false;
        var line = File.ReadLines(Status).First(line => line.StartsWith(Name, StringComparison.Ordinal));
        return (ulong.Parse(line.AsSpan(Name.Length).Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) & 2) != 0;
    }

    private static async Task Send(string signal, Process process)
    {
        using var kill = Process.Start("kill", ["-" + signal, process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        kill.ExitCode.ShouldBe(0);
    }
}
