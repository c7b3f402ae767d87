using System.Collections.Concurrent;
using NotebookKernel.Display;
using NotebookKernel.Engine;

namespace NotebookKernel.Tests.Engine;

/// <summary>An engine in a folder of its own, its name with a space and letters beyond ASCII.</summary>
internal sealed class Session : IDisposable
{
    private readonly Lazy<CSharpEngine> _engine;

    public Session()
    {
        Folder = Path.Combine(Path.GetTempPath(), $"Übung {Guid.NewGuid():N}");
        Directory.CreateDirectory(Folder);
        _engine = new Lazy<CSharpEngine>(() => new CSharpEngine(new EngineOptions(Folder)));
    }

    public string Folder { get; }

    public CSharpEngine Engine => _engine.Value;

    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Runs a cell that must succeed.</summary>
    public async Task<Recorder> Run(string code)
    {
        var (recorder, error) = await Try(code);
        error.ShouldBeNull(error is null ? null : string.Join('\n', error.Traceback));
        return recorder;
    }

    /// <summary>Runs a cell that must fail.</summary>
    public async Task<CellError> Fail(string code) => (await Try(code)).Error.ShouldNotBeNull();

    public async Task<(Recorder Outputs, CellError? Error)> Try(string code, CancellationToken cancellation = default)
    {
        var recorder = new Recorder();
        var outcome = await Engine.ExecuteAsync(code, recorder, cancellation);
        return (recorder, outcome.Error);
    }

    public void Dispose()
    {
        if (_engine.IsValueCreated) _engine.Value.Dispose();
        try
        {
            Directory.Delete(Folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Windows keeps loaded assemblies open.
        }
    }
}

/// <summary>Keeps a cell's outputs as lines such as <c>out:text</c>, neighbouring text joined.</summary>
internal sealed class Recorder : ICellOutputs
{
    private readonly Lock _gate = new();
    private readonly List<(string Kind, string Text, MimeBundle? Data)> _events = [];

    /// <summary>Called with each piece of text.</summary>
    public Action<string>? OnText { get; init; }

    public IReadOnlyList<string> Events
    {
        get
        {
            lock (_gate) return [.. _events.Select(e => $"{e.Kind}:{e.Text}")];
        }
    }

    public string Output => Text("out");

    public string ErrorOutput => Text("err");

    /// <summary>The result's data; null without a result.</summary>
    public MimeBundle? Data => _events.LastOrDefault(e => e.Kind == "result").Data;

    /// <summary>The result as plain text.</summary>
    public string? Result => Data?.Data.GetValueOrDefault("text/plain");

    public IReadOnlyList<MimeBundle> Displays => [.. _events.Where(e => e.Kind == "display").Select(e => e.Data!)];

    public ConcurrentQueue<string> DisplayIds { get; } = new();

    public ConcurrentQueue<string> UpdatedIds { get; } = new();

    public void Stream(StreamName name, string text)
    {
        lock (_gate)
        {
            var kind = name == StreamName.Output ? "out" : "err";
            if (_events.Count > 0 && _events[^1].Kind == kind) _events[^1] = (kind, _events[^1].Text + text, null);
            else _events.Add((kind, text, null));
        }

        OnText?.Invoke(text);
    }

    public void Display(MimeBundle data, string displayId)
    {
        DisplayIds.Enqueue(displayId);
        Add("display", data);
    }

    public void Update(string displayId, MimeBundle data)
    {
        UpdatedIds.Enqueue(displayId);
        Add("update", data);
    }

    void ICellOutputs.Result(MimeBundle data) => Add("result", data);

    public void Clear(bool wait) => throw new InvalidOperationException("No test clears.");

    private string Text(string kind) => string.Concat(_events.Where(e => e.Kind == kind).Select(e => e.Text));

    private void Add(string kind, MimeBundle data)
    {
        var text = data.Data.GetValueOrDefault("text/plain") ?? data.Data.Values.First();
        lock (_gate) _events.Add((kind, text, data));
    }
}
