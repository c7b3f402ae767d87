using System.Collections.Concurrent;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using System.Text;
using NotebookKernel.Display;
using NotebookKernel.Engine;

namespace NotebookKernel.Running;

/// <summary>The other end of a runner: a process of its own in which one notebook's cells run.</summary>
/// <remarks>
/// Cells and outputs travel through a named pipe, which user code has no handle of, so that nothing it writes can pass for a
/// message. When the runner's end closes, whatever the reason, the process ends: no orphan stays behind.
/// </remarks>
public static class EngineHost
{
    /// <summary>Runs cells until the runner closes the pipe.</summary>
    /// <param name="pipeName">The runner's pipe.</param>
    /// <returns>The process's exit code.</returns>
    /// <exception cref="TimeoutException">Nobody listens at the pipe.</exception>
    public static async Task<int> RunAsync(string pipeName)
    {
        // Ctrl-C reaches every process of the terminal; the runner decides what it means.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        using var engine = new CSharpEngine(new EngineOptions(Environment.CurrentDirectory));
        var pipe = new NamedPipeClientStream(".", pipeName, PipeDirection.InOut, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
        await using (pipe.ConfigureAwait(false))
        {
            await pipe.ConnectAsync(10_000).ConfigureAwait(false);
            using var cells = new BlockingCollection<HostMessage>();
            var reading = new Thread(() => Read(pipe, cells)) { IsBackground = true, Name = "cells" };
            reading.Start();

            // The first output should not wait for the serialiser to be compiled.
            _ = new HostMessage(HostMessageKind.Result, 0) { Data = new() { ["text/plain"] = "" } }.ToLine();
            foreach (var cell in cells.GetConsumingEnumerable())
            {
                var outputs = new PipeOutputs(pipe, cell.Cell);
                var outcome = await engine.ExecuteAsync(cell.Text!, cell.Silent ? NoOutputs.Instance : outputs).ConfigureAwait(false);
                outputs.Send(new HostMessage(HostMessageKind.Ended, cell.Cell) { Error = cell.Silent ? Shortened(outcome.Error) : outcome.Error });
            }
        }

        return 0;
    }

    private static void Read(NamedPipeClientStream pipe, BlockingCollection<HostMessage> cells)
    {
        try
        {
            using var reader = new StreamReader(pipe, Encoding.UTF8, leaveOpen: true);
            while (reader.ReadLine() is { } line)
            {
                var message = HostMessage.Parse(line);
                if (message.Kind == HostMessageKind.Quit)
                {
                    cells.CompleteAdding();
                    return;
                }

                cells.Add(message);
            }
        }
        catch (IOException)
        {
            // A broken pipe is a closed one.
        }

        // A cell may be in an endless loop: nothing but the end of the process ends it.
        Environment.Exit(0);
    }

    /// <summary>An error whose words fit into a report, however long they are.</summary>
    private static CellError? Shortened(CellError? error)
    {
        const int limit = 2000;
        return error is null ? null : error with
        {
            Message = Short(error.Message),
            SourceLine = error.SourceLine is null ? null : Short(error.SourceLine),
            Traceback = [.. error.Traceback.Take(20).Select(Short)],
        };

        static string Short(string text) => text.Length <= limit ? text : text[..limit] + "...";
    }

    private sealed class PipeOutputs(NamedPipeClientStream pipe, int cell) : ICellOutputs
    {
        public void Send(HostMessage message)
        {
            var line = message.ToLine();
            try
            {
                lock (pipe)
                    pipe.Write(line);
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException)
            {
                // The runner has gone; the reading thread ends the process.
            }
        }

        public void Stream(StreamName name, string text) => Send(new HostMessage(HostMessageKind.Stream, cell) { Stream = name, Text = text });

        public void Display(MimeBundle data, string displayId) =>
            Send(new HostMessage(HostMessageKind.Display, cell) { Data = new(data.Data), DisplayId = displayId });

        public void Update(string displayId, MimeBundle data) =>
            Send(new HostMessage(HostMessageKind.Update, cell) { Data = new(data.Data), DisplayId = displayId });

        public void Result(MimeBundle data) => Send(new HostMessage(HostMessageKind.Result, cell) { Data = new(data.Data) });

        public void Clear(bool wait) => Send(new HostMessage(HostMessageKind.Clear, cell) { Wait = wait });
    }
}
