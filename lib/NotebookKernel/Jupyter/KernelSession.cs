using System.Text.Json;
using NotebookKernel.Engine;
using NotebookKernel.Language;
using NotebookKernel.Zmtp;

namespace NotebookKernel.Jupyter;

/// <summary>A kernel at work: takes requests, answers them, and tells all front ends what it does.</summary>
/// <remarks>
/// Requests of the shell are worked off one after another on one thread; control has a thread of its own, so that interrupt and shutdown
/// get through while a cell runs. Source: "Messaging in Jupyter", protocol 5.3.
/// </remarks>
internal sealed class KernelSession : IDisposable
{
    private readonly Channels _channels;
    private readonly CSharpEngine _engine;
    private readonly LanguageService _language;
    private readonly Executor _executor;
    private readonly InputPrompt _input;
    private readonly History _history = new();
    private readonly Queue<Routed> _overtaken = new();
    private readonly ManualResetEventSlim _stopped = new();
    private int _aborting;
    private Message? _shutdown;

    /// <param name="channels">Its sockets, already listening.</param>
    /// <param name="workingDirectory">The notebook's folder.</param>
    /// <param name="link">Who watches over it.</param>
    public KernelSession(Channels channels, string workingDirectory, KernelLink link)
    {
        _channels = channels;
        _engine = new CSharpEngine(new EngineOptions(workingDirectory));
        _language = new LanguageService(_engine);
        _input = new InputPrompt(channels);
        _executor = new Executor(channels, _engine, _language, _history, _input, link);
    }

    /// <summary>Serves until a front end, or <see cref="Stop"/>, ends it.</summary>
    public void Run()
    {
        _channels.PublishStatus("starting", null);
        Start("Kernel shell", ServeShell);
        Start("Kernel control", ServeControl);
        Start("Kernel stdin", _input.Serve);
        Start("Kernel warm-up", WarmUp);
        _stopped.Wait();
        if (_shutdown is { } request) _channels.Publish("shutdown_reply", request, w => WriteShutdown(w, request), essential: true);
    }

    /// <summary>Interrupts the cell that runs now, if one does: a signal came.</summary>
    public void Interrupt() => _executor.Interrupt();

    /// <summary>Ends the serving.</summary>
    public void Stop() => _stopped.Set();

    /// <summary>Ends the engine's session; a cell that still runs is left to the end of the process.</summary>
    public void Dispose()
    {
        _engine.Dispose();
        _executor.Dispose();
    }

    internal static void Start(string name, Action serve) => new Thread(() => serve()) { IsBackground = true, Name = name }.Start();

