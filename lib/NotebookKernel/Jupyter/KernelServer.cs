using System.Runtime.InteropServices;

namespace NotebookKernel.Jupyter;

/// <summary>The kernel as a process: what a front end starts.</summary>
public static class KernelServer
{
    /// <summary>Serves until a front end shuts the kernel down, or the front end itself is gone.</summary>
    /// <param name="connectionFile">The file that says where to listen and how messages are signed.</param>
    /// <remarks>
    /// The present directory is the notebook's. SIGINT interrupts the running cell, unless whoever started the kernel had it ignored, as
    /// shells do with what they run in the background; an <c>interrupt_request</c> always does. SIGTERM ends the kernel. When this returns,
    /// sockets are closed and their files deleted, but the user's own threads may still run: the caller ends the process.
    /// </remarks>
    /// <exception cref="FormatException">The connection file is damaged.</exception>
    /// <exception cref="IOException">It cannot be read, or an address is taken.</exception>
    public static void Run(string connectionFile)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionFile);
        using var channels = new Channels(ConnectionInfo.Read(connectionFile));
        using var session = new KernelSession(channels, Environment.CurrentDirectory);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
        {
            signal.Cancel = true;
            session.Interrupt();
        });
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            session.Stop();
        });
        using var parent = ParentWatch.Start(session.Stop);
        session.Run();
    }
}
