using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.DotNet.Interactive;
using NotebookKernel.Display;

namespace NotebookKernel.Engine;

/// <summary>Runs C# cells one after another, keeping their state.</summary>
/// <remarks>
/// A cell is compiled as a Roslyn script submission that builds on those before it, loaded into the session's own load context, and run on
/// the session's own threads. Sessions of one process share neither statics nor outputs.
/// </remarks>
public sealed partial class CSharpEngine : IDisposable
{
    private static readonly Lazy<Task> Warm = new(() => Task.Run(WarmUp));

    private readonly CellThreads _threads = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly SessionLoadContext _context = new();
    private readonly PackageRestore _packages;
    private readonly DirectiveResolver _directives;
    private readonly Submissions _submissions;
    private readonly ErrorReport _errors;
    private readonly ValueFormatter _formatter = new();
    private readonly string _workingDirectory;
    private readonly List<string> _importing = [];
    private readonly int _slot = LoopCheck.Rent();
    private int _cells;
    private bool _disposed;

    /// <summary>Starts a session.</summary>
    /// <param name="options">Where it runs.</param>
    /// <exception cref="ArgumentException">The working directory does not exist.</exception>
    public CSharpEngine(EngineOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _workingDirectory = Path.GetFullPath(options.WorkingDirectory);
        if (!Directory.Exists(_workingDirectory))
            throw new ArgumentException($"The working directory {_workingDirectory} does not exist.", nameof(options));

        var references = new ReferenceSet(_context);
        _packages = new PackageRestore(_workingDirectory);
        _directives = new DirectiveResolver(_workingDirectory, references, _context, _packages);
        var sources = new NotebookSources(_workingDirectory);
        _submissions = new Submissions(_context, references, sources, new LoopChecks(_slot)) { ReferenceResolver = _directives };
        _errors = new ErrorReport(_submissions, _workingDirectory);
        _ = Warm.Value;
    }