    /// <summary>Beside the cells, once the first of them can run at full speed.</summary>
    private static void WarmUp()
    {
        try
        {
            CSharpEngine.Warmed.Wait();
            LanguageService.WarmUp();
        }
#pragma warning disable CA1031 // Nobody has asked for it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Channels.Log($"The warm-up failed: {e}");
        }
    }

    private void ServeShell()
    {
        while (true)
        {
            var aborted = false;
            if (_overtaken.TryDequeue(out var routed)) aborted = _aborting-- > 0;
            else if (!_channels.Shell.Receive(out routed)) return;
            Handle(_channels.Shell, routed, aborted);
            if (_overtaken.Count == 0 && _channels.Shell.Count == 0) _executor.ReturnMemory();
        }
    }

    private void ServeControl()
    {
        while (_channels.Control.Receive(out var routed)) Handle(_channels.Control, routed, aborted: false);
    }

    private void Handle(RouterSocket socket, Routed routed, bool aborted)
    {
        if (_channels.Parse(routed) is not { } request) return;
        _channels.PublishStatus("busy", request);
        try
        {
            if (aborted && request.Type == "execute_request") Abort(request);
            else Dispatch(socket, request);
        }
#pragma warning disable CA1031 // A request that cannot be answered must not end the kernel, nor leave the front end waiting.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Channels.Log($"{request.Type} failed: {e}");
            if (request.Type.EndsWith("_request", StringComparison.Ordinal))
            {
                Reply(socket, request, w =>
                {
                    w.WriteString("status", "error");
                    w.WriteString("ename", e.GetType().Name);
                    w.WriteString("evalue", e.Message);
                    w.WriteStartArray("traceback");
                    w.WriteEndArray();
                });
            }
        }
        finally
        {
            _channels.PublishStatus("idle", request);
        }
    }

    // What looks at the cells' state comes on the shell alone, in turn with the cells; the control channel is served beside them.
    private void Dispatch(RouterSocket socket, Message request)
    {
        if (socket != _channels.Shell || !DispatchInTurn(request)) DispatchAtOnce(socket, request);
    }

    /// <summary>Carries out what comes on the shell alone.</summary>
    /// <returns>False for anything else.</returns>
    private bool DispatchInTurn(Message request)
    {
        switch (request.Type)
        {
            case "execute_request":
                if (!_executor.Execute(request, out var reply)) Overtake();
                Reply(_channels.Shell, request, reply);
                return true;
            case "complete_request":
                Reply(_channels.Shell, request, w => LanguageReplies.Complete(w, _language, request));
                return true;
            case "inspect_request":
                Reply(_channels.Shell, request, w => LanguageReplies.Inspect(w, _language, request));
                return true;
            case "is_complete_request":
                Reply(_channels.Shell, request, w => LanguageReplies.IsComplete(w, request));
                return true;
            case "history_request":
                Reply(_channels.Shell, request, w => WriteHistory(w, request));
                return true;
            default:
                return false;
        }
    }

    /// <summary>Carries out what may come on either channel.</summary>
    private void DispatchAtOnce(RouterSocket socket, Message request)
    {
        switch (request.Type)
        {
            case "kernel_info_request":
                Reply(socket, request, KernelInfo.Write);
                break;
            case "connect_request":
                Reply(socket, request, _channels.WritePorts);
                break;
            case "comm_info_request":
                Reply(socket, request, static w =>
                {
                    w.WriteString("status", "ok");
                    w.WriteStartObject("comms");
                    w.WriteEndObject();
                });
                break;
            case "comm_open":
                // There are no comm targets here: what is opened is closed at once, so that the other side does not wait for it.
                _channels.Publish("comm_close", request, w =>
                {
                    w.WriteString("comm_id", request.Text("comm_id"));
                    w.WriteStartObject("data");
                    w.WriteEndObject();
                });
                break;
            case "comm_msg" or "comm_close":
                break;
            case "interrupt_request":
                _executor.Interrupt(request);
                Reply(socket, request, static w => w.WriteString("status", "ok"));
                break;
            case "shutdown_request":
                Reply(socket, request, w => WriteShutdown(w, request));
                _shutdown = request;
                Stop();
                break;
            default:
                if (request.Type.EndsWith("_request", StringComparison.Ordinal))
                    throw new NotSupportedException($"{request.Type} is not answered on this channel.");
                Channels.Log($"{request.Type} is not known here.");
                break;
        }
    }

    /// <summary>Marks what came in while a cell ran that failed: those requests to execute are not carried out.</summary>
    private void Overtake()
    {
        // No more than have come by now: whoever goes on sending must not hold back the reply.
        for (var count = _channels.Shell.Count; count > 0 && _channels.Shell.TryReceive(out var routed); count--) _overtaken.Enqueue(routed);
        _aborting = _overtaken.Count;
    }

    private void Abort(Message request) => Reply(_channels.Shell, request, w =>
    {
        w.WriteString("status", "aborted");
        w.WriteNumber("execution_count", _executor.ExecutionCount);
    });

    private void Reply(RouterSocket socket, Message request, Action<Utf8JsonWriter> content) =>
        _channels.Send(socket, request, request.Type[..^"request".Length] + "reply", content);

    private static void WriteShutdown(Utf8JsonWriter w, Message request)
    {
        w.WriteString("status", "ok");
        w.WriteBoolean("restart", request.Flag("restart", false));
    }

    private void WriteHistory(Utf8JsonWriter w, Message request)
    {
        var entries = request.Text("hist_access_type") switch
        {
            "range" => _history.Range(request.Number("session") ?? 0, request.Number("start") ?? 0, request.Number("stop")),
            "search" => _history.Search(request.Text("pattern", "*"), request.Number("n"), request.Flag("unique", false)),
            _ => _history.Tail(request.Number("n") ?? int.MaxValue),
        };
        var withOutput = request.Flag("output", false);
        w.WriteString("status", "ok");
        w.WriteStartArray("history");
        foreach (var entry in entries)
        {
            w.WriteStartArray();
            w.WriteNumberValue(History.Session);
            w.WriteNumberValue(entry.Number);
            if (withOutput)
            {
                w.WriteStartArray();
                w.WriteStringValue(entry.Code);
                w.WriteStringValue(entry.Output);
                w.WriteEndArray();
            }
            else
            {
                w.WriteStringValue(entry.Code);
            }

            w.WriteEndArray();
        }

        w.WriteEndArray();
    }
}
