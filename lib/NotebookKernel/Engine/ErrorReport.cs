using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using NotebookKernel.Display;

namespace NotebookKernel.Engine;

/// <summary>Says what went wrong in the user's terms: cells and lines, not submissions and state machines.</summary>
internal sealed partial class ErrorReport(Submissions submissions, string workingDirectory)
{
    // Of a long recursion the calls at both ends tell all that the tens of thousands between them do.
    private const int ShownFrames = 40;

    private readonly Dictionary<string, string[]> _sources = new(StringComparer.Ordinal);

    /// <summary>Remembers a cell's text, to quote its lines.</summary>
    public void AddSource(string document, string text) => _sources[document] = text.ReplaceLineEndings("\n").Split('\n');

    /// <summary>For code that does not compile.</summary>
    /// <param name="errors">At least one.</param>
    /// <param name="cell">The cell's own document.</param>
    /// <param name="directiveLine">The cell's line that brought in another file, for errors there.</param>
    public CellError Compilation(ImmutableArray<Diagnostic> errors, string cell, int? directiveLine)
    {
        var ordered = errors
            .OrderBy(e => e.Location.GetMappedLineSpan().Path != cell)
            .ThenBy(e => e.Location.GetMappedLineSpan().StartLinePosition)
            .ToList();
        var traceback = new List<string>();
        foreach (var error in ordered)
        {
            var at = error.Location.GetMappedLineSpan();
            var text = error.GetMessage(CultureInfo.InvariantCulture);
            if (!at.IsValid)
            {
                traceback.Add($"error {error.Id}: {text}");
                continue;
            }

            var (line, column) = (at.StartLinePosition.Line + 1, at.StartLinePosition.Character + 1);
            traceback.Add($"{Name(at.Path)}, line {line}, column {column}: error {error.Id}: {text}");
            if (SourceLine(at.Path, line) is not { } source) continue;
            var end = at.EndLinePosition.Line == at.StartLinePosition.Line ? at.EndLinePosition.Character : source.Length;
            var width = Math.Clamp(end - column + 1, 1, Math.Max(1, source.Length - column + 1));
            var indent = string.Concat(source.Take(column - 1).Select(c => c == '\t' ? '\t' : ' '));
            traceback.Add("    " + source);
            traceback.Add("    " + indent + new string('^', width));
        }

        var first = ordered[0];
        var span = first.Location.GetMappedLineSpan();
        var message = first.GetMessage(CultureInfo.InvariantCulture);
        var (firstLine, firstColumn) = (span.StartLinePosition.Line + 1, span.StartLinePosition.Character + 1);
        if (span.IsValid && span.Path == cell) return Error(CellErrorKind.Compilation, first.Id, message, cell, firstLine, firstColumn, traceback);
        if (span.IsValid) message = $"{Name(span.Path)}, line {firstLine}: {message}";
        return Error(CellErrorKind.Compilation, first.Id, message, cell, directiveLine, null, traceback);
    }

    /// <summary>For a directive that could not be carried out.</summary>
    public CellError Directive(DirectiveException exception, string cell)
    {
        var traceback = new List<string> { $"{Name(cell)}, line {exception.Line}: {exception.Message}" };
        if (SourceLine(cell, exception.Line) is { } source) traceback.Add("    " + source);
        traceback.AddRange(exception.Details.Where(d => !exception.Message.Contains(d, StringComparison.Ordinal)));
        return Error(CellErrorKind.Directive, "Directive", exception.Message, cell, exception.Line, null, traceback);
    }

    /// <summary>For an error in an imported file, at the cell's line that imports it.</summary>
    public CellError InImport(CellError error, string document, string cell, int importLine)
    {
        var place = error.Line is { } line ? $"{Name(document)}, line {line}" : Name(document);
        var source = SourceLine(cell, importLine);
        return error with
        {
            Message = error.Message.StartsWith(place, StringComparison.Ordinal) ? error.Message : $"{place}: {error.Message}",
            Line = importLine,
            Column = null,
            SourceLine = source,
            Traceback = [.. error.Traceback, $"imported by {Name(cell)}, line {importLine}: {source?.Trim()}"],
        };
    }

    /// <summary>For an interrupted cell.</summary>
    public static CellError Cancelled(string message = "The cell was interrupted.") =>
        new(CellErrorKind.Cancelled, nameof(OperationCanceledException), message, null, null, null, [message]);

    /// <summary>For an exception that left the cell.</summary>
    public CellError Exception(Exception exception, string cell, int? directiveLine)
    {
        exception = Unwrap(exception);
        var traceback = new List<string>();
        int? line = null;
        for (var (current, depth) = (exception, 0); current is not null && depth < 10; current = current.InnerException, depth++)
        {
            traceback.Add($"{(depth > 0 ? "Caused by " : "")}{TypeName.Of(current.GetType())}: {current.Message}");
            foreach (var frame in UserFrames(current))
            {
                traceback.Add("   at " + frame.Text);
                if (frame.Document == cell) line ??= frame.Line;
            }

            if (current is AggregateException { InnerExceptions.Count: > 1 } several)
            {
                foreach (var other in several.InnerExceptions.Skip(1).Take(9)) traceback.Add($"And {TypeName.Of(other.GetType())}: {other.Message}");
            }
        }

        return Error(CellErrorKind.Exception, TypeName.Of(exception.GetType()), exception.Message, cell, line ?? directiveLine, null, traceback);
    }

