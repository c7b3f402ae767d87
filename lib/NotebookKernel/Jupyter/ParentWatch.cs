using System.Diagnostics;
using System.Globalization;
using Microsoft.Win32.SafeHandles;
using NotebookKernel.Engine;

namespace NotebookKernel.Jupyter;

/// <summary>Notices that the front end which started the kernel has died, so that no kernel is left behind.</summary>
/// <remarks>Jupyter names its process in <c>JPY_PARENT_PID</c>: its number, or on Windows an inherited handle to it.</remarks>
internal static class ParentWatch
{
    private const string Variable = "JPY_PARENT_PID";
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Calls <paramref name="gone"/> when the parent has died; does nothing if none is named.</summary>
    public static IDisposable? Start(Action gone)
    {
        if (!int.TryParse(Environment.GetEnvironmentVariable(Variable), NumberStyles.None, CultureInfo.InvariantCulture, out var parent) || parent <= 1)
            return null;
        return OperatingSystem.IsWindows() ? WatchHandle(parent, gone) : WatchProcess(parent, gone);
    }

    private static RegisteredWait WatchHandle(int handle, Action gone)
    {
        var process = new ManualResetEvent(false) { SafeWaitHandle = new SafeWaitHandle(handle, ownsHandle: true) };
        return new RegisteredWait(ThreadPool.RegisterWaitForSingleObject(process, (_, _) => gone(), null, Timeout.Infinite, executeOnlyOnce: true));
    }

    private static Watch WatchProcess(int id, Action gone)
    {
        var watch = new Watch();
        var start = StartTime(id);
        HostTimer.Interrupts.After(Interval, Look);
        return watch;

        void Look()
        {
            if (watch.IsOver) return;
            // It may have died before it was looked at first; another process may have been given the number since.
            if (!Runs(id) || StartTime(id) != start) gone();
            else HostTimer.Interrupts.After(Interval, Look);
        }
    }

    private static bool Runs(int id)
    {
        try
        {
            Process.GetProcessById(id).Dispose();
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <returns>Null if it does not run, or must not be looked at.</returns>
    private static DateTime? StartTime(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return process.StartTime;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private sealed class Watch : IDisposable
    {
        private volatile bool _isOver;

        public bool IsOver => _isOver;

        public void Dispose() => _isOver = true;
    }

    private sealed class RegisteredWait(RegisteredWaitHandle wait) : IDisposable
    {
        public void Dispose() => wait.Unregister(null);
    }
}
