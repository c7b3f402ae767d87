using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace NotebookKernel.Notebooks;

/// <summary>Finds the cells of a notebook file and where their values stand in it.</summary>
internal sealed class NotebookParser(byte[] bytes, string path)
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 512 };

    /// <summary>Length of the byte order mark that some editors put in front; it is kept.</summary>
    private readonly int _start = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;

    public Notebook Parse()
    {
        CheckText();
        var reader = new Utf8JsonReader(bytes.AsSpan(_start), Options);
        try
        {
            return ReadNotebook(ref reader);
        }
        catch (JsonException e)
        {
            throw Broken(e);
        }
    }

    private Notebook ReadNotebook(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            throw Error(reader.TokenStartIndex, "a notebook is a JSON object { ... }; this file holds another value");

        int? major = null;
        var minor = 0;
        long majorAt = 0;
        JsonElement metadata = default;
        List<NotebookCell>? cells = null;
        (long At, string Text)? cellProblem = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            switch (name)
            {
                case "nbformat":
                    (major, majorAt) = (ReadInt(ref reader, name), reader.TokenStartIndex);
                    break;
                case "nbformat_minor":
                    minor = ReadInt(ref reader, name);
                    break;
                case "metadata":
                    metadata = Element(ReadSpan(ref reader));
                    break;
                case "cells" when reader.TokenType == JsonTokenType.StartArray:
                    cells = ReadCells(ref reader, ref cellProblem);
                    break;
                case "cells":
                    throw Error(reader.TokenStartIndex, "\"cells\" must be a list [ ... ]");
                default:
                    reader.Skip();
                    break;
            }
        }

        // The reader refuses anything behind the closing brace.
        reader.Read();

        // Another version's cells look damaged to a reader of version 4: the version is the better thing to say.
        if (major is null)
            throw Error(0, "no \"nbformat\": is this a notebook? A notebook of version 4 says \"nbformat\": 4");
        if (major != 4)
            throw Error(majorAt, $"nbformat {major}; version 4 is read. Open the notebook in Jupyter and save it to convert it");
        if (cellProblem is { } problem)
            throw Error(problem.At, problem.Text);
        if (cells is null)
            throw Error(0, "no \"cells\": a notebook of version 4 has a list of cells");
        return new Notebook(path, bytes, minor, metadata, cells);
    }

    private List<NotebookCell> ReadCells(ref Utf8JsonReader reader, ref (long At, string Text)? problem)
    {
        var cells = new List<NotebookCell>();
        var number = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            number++;
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                problem ??= (reader.TokenStartIndex, $"cell {number} must be an object {{ ... }}");
                reader.Skip();
            }
            else if (ReadCell(ref reader, number, ref problem) is { } cell)
            {
                cells.Add(cell);
            }
        }

        return cells;
    }

    private NotebookCell? ReadCell(ref Utf8JsonReader reader, int number, ref (long At, string Text)? problem)
    {
        var spans = new CellSpans();
        var start = reader.TokenStartIndex;
        string? type = null, id = null, source = null;
        int? executionCount = null;
        JsonElement? metadata = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            var at = reader.TokenStartIndex;
            switch (name)
            {
                case "cell_type" when reader.TokenType == JsonTokenType.String:
                    type = reader.GetString();
                    break;
                case "id" when reader.TokenType == JsonTokenType.String:
                    id = reader.GetString();
                    break;
                case "metadata":
                    var span = ReadSpan(ref reader);
                    metadata = Element(span);
                    spans.Tags = TagsIn(span);
                    break;
                case "attachments":
                    spans.Attachments = Element(ReadSpan(ref reader));
                    break;
                case "outputs":
                    spans.Outputs = ReadSpan(ref reader);
                    spans.OutputsJson = bytes.AsMemory(spans.Outputs.Value.Start..spans.Outputs.Value.End);
                    break;
                case "execution_count":
                    executionCount = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var count) ? count : null;
                    spans.ExecutionCount = ReadSpan(ref reader);
                    break;
                case "source":
                    source = ReadText(ref reader);
                    spans.Source = new Span(_start + (int)at, _start + (int)reader.BytesConsumed);
                    if (source is null)
                        problem ??= (at, $"the \"source\" of cell {number} must be a string or a list of strings");
                    break;
                default:
                    reader.Skip();
                    break;
            }

            spans.PropertiesEnd = _start + (int)reader.BytesConsumed;
        }

        spans.Cell = new Span(_start + (int)start, _start + (int)reader.BytesConsumed);
        if (type is null)
            problem ??= (start, $"cell {number} has no \"cell_type\"; it must be \"code\", \"markdown\" or \"raw\"");
        if (source is null)
            problem ??= (start, $"cell {number} has no \"source\"");
        if (problem is not null)
            return null;

        var kind = type switch { "code" => CellKind.Code, "markdown" => CellKind.Markdown, _ => CellKind.Raw };
        return new NotebookCell(spans, kind, id, source!, executionCount, metadata);
    }

    /// <summary>Where the list of tags stands in a cell's metadata.</summary>
    private Span? TagsIn(Span metadata)
    {
        var reader = new Utf8JsonReader(bytes.AsSpan(metadata.Start..metadata.End), Options);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isTags = reader.ValueTextEquals("tags"u8);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (isTags)
                return new Span(metadata.Start + start, metadata.Start + (int)reader.BytesConsumed);
        }

        return null;
    }

    /// <summary>A string, or a list of strings joined; null for anything else.</summary>
    private string? ReadText(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
            return ReadString(ref reader);
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return null;
        }

        var text = new StringBuilder();
        var whole = true;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.String)
            {
                text.Append(ReadString(ref reader));
            }
            else
            {
                whole = false;
                reader.Skip();
            }
        }

        return whole ? text.ToString() : null;
    }

    private string ReadString(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Error(reader.TokenStartIndex, "this string holds half of a surrogate pair (\\ud800 to \\udfff), which is no character");
        }
    }

    private int ReadInt(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var value))
            return value;
        throw Error(reader.TokenStartIndex, $"\"{name}\" must be a whole number");
    }

    private Span ReadSpan(ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return new Span(_start + start, _start + (int)reader.BytesConsumed);
    }

    private JsonElement Element(Span span) =>
        JsonDocument.Parse(bytes.AsMemory(span.Start..span.End), new JsonDocumentOptions { MaxDepth = Options.MaxDepth }).RootElement;

    /// <summary>Says in plain words what a text that cannot be JSON is.</summary>
    private void CheckText()
    {
        var text = bytes.AsSpan(_start);
        if (text.Trim(" \t\r\n"u8).IsEmpty)
            throw new NotebookFormatException(path, 0, 0, "the file is empty");
        if (text is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] || text[..Math.Min(text.Length, 64)].Contains((byte)0))
            throw new NotebookFormatException(path, 0, 0, "not UTF-8 text; a notebook is. If it is UTF-16, save it as UTF-8");
        if (!Utf8.IsValid(text))
        {
            Utf8.ToUtf16(text, new char[text.Length], out var valid, out _, replaceInvalidSequences: false);
            throw Error(valid, "these bytes are not UTF-8 text; a notebook is UTF-8 throughout");
        }
    }

    private NotebookFormatException Broken(JsonException e)
    {
        var line = (int)(e.LineNumber ?? 0);
        var rest = bytes.AsSpan(_start);
        for (var i = 0; i < line; i++)
            rest = rest[(rest.IndexOf((byte)'\n') + 1)..];
        var inLine = (int)Math.Min(e.BytePositionInLine ?? 0, rest.Length);
        var offset = bytes.Length - _start - rest.Length + inLine;

        if (rest[inLine..].Trim(" \t\r\n"u8).IsEmpty)
            return Error(offset, "the file ends in the middle of the notebook: it is cut off");
        var end = rest.IndexOf((byte)'\n');
        var text = end < 0 ? rest : rest[..end];
        if (text.StartsWith("<<<<<<<"u8) || text.StartsWith("======="u8) || text.StartsWith(">>>>>>>"u8))
            return Error(offset, "an unresolved merge conflict");

        var problem = e.Message;
        var tail = problem.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return Error(offset, "not valid JSON: " + (tail < 0 ? problem : problem[..tail]));
    }

    private NotebookFormatException Error(long offset, string problem)
    {
        var before = bytes.AsSpan(_start, (int)offset);
        var line = before.Count((byte)'\n') + 1;
        var column = Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1;
        return new NotebookFormatException(path, line, column, problem);
    }
}
