using System.Diagnostics;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using System.Text;
using NotebookKernel.Engine;
using NotebookKernel.Running;

namespace NotebookKernel.Jupyter;

/// <summary>The process that a front end starts: it has the kernel in another, and tells the front end why that one died, if it does.</summary>
/// <remarks>
/// What user code can do to its process (a stack overflow, <c>Environment.FailFast</c>, a fault in native code) leaves it no time to tell
/// anybody, and all that a front end would say is that a kernel has died. So its last words, which go to the front end's log, are read on
/// their way; when it is gone its addresses are free, and the reason is sent from there, as the failure of the cell that ran.
/// </remarks>
public sealed class KernelWatch : IDisposable
{
    /// <summary>How long the streams of a process that is gone are waited for: one that it started may hold them open.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    /// <summary>How long the front end may take to connect again to hear the reason.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly string _connectionFile;
    private readonly AnonymousPipeServerStream _orders = new(PipeDirection.Out, HandleInheritability.Inheritable);
    private readonly AnonymousPipeServerStream _reports = new(PipeDirection.In, HandleInheritability.Inheritable);
    private readonly Process _kernel;
    private readonly LastWords _lastWords = new();
    private readonly Lock _gate = new();
    private (Message Request, int ExecutionCount)? _cell;
    private bool _ended;

    private KernelWatch(string connectionFile, EngineCommand command)
    {
        _connectionFile = connectionFile;
        var start = new ProcessStartInfo(
            command.FileName, [.. command.Arguments, connectionFile, _orders.GetClientHandleAsString(), _reports.GetClientHandleAsString()])
        {
            RedirectStandardError = true,
            CreateNoWindow = true,
        };
        foreach (var (variable, value) in command.Environment) start.Environment[variable] = value;
        _kernel = Process.Start(start)!;
        _orders.DisposeLocalCopyOfClientHandle();
        _reports.DisposeLocalCopyOfClientHandle();
    }

    /// <summary>Serves until a front end shuts the kernel down, the front end itself is gone, or the kernel dies.</summary>
    /// <param name="connectionFile">The file that says where to listen and how messages are signed.</param>
    /// <param name="command">Starts a process that calls <see cref="KernelServer.Run"/> with the three arguments added to it.</param>
    /// <returns>The kernel's exit code.</returns>
    /// <remarks>
    /// SIGINT interrupts the running cell, unless whoever started this had it ignored, as shells do with what they run in the background; an
    /// <c>interrupt_request</c> always does. SIGTERM ends the kernel, and so does the end of this process, whatever the reason.
    /// </remarks>
    public static int Run(string connectionFile, EngineCommand command)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionFile);
        ArgumentNullException.ThrowIfNull(command);
        using var watch = new KernelWatch(connectionFile, command);
        using var interrupt = watch.On(PosixSignal.SIGINT, KernelLink.Order.Interrupt);
        using var terminate = watch.On(PosixSignal.SIGTERM, KernelLink.Order.Stop);
        using var parent = ParentWatch.Start(() => watch.Tell(KernelLink.Order.Stop));
        return watch.Wait();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate) _orders.Dispose();
        _reports.Dispose();
        _kernel.Dispose();
    }

    private PosixSignalRegistration On(PosixSignal signal, KernelLink.Order order) => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        Tell(order);
    });

    private void Tell(KernelLink.Order order)
    {
        try
        {
            lock (_gate)
            {
                _orders.WriteByte((byte)order);
                _orders.Flush();
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The kernel is gone, which is being noticed.
        }
    }

    private int Wait()
    {
        var streams = Task.WhenAll(
            Task.Factory.StartNew(ReadReports, TaskCreationOptions.LongRunning),
            Task.Factory.StartNew(() => _lastWords.Pass(_kernel.StandardError.BaseStream), TaskCreationOptions.LongRunning));
        _kernel.WaitForExit();
        streams.Wait(Grace);
        (Message Request, int ExecutionCount)? cell;
        lock (_gate) cell = _ended ? null : _cell;
        if (cell is { } died) TellWhy(died.Request, died.ExecutionCount, ProcessEnd.Explain(_kernel.ExitCode, _lastWords.Lines()));
        return _kernel.ExitCode;
    }

    private void ReadReports()
    {
        try
        {
            using var reader = new BinaryReader(_reports, Encoding.UTF8, leaveOpen: true);
            while (true)
            {
                var report = (KernelLink.Report)reader.ReadByte();
                (Message, int)? cell = report == KernelLink.Report.Cell ? KernelLink.ReadCell(reader) : null;
                lock (_gate)
                {
                    _cell = cell ?? _cell;
                    _ended |= report == KernelLink.Report.End;
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The kernel has told everything.
        }
    }

    /// <summary>Ends the cell in the front end's page with the reason, from the addresses that were the kernel's.</summary>
    private void TellWhy(Message request, int executionCount, CellError error)
    {
        try
        {
            using var channels = new Channels(ConnectionInfo.Read(_connectionFile));
            using var patience = new CancellationTokenSource(Patience);
            channels.Shell.WaitForPeer(request.Identities[0], patience.Token);
            channels.WaitForSubscriber(patience.Token);
            var traceback = Traceback.Lines(error, "");
            traceback.Add("The kernel ended with it; its variables are gone.");
            channels.Publish("error", request, w => Executor.WriteError(w, error, traceback), essential: true);
            channels.Send(channels.Shell, request, "execute_reply", w => Executor.WriteFailure(w, executionCount, error, traceback));
            channels.PublishStatus("idle", request);
        }
        catch (Exception e) when (e is IOException or FormatException or OperationCanceledException or UnauthorizedAccessException)
        {
            // Nobody is there to be told. The log has it.
        }
    }

    /// <summary>A standard error stream: it is passed on, and its end is kept.</summary>
    private sealed class LastWords
    {
        private const int Kept = 64 * 1024;

        private readonly Lock _gate = new();
        private readonly List<byte> _end = [];

        public void Pass(Stream from)
        {
            var buffer = new byte[4096];
            using var to = Console.OpenStandardError();
            try
            {
                while (from.Read(buffer) is > 0 and var count)
                {
                    lock (_gate)
                    {
                        _end.AddRange(buffer.AsSpan(0, count));
                        if (_end.Count > 2 * Kept) _end.RemoveRange(0, _end.Count - Kept);
                    }

                    Write(to, buffer.AsSpan(0, count));
                }
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException)
            {
                // The kernel is gone.
            }
        }

        public string[] Lines()
        {
            lock (_gate) return Encoding.UTF8.GetString([.. _end]).Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        }

        private static void Write(Stream to, ReadOnlySpan<byte> text)
        {
            try
            {
                to.Write(text);
                to.Flush();
            }
            catch (IOException)
            {
                // Nobody reads the log; the kernel must not wait for that.
            }
        }
    }
}
