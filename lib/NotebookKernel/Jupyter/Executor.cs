using System.Text.Json;
using NotebookKernel.Display;
using NotebookKernel.Engine;
using NotebookKernel.Language;

namespace NotebookKernel.Jupyter;

/// <summary>Carries out <c>execute_request</c>.</summary>
internal sealed class Executor(Channels channels, CSharpEngine engine, LanguageService language, History history, InputPrompt input, KernelLink link) : IDisposable
{
    // Beyond this a cell's leftovers are worth a collection while nobody waits.
    private const long MuchMemory = 256L << 20;

    private readonly Lock _gate = new();
    private CancellationTokenSource? _running;
    private Message? _request;
    private long _allocated = GC.GetTotalAllocatedBytes();

    /// <summary>The number of the last cell that the history counts.</summary>
    public int ExecutionCount { get; private set; }

    /// <summary>Interrupts the cell that runs now, never one that comes later.</summary>
    /// <param name="by">
    /// The request to interrupt; null for a signal. One that its front end wrote before it asked for the running cell was meant for what ran
    /// then: control and shell are two connections, and what was sent first over one may come after what was sent later over the other.
    /// </param>
    public void Interrupt(Message? by = null)
    {
        lock (_gate)
        {
            if (_running is null)
            {
                // A request is answered; a signal leaves no other trace.
                if (by is null) Channels.Log("An interrupt came while no cell ran.");
            }
            else if (by?.Precedes(_request!) != true)
            {
                _running.Cancel();
            }
        }
    }

    /// <summary>Runs the request's code.</summary>
    /// <param name="request">The request.</param>
    /// <param name="reply">Writes the content of the reply.</param>
    /// <returns>False if it failed and the front end wants what it has sent since not to be run.</returns>
    public bool Execute(Message request, out Action<Utf8JsonWriter> reply)
    {
        var code = request.Text("code");
        var silent = request.Flag("silent", false);
        var store = !silent && request.Flag("store_history", true);
        if (store) ExecutionCount++;
        var count = ExecutionCount;
        if (!silent) PublishInput(request, code, count);
        if (HelpRequest.Parse(code) is { } symbol)
        {
            var page = language.Inspect(symbol, symbol.Length) ?? MimeBundle.Of("text/plain", $"{symbol} is not known here.");
            if (store) history.Add(new HistoryEntry(count, code, null));
            reply = w => WriteOk(w, count, [], page);
            return true;
        }

        link.Begins(request, count);
        using var running = new CancellationTokenSource();
        lock (_gate) (_running, _request) = (running, request);
        try
        {
            var outputs = silent ? null : new CellOutputs(channels, request, count, ReadLine(request, running));
            var error = engine.Run(code, outputs ?? (ICellOutputs)new CapturedResult(), $"cell {count}", running.Token).Error;
            outputs?.Flush();
            if (!silent) channels.TellDropped(request);
            if (store) history.Add(new HistoryEntry(count, code, outputs?.ResultText));
            if (error is null)
            {
                var values = Evaluate(request, running.Token);
                reply = w => WriteOk(w, count, values, null);
                return true;
            }

            var traceback = Traceback.Lines(error, code);
            if (!silent) channels.Publish("error", request, w => WriteError(w, error, traceback), essential: true);
            reply = w => WriteFailure(w, count, error, traceback);
            return !request.Flag("stop_on_error", true);
        }
        finally
        {
            lock (_gate) (_running, _request) = (null, null);
        }
    }

    /// <summary>Gives memory back that cells have left; called when nothing else is to be done.</summary>
    public void ReturnMemory()
    {
        var allocated = GC.GetTotalAllocatedBytes();
        if (allocated - _allocated < MuchMemory) return;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        _allocated = allocated;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate) _running?.Cancel();
    }

    private void PublishInput(Message request, string code, int count) => channels.Publish("execute_input", request, w =>
    {
        w.WriteString("code", code);
        w.WriteNumber("execution_count", count);
    });

    /// <summary>The content of the reply to a request that failed.</summary>
    internal static void WriteFailure(Utf8JsonWriter w, int count, CellError error, IReadOnlyList<string> traceback)
    {
        w.WriteString("status", "error");
        w.WriteNumber("execution_count", count);
        WriteError(w, error, traceback);
        w.WriteStartObject("user_expressions");
        w.WriteEndObject();
        w.WriteStartArray("payload");
        w.WriteEndArray();
    }

    /// <summary>The content of an <c>error</c> message.</summary>
    internal static void WriteError(Utf8JsonWriter w, CellError error, IReadOnlyList<string> traceback)
    {
        w.WriteString("ename", error.Name);
        w.WriteString("evalue", error.Message);
        w.WriteStartArray("traceback");
        foreach (var line in traceback) w.WriteStringValue(line);
        w.WriteEndArray();
    }

    private static void WriteOk(Utf8JsonWriter w, int count, List<(string Name, CellError? Error, MimeBundle? Value)> values, MimeBundle? page)
    {
        w.WriteString("status", "ok");
        w.WriteNumber("execution_count", count);
        w.WriteStartObject("user_expressions");
        foreach (var (name, error, value) in values)
        {
            w.WriteStartObject(name);
            w.WriteString("status", error is null ? "ok" : "error");
            if (error is null) CellOutputs.WriteData(w, value ?? MimeBundle.Of("text/plain", ""));
            else WriteError(w, error, error.Traceback);
            w.WriteEndObject();
        }

        w.WriteEndObject();
        w.WriteStartArray("payload");
        if (page is not null)
        {
            w.WriteStartObject();
            w.WriteString("source", "page");
            w.WriteNumber("start", 0);
            CellOutputs.WriteData(w, page);
            w.WriteEndObject();
        }

        w.WriteEndArray();
    }

    private Func<string>? ReadLine(Message request, CancellationTokenSource running)
    {
        if (!request.Flag("allow_stdin", true)) return null;
        var token = running.Token;
        return () =>
        {
            lock (_gate)
            {
                if (_running != running) throw new InvalidOperationException("The cell that wants to read a line is over; nobody waits for its question.");
            }

            return input.ReadLine(request, token);
        };
    }

    private List<(string Name, CellError? Error, MimeBundle? Value)> Evaluate(Message request, CancellationToken cancellation)
    {
        var values = new List<(string, CellError?, MimeBundle?)>();
        if (!request.Content.TryGetProperty("user_expressions", out var expressions) || expressions.ValueKind != JsonValueKind.Object) return values;
        foreach (var expression in expressions.EnumerateObject())
        {
            var captured = new CapturedResult();
            var code = expression.Value.ValueKind == JsonValueKind.String ? expression.Value.GetString()! : expression.Value.GetRawText();
            var outcome = engine.Run(code, captured, $"user expression {expression.Name}", cancellation);
            values.Add((expression.Name, outcome.Error, captured.Value));
        }

        return values;
    }
}