    /// <summary>Runs one cell; its outputs go to <paramref name="outputs"/> as they come.</summary>
    /// <param name="code">The cell's text, directives included.</param>
    /// <param name="outputs">Receives streams, displays and the last expression's value.</param>
    /// <param name="cancellation">Interrupts the cell; the session goes on.</param>
    /// <returns>How it ended. User errors are returned, never thrown.</returns>
    /// <remarks>Cells given while another runs wait for their turn.</remarks>
    public async Task<CellOutcome> ExecuteAsync(string code, ICellOutputs outputs, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(code);
        ArgumentNullException.ThrowIfNull(outputs);
        ObjectDisposedException.ThrowIf(_disposed, this);
        try
        {
            await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return new CellOutcome(ErrorReport.Cancelled());
        }

        try
        {
            return await _threads.Run(() => Execute(code, outputs, $"cell {++_cells}", cancellation)).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Ends the session.</summary>
    /// <remarks>A cell that still runs is not interrupted by this; cancel it before.</remarks>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, true)) return;
        _threads.Dispose();
        _packages.Dispose();
        LoopCheck.Return(_slot);
    }

    private CellOutcome Execute(string code, ICellOutputs outputs, string document, CancellationToken cancellation)
    {
        _errors.AddSource(document, code);
        var writer = new CellOutputWriter(outputs);
        using var interrupt = new CellInterrupt(_threads, _slot, cancellation);
        var cell = new Cell(document, writer, interrupt);
        ConsoleRouter.Install();
        KernelInvocationContext.Current = new KernelInvocationContext(writer, _formatter, interrupt);
        try
        {
            return new CellOutcome(RunCell(cell, code));
        }
        finally
        {
            KernelInvocationContext.Current = null;
            writer.Drain();
        }
    }

    /// <returns>Why it failed, or null.</returns>
    private CellError? RunCell(Cell cell, string code)
    {
        try
        {
            var clock = Stopwatch.StartNew();
            var timed = false;
            var parts = CellParser.Parse(code);
            foreach (var part in parts)
            {
                cell.Interrupt.Cancellation.ThrowIfCancellationRequested();
                switch (part)
                {
                    case CodePart csharp:
                        Run(cell, csharp);
                        break;
                    case ImportPart import:
                        Import(cell, import);
                        break;
                    case TextPart text:
                        KernelInvocationContext.Current!.DisplayAs(text.Text, text.MimeType);
                        break;
                    case TimePart:
                        timed = true;
                        break;
                }
            }

            if (timed)
            {
                var time = string.Create(CultureInfo.InvariantCulture, $"Wall time: {clock.Elapsed.TotalMilliseconds:0.0} ms");
                KernelInvocationContext.Current!.DisplayAs(time, "text/plain");
            }

            return null;
        }
        catch (CellFailedException e)
        {
            return e.Error;
        }
        catch (DirectiveException e)
        {
            return _errors.Directive(e, cell.Document);
        }
        catch (OperationCanceledException) when (cell.Interrupt.Cancellation.IsCancellationRequested)
        {
            return ErrorReport.Cancelled();
        }
    }

    private void Run(Cell cell, CodePart part)
    {
        _directives.Apply(part, cell.Interrupt.Cancellation);
        var text = part.Text;
        if (part.Loads.Count > 0 || part.Line > 1)
        {
            // Loads must stand before all code; the line directive keeps the numbers of what follows.
            text = string.Concat(part.Loads.Select(l => $"#load \"{l.Argument}\"\n")) + $"#line {part.Line} \"{cell.Document}\"\n" + text;
        }

        int? brought = part.Loads.Count > 0 ? part.Loads[0].Line : null;
        if (Compile(cell, part, text, brought) is not { } submission) return;
        try
        {
            try
            {
                cell.Interrupt.Run(async () =>
                {
                    var value = await _submissions.Start(submission);
                    if (value is not DisplayedValue && submission.HasResult(value)) Show(cell, _formatter.Format(value));
                    return true;
                });
            }
            finally
            {
                _submissions.Keep(submission);
            }
        }
        catch (CellGivenUpException e)
        {
            throw new CellFailedException(ErrorReport.Cancelled(e.Message));
        }
        catch (Exception e) when (cell.Interrupt.Cancellation.IsCancellationRequested && IsInterruption(e))
        {
            throw new CellFailedException(ErrorReport.Cancelled());
        }
#pragma warning disable CA1031 // The user's code may throw anything.
        catch (Exception e)
#pragma warning restore CA1031
        {
            throw new CellFailedException(_errors.Exception(e, cell.Document, brought));
        }
    }

    /// <summary>Compiles a part of a cell; throws what is wrong with it.</summary>
    private Submission? Compile(Cell cell, CodePart part, string text, int? brought)
    {
        _directives.Failure = null;
        var (submission, errors) = _submissions.Compile(text, cell.Document, cell.Interrupt.Cancellation);
        if (errors.Length == 0) return submission;
        if (_directives.Failure is { } failure) throw new DirectiveException(failure.Message, brought ?? failure.Line, failure.Details);
        if (errors.FirstOrDefault(e => e.Id == "CS1504") is { } unread)
        {
            var message = unread.GetMessage(CultureInfo.InvariantCulture);
            var missing = part.Loads.FirstOrDefault(l => message.Contains(l.Argument, StringComparison.Ordinal));
            throw new DirectiveException(
                $"#load \"{missing.Argument}\": there is no such file. Relative paths start at the notebook's folder, {_workingDirectory}.",
                missing.Line > 0 ? missing.Line : brought ?? 1);
        }

        _submissions.KeepUsings(part.Text, cell.Interrupt.Cancellation);
        throw new CellFailedException(_errors.Compilation(errors, cell.Document, brought));
    }

    /// <summary>Whether an interrupted cell ended because of that: by its own doing, by a check, by a waking, or several at once.</summary>
    private static bool IsInterruption(Exception e) =>
        e is OperationCanceledException or ThreadInterruptedException
        || (e is AggregateException several && several.InnerExceptions.Any(IsInterruption));

    private static void Show(Cell cell, MimeBundle value)
    {
        if (cell.Imported) cell.Outputs.Display(value, Guid.NewGuid().ToString("N"));
        else cell.Outputs.Result(value);
    }

    private void Import(Cell cell, ImportPart import)
    {
        var path = Path.GetFullPath(PortablePath.Of(import.Path), _workingDirectory);
        if (!File.Exists(path))
        {
            throw new DirectiveException(
                $"#!import \"{import.Path}\": there is no file {path}. Relative paths start at the notebook's folder, {_workingDirectory}.",
                import.Line);
        }

        if (_importing.Contains(path)) throw new DirectiveException($"#!import \"{import.Path}\": the file imports itself.", import.Line);
        _importing.Add(path);
        try
        {
            foreach (var (name, code) in Sources(path, import))
            {
                _errors.AddSource(name, code);
                if (RunCell(cell with { Document = name, Imported = true }, code) is not { } error) continue;
                throw new CellFailedException(_errors.InImport(error, name, cell.Document, import.Line));
            }
        }
        finally
        {
            _importing.Remove(path);
        }
    }

    /// <summary>The code of a file: a script as a whole, of a notebook each code cell.</summary>
    private static IEnumerable<(string Name, string Code)> Sources(string path, ImportPart import)
    {
        switch (Path.GetExtension(path).ToUpperInvariant())
        {
            case ".CS" or ".CSX":
                return [(path, File.ReadAllText(path))];
            case ".IPYNB":
                try
                {
                    using var notebook = JsonDocument.Parse(File.ReadAllBytes(path));
                    return [.. notebook.RootElement.GetProperty("cells").EnumerateArray()
                        .Where(c => c.GetProperty("cell_type").GetString() == "code")
                        .Select((c, i) => ($"{path}, cell {i + 1}", Text(c.GetProperty("source"))))];
                }
                catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
                {
                    throw new DirectiveException($"#!import \"{import.Path}\": the file is not a notebook ({e.Message})", import.Line);
                }

            default:
                throw new DirectiveException($"#!import takes a .csx, .cs or .ipynb file; it was \"{import.Path}\".", import.Line);
        }

        static string Text(JsonElement source) =>
            source.ValueKind == JsonValueKind.Array ? string.Concat(source.EnumerateArray().Select(l => l.GetString())) : source.GetString() ?? "";
    }

    /// <summary>Compiles a first line, so that the compiler itself is compiled by the time the user's comes.</summary>
    private static void WarmUp()
    {
        var context = new SessionLoadContext();
        var references = new ReferenceSet(context);
        var folder = AppContext.BaseDirectory;
        var submissions = new Submissions(context, references, new NotebookSources(folder), new LoopChecks(0))
        {
            ReferenceResolver = new DirectiveResolver(folder, references, context, new PackageRestore(folder)),
        };
        var (submission, _) = submissions.Compile("var warm = new List<int> { 1 }.Select(i => $\"{i}\").ToList();\nwarm.Count", "warm-up", default);
        _ = submissions.Start(submission!);
    }

    /// <summary>A running cell, or a file imported into it.</summary>
    private sealed record Cell(string Document, CellOutputWriter Outputs, CellInterrupt Interrupt, bool Imported = false);

    private sealed class CellFailedException(CellError error) : Exception(error.Message)
    {
        public CellError Error { get; } = error;
    }
}
