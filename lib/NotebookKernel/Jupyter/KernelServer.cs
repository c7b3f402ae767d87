using System.Diagnostics;
using System.Runtime.InteropServices;
using NotebookKernel.Engine;

namespace NotebookKernel.Jupyter;

/// <summary>The kernel's own process, started by <see cref="KernelWatch"/>.</summary>
public static class KernelServer
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>Serves until a front end shuts the kernel down, or the process that watches over it says so or is gone.</summary>
    /// <param name="connectionFile">The file that says where to listen and how messages are signed.</param>
    /// <param name="orders">The handle of the pipe that tells the kernel what to do.</param>
    /// <param name="reports">The handle of the pipe that takes what it tells.</param>
    /// <remarks>
    /// The present directory is the notebook's. When this returns, sockets are closed and their files deleted, but the user's own threads may
    /// still run: the caller ends the process.
    /// </remarks>
    /// <exception cref="FormatException">The connection file is damaged.</exception>
    /// <exception cref="IOException">It cannot be read, or an address is taken.</exception>
    public static void Run(string connectionFile, string orders, string reports)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionFile);
        var link = new KernelLink(orders, reports);
        using var channels = new Channels(ConnectionInfo.Read(connectionFile));
        using var session = new KernelSession(channels, Environment.CurrentDirectory, link);
        // Those who signal to a whole group of processes reach both: the other one says what it means.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => signal.Cancel = true);
        KernelSession.Start("Kernel orders", () => link.Serve(order =>
        {
            if (order == KernelLink.Order.Interrupt) session.Interrupt();
            else End(session);
        }));
        session.Run();
        link.Ends();
    }

    /// <summary>Ends the serving; and the process, should the user's code keep it from ending.</summary>
    private static void End(KernelSession session)
    {
        HostTimer.Interrupts.After(Grace, () => Process.GetCurrentProcess().Kill());
        session.Stop();
    }
}
