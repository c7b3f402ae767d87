using System.Collections.Immutable;
using System.Diagnostics;
using System.IO.Pipes;
using System.Text;
using NotebookKernel.Display;
using NotebookKernel.Engine;

namespace NotebookKernel.Running;

/// <summary>The runner's end of an <see cref="EngineHost"/> process.</summary>
internal sealed class EngineProcess : IAsyncDisposable
{
    /// <summary>How long a process may take to end by itself once its pipe is closed.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    private readonly Process _process;
    private readonly NamedPipeServerStream _pipe;
    private readonly Func<int, ICellOutputs> _outputs;
    private readonly StringBuilder _standardError = new();
    private Task _reading = Task.CompletedTask;
    private Task _streams = Task.CompletedTask;
    private TaskCompletionSource<CellOutcome>? _running;
    private int _cell;

    private EngineProcess(Process process, NamedPipeServerStream pipe, Func<int, ICellOutputs> outputs) =>
        (_process, _pipe, _outputs) = (process, pipe, outputs);

    /// <summary>Starts an engine.</summary>
    /// <param name="command">How.</param>
    /// <param name="workingDirectory">The notebook's folder.</param>
    /// <param name="outputs">Where the outputs of the n-th cell go, n from 1.</param>
    /// <param name="cancellation">Ends the process.</param>
    /// <exception cref="InvalidOperationException">The process ended before it was ready.</exception>
    public static async Task<EngineProcess> StartAsync(
        EngineCommand command, string workingDirectory, Func<int, ICellOutputs> outputs, CancellationToken cancellation)
    {
        var name = "nk-" + Guid.NewGuid().ToString("N")[..12];
        var pipe = new NamedPipeServerStream(name, PipeDirection.InOut, 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
        var start = new ProcessStartInfo(command.FileName, [.. command.Arguments, name])
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
            CreateNoWindow = true,
        };
        foreach (var (variable, value) in command.Environment)
            start.Environment[variable] = value;
        var process = Process.Start(start)!;
        var engine = new EngineProcess(process, pipe, outputs);
        try
        {
            process.StandardInput.Close();
            engine._streams = Task.WhenAll(DiscardAsync(process.StandardOutput), engine.KeepStandardErrorAsync(process.StandardError));

            using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            var connected = pipe.WaitForConnectionAsync(ended.Token);
            if (await Task.WhenAny(connected, process.WaitForExitAsync(ended.Token)).ConfigureAwait(false) != connected)
            {
                await ended.CancelAsync().ConfigureAwait(false);
                cancellation.ThrowIfCancellationRequested();
                throw new InvalidOperationException($"The engine's process did not start: {engine.ExitReason().Message}");
            }

            await connected.ConfigureAwait(false);
            engine._reading = engine.ReadAsync();
            return engine;
        }
        catch
        {
            engine.Kill();
            await engine.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Whether the process is gone, so that no further cell can run.</summary>
    public bool HasEnded => _reading.IsCompleted;

    /// <summary>The process.</summary>
    public Process Process => _process;

    /// <summary>Runs the next cell.</summary>
    /// <param name="code">Its text.</param>
    /// <param name="cancellation">Ends the whole process: a cell may be in an endless loop.</param>
    /// <param name="silent">Whether its outputs are of no interest.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<CellOutcome> ExecuteAsync(string code, CancellationToken cancellation, bool silent = false)
    {
        var running = new TaskCompletionSource<CellOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        _running = running;
        _cell++;
        using var kill = cancellation.Register(Kill);
        await SendAsync(new HostMessage(HostMessageKind.Run, _cell) { Text = code, Silent = silent }).ConfigureAwait(false);
        var first = await Task.WhenAny(running.Task, _reading).ConfigureAwait(false);
        if (first == running.Task || running.Task.IsCompleted)
            return await running.Task.ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        await EndsAsync().ConfigureAwait(false);
        return new CellOutcome(ExitReason());
    }

    /// <summary>Waits for the process, though not for one that it started and that holds its streams open.</summary>
    private async Task<bool> EndsAsync()
    {
        using var patience = new CancellationTokenSource(Grace);
        try
        {
            await _process.WaitForExitAsync(patience.Token).ConfigureAwait(false);
            await _streams.WaitAsync(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return _process.HasExited;
        }

        return true;
    }

    /// <summary>Ends the process now, and those that it started.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It has ended by itself.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await SendAsync(new HostMessage(HostMessageKind.Quit, 0)).ConfigureAwait(false);
        if (!await EndsAsync().ConfigureAwait(false))
        {
            Kill();
            await EndsAsync().ConfigureAwait(false);
        }

        // Late outputs of background work arrive before the end of the stream.
        await _reading.ConfigureAwait(false);
        await _pipe.DisposeAsync().ConfigureAwait(false);
        _process.Dispose();
    }

    private async Task SendAsync(HostMessage message)
    {
        try
        {
            await _pipe.WriteAsync(message.ToLine(), CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            // The process is gone, or never came: the reading end and the exit code say why.
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            using var reader = new StreamReader(_pipe, Encoding.UTF8, leaveOpen: true);
            while (await reader.ReadLineAsync().ConfigureAwait(false) is { } line)
                Receive(HostMessage.Parse(line));
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The process ended, or we ended it.
        }
    }

    private void Receive(HostMessage message)
    {
        var outputs = _outputs(message.Cell);
        switch (message.Kind)
        {
            case HostMessageKind.Ended:
                _running?.TrySetResult(new CellOutcome(message.Error));
                break;
            case HostMessageKind.Stream:
                outputs.Stream(message.Stream, message.Text ?? "");
                break;
            case HostMessageKind.Display:
                outputs.Display(Bundle(message), message.DisplayId!);
                break;
            case HostMessageKind.Update:
                outputs.Update(message.DisplayId!, Bundle(message));
                break;
            case HostMessageKind.Result:
                outputs.Result(Bundle(message));
                break;
            case HostMessageKind.Clear:
                outputs.Clear(message.Wait);
                break;
        }
    }

    private static MimeBundle Bundle(HostMessage message) => new(message.Data!.ToImmutableSortedDictionary(StringComparer.Ordinal));

    /// <summary>Reads what nobody wants, so that its writer does not wait; lines without end take no memory.</summary>
    private static async Task DiscardAsync(StreamReader reader)
    {
        try
        {
            await reader.BaseStream.CopyToAsync(Stream.Null).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The process is gone.
        }
    }

    private async Task KeepStandardErrorAsync(StreamReader reader)
    {
        const int limit = 64 * 1024;
        var buffer = new char[4096];
        try
        {
            while (await reader.ReadAsync(buffer).ConfigureAwait(false) is > 0 and var count)
            {
                lock (_standardError)
                    _standardError.Append(buffer, 0, Math.Min(count, limit - _standardError.Length));
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The process is gone.
        }
    }

    /// <summary>Why a process ended in the middle of a cell.</summary>
    private CellError ExitReason()
    {
        string[] lines;
        lock (_standardError)
            lines = _standardError.ToString().Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        return ProcessEnd.Explain(_process.HasExited ? _process.ExitCode : 0, lines);
    }
}