    /// <summary>What was thrown, without what merely carried it.</summary>
    private static Exception Unwrap(Exception exception)
    {
        while (exception is TargetInvocationException { InnerException: not null }
            or AggregateException { InnerExceptions.Count: 1 })
        {
            exception = exception.InnerException!;
        }

        return exception;
    }

    /// <summary>The method that threw, and from there on the frames in cells and loaded files.</summary>
    private IEnumerable<(string Text, string? Document, int? Line)> UserFrames(Exception exception)
    {
        var first = true;
        var frames = new StackTrace(exception, fNeedFileInfo: true).GetFrames();
        for (var i = 0; i < frames.Length; i++)
        {
            if (i == ShownFrames && frames.Length - i > ShownFrames)
            {
                var hidden = frames.Length - i - ShownFrames;
                yield return (string.Create(CultureInfo.InvariantCulture, $"... ({hidden:N0} more calls)"), null, null);
                i += hidden;
            }

            var frame = frames[i];
            if (frame.GetMethod() is not { } method || IsPlumbing(method)) continue;
            if (method.Module.Assembly is { } assembly && submissions.Contains(assembly))
            {
                var (document, line) = (frame.GetFileName(), frame.GetFileLineNumber());
                if (document is null || line == 0) continue;
                var function = FunctionName(method);
                var place = $"{Name(document)}, line {line}";
                var quoted = SourceLine(document, line) is { } source ? $": {source.Trim()}" : "";
                yield return ((function is null ? place : $"{function} in {place}") + quoted, document, line);
            }
            else if (first)
            {
                var owner = method.DeclaringType is { } type ? TypeName.Of(Outer(type)) + "." : "";
                yield return (owner + (FunctionName(method) ?? method.Name), null, null);
            }

            first = false;
        }
    }

    private static bool IsPlumbing(MethodBase method) =>
        method.IsDefined(typeof(StackTraceHiddenAttribute), inherit: false)
        || (method.DeclaringType is { } type
            && (type.IsDefined(typeof(StackTraceHiddenAttribute), inherit: false)
                || type.Namespace is "System.Runtime.CompilerServices" or "System.Runtime.ExceptionServices"));

    /// <summary>The method as its author wrote it; null for the statements of a cell itself.</summary>
    private static string? FunctionName(MethodBase method)
    {
        // A state machine's MoveNext carries the method's name in its type's: <Name>d__1.
        var name = method.Name == "MoveNext" && method.DeclaringType is { } machine && machine.Name.StartsWith('<') ? machine.Name : method.Name;
        if (name is "<Initialize>" or "<Factory>" || name.StartsWith("<<Initialize>>d", StringComparison.Ordinal)) return null;
        if (LocalFunction().Match(name) is { Success: true } local) return local.Groups[1].Value;
        if (name.StartsWith("<<Initialize>>", StringComparison.Ordinal)) return null; // a lambda in the cell itself
        if (GeneratedName().Match(name) is { Success: true } generated) name = generated.Groups[1].Value;
        if (name is "MoveNext" && method.DeclaringType is { } iterator) name = Outer(iterator).Name;
        if (name is ".ctor" or ".cctor") name = "new " + TypeName.Of(method.DeclaringType!);
        return name.StartsWith("new Submission#", StringComparison.Ordinal) ? null : name;
    }

    private static Type Outer(Type type)
    {
        while (type.Name.StartsWith('<') && type.DeclaringType is { } outer) type = outer;
        return type;
    }

    private CellError Error(
        CellErrorKind kind, string name, string message, string cell, int? line, int? column, IReadOnlyList<string> traceback) =>
        new(kind, name, message, line, column, line is { } n ? SourceLine(cell, n) : null, traceback);

    private string Name(string document) =>
        Path.IsPathRooted(document) ? Path.GetRelativePath(workingDirectory, document).Replace('\\', '/') : document;

    private string? SourceLine(string document, int line)
    {
        if (!_sources.TryGetValue(document, out var lines))
        {
            if (!Path.IsPathRooted(document) || !File.Exists(document)) return null;
            AddSource(document, File.ReadAllText(document));
            lines = _sources[document];
        }

        return line >= 1 && line <= lines.Length ? lines[line - 1] : null;
    }

    [GeneratedRegex(@"^<.*>g__([^|]+)\|")]
    private static partial Regex LocalFunction();

    [GeneratedRegex(@"^<+([^<>]+)>")]
    private static partial Regex GeneratedName();
}
