using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace NotebookKernel.Checking;

/// <summary>Watches a process and those that it starts, and ends them when they take too much.</summary>
/// <remarks>
/// On Linux every process that inherited the watch's mark is found, also one whose parent has gone. Elsewhere the memory of the process itself
/// is watched, and what it started ends with it as far as the system knows whose child it is.
/// </remarks>
internal sealed class ProcessWatch : IDisposable
{
    /// <summary>The environment variable that carries the mark.</summary>
    public const string Variable = "COURSE_CHECK_MARK";

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly Process _process;
    private readonly byte[] _mark;
    private readonly CheckLimits _limits;
    private readonly Timer _timer;
    private readonly Lock _lock = new();
    private bool _over;

    /// <summary>Begins to watch.</summary>
    /// <param name="process">The process.</param>
    /// <param name="mark">What <see cref="Variable"/> holds in it.</param>
    /// <param name="limits">What it may take.</param>
    public ProcessWatch(Process process, string mark, CheckLimits limits)
    {
        _process = process;
        _mark = Encoding.UTF8.GetBytes($"{Variable}={mark}");
        _limits = limits;
        _timer = new Timer(_ => Look(), null, Interval, Interval);
    }

    /// <summary>Why the process was ended; null if it was not.</summary>
    public string? Reason { get; private set; }

    /// <summary>Ends the watch, and every process that is left.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _over = true;
            _timer.Dispose();
            Kill();
        }
    }

    private void Look()
    {
        lock (_lock)
        {
            if (_over)
                return;
            try
            {
                var family = Family();
                var memory = family.Sum(Memory);
                Reason = memory > _limits.Memory
                    ? string.Create(CultureInfo.InvariantCulture, $"It used more than {_limits.Memory / 1_000_000:N0} MB of memory.")
                    : family.Count > _limits.Processes ? $"It started more than {_limits.Processes} processes." : null;
                foreach (var process in family.Where(p => p != _process))
                    process.Dispose();
            }
            catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
            {
                // It has just ended.
            }

            if (Reason is null)
                return;
            _over = true;
            Kill();
        }
    }

    private static long Memory(Process process)
    {
        try
        {
            process.Refresh();
            return process.WorkingSet64;
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return 0;
        }
    }

    private void Kill()
    {
        End(_process);
        // Again and again, as one may start another while it is looked for.
        for (var round = 0; OperatingSystem.IsLinux() && round < 20 && Marked() is { Count: > 0 } left; round++)
        {
            foreach (var process in left)
            {
                End(process);
                process.Dispose();
            }
        }
    }

    private static void End(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception or AggregateException)
        {
            // It has ended.
        }
    }

    private List<Process> Family() => OperatingSystem.IsLinux() ? Marked() : [_process];

    /// <summary>The processes that live and carry the mark.</summary>
    private List<Process> Marked()
    {
        var found = new List<Process>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) || id == Environment.ProcessId)
                continue;
            try
            {
                if (File.ReadAllBytes(Path.Combine(folder, "environ")).AsSpan().IndexOf(_mark) >= 0)
                    found.Add(Process.GetProcessById(id));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
            {
                // Somebody else's, or gone.
            }
        }

        return found;
    }
}
