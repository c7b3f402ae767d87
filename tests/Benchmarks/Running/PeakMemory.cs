using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace Benchmarks.Running;

/// <summary>How large our process gets during a row: measured in a process of its own, once the data are there.</summary>
internal static class PeakMemory
{
    /// <summary>The command for the child process.</summary>
    public const string Command = "memory";

    /// <summary>Starts a process for one row.</summary>
    /// <returns>MB, runtime and data included; null where it failed.</returns>
    public static double? OfRow(Row row, Options options)
    {
        var program = Environment.ProcessPath!;
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
            start.ArgumentList.Add(Assembly.GetExecutingAssembly().Location);
        foreach (var argument in (string[])[Command, "--group", row.Group, "--rows", row.Name, "--threads", options.Threads.ToString(CultureInfo.InvariantCulture)])
            start.ArgumentList.Add(argument);
        if (options.Smoke)
            start.ArgumentList.Add("--smoke");
        using var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var mb) ? mb : null;
    }

    /// <summary>The child: prepares the row, runs it once and prints its peak.</summary>
    public static int RunChild(Options options)
    {
        var row = AllRows.Of(options).First(row => row.Name == options.Rows);
        Threads.Use(options.Threads);
        var work = row.Prepare(options.Smoke);
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        var fromHere = Reset();
        work.Ours();
        Console.Out.WriteLine((fromHere ? HighWater() : Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0).ToString("0.0", CultureInfo.InvariantCulture));
        return 0;
    }

    // Linux forgets the peak so far when 5 is written here (proc(5)); elsewhere the peak includes the preparation.
    private static bool Reset()
    {
        try
        {
            File.WriteAllText("/proc/self/clear_refs", "5");
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // A line such as "VmHWM:     23456 kB".
    private static double HighWater()
    {
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
