using System.Text.Json;

namespace NotebookKernel.Notebooks;

/// <summary>What a cell holds.</summary>
public enum CellKind
{
    /// <summary>Text in Markdown.</summary>
    Markdown,

    /// <summary>Code that runs.</summary>
    Code,

    /// <summary>Text that is neither run nor rendered; also any type that nbformat 4 does not describe.</summary>
    Raw,
}

/// <summary>One cell of a <see cref="Notebook"/>.</summary>
public sealed class NotebookCell
{
    private static readonly JsonElement EmptyObject = JsonDocument.Parse("{}").RootElement;

    private string _source;
    private IReadOnlyList<CellOutput>? _outputs;
    private int? _executionCount;

    /// <summary>A new code cell, not yet in any notebook.</summary>
    /// <param name="id">Its id: 1 to 64 letters, digits, <c>-</c> or <c>_</c>, unique in the notebook.</param>
    /// <param name="source">Its code.</param>
    /// <param name="tags">Its tags.</param>
    public NotebookCell(string id, string source, params IReadOnlyList<string> tags)
    {
        Kind = CellKind.Code;
        Id = id;
        _source = source;
        _outputs = [];
        Tags = tags;
        Metadata = EmptyObject;
    }

    internal NotebookCell(CellSpans spans, CellKind kind, string? id, string source, int? executionCount, JsonElement? metadata)
    {
        Spans = spans;
        Kind = kind;
        Id = id;
        _source = source;
        _executionCount = executionCount;
        Metadata = metadata ?? EmptyObject;
        Tags = ReadTags(Metadata);
    }

    /// <summary>What the cell holds.</summary>
    public CellKind Kind { get; }

    /// <summary>The cell's id; null in notebooks before nbformat 4.5.</summary>
    public string? Id { get; }

    /// <summary>The cell's metadata; an empty object where it has none.</summary>
    public JsonElement Metadata { get; }

    /// <summary>The cell's tags, in the notebook's order.</summary>
    public IReadOnlyList<string> Tags { get; private set; }

    /// <summary>The cell's text, lines joined.</summary>
    public string Source
    {
        get => _source;
        set => (_source, SourceChanged) = (value, true);
    }

    /// <summary>A code cell's outputs; empty for other cells. What nbformat does not describe comes as <see cref="OtherOutput"/>.</summary>
    public IReadOnlyList<CellOutput> Outputs
    {
        get => _outputs ??= OutputReader.Read(Spans?.OutputsJson ?? default);
        set => (_outputs, OutputsChanged) = (value, true);
    }

    /// <summary>The count shown as <c>[n]</c>; null for a cell that has not run.</summary>
    public int? ExecutionCount
    {
        get => _executionCount;
        set => (_executionCount, ExecutionCountChanged) = (value, true);
    }

    /// <summary>Whether the cell carries a tag.</summary>
    /// <param name="tag">Such as <c>parameters</c>, <c>exercise</c>, <c>solution</c>, <c>check</c>.</param>
    public bool HasTag(string tag) => Tags.Contains(tag);

    /// <summary>Takes a tag away; nothing if the cell does not carry it.</summary>
    /// <param name="tag">The tag.</param>
    public void RemoveTag(string tag)
    {
        if (HasTag(tag))
            (Tags, TagsChanged) = ([.. Tags.Where(t => t != tag)], true);
    }

    /// <summary>Pictures pasted into a Markdown cell: name to MIME type and base64; an undefined element where there are none.</summary>
    public JsonElement Attachments => Spans?.Attachments ?? default;

    /// <summary>Where the cell stands in its file; null for a new cell.</summary>
    internal CellSpans? Spans { get; }

    internal bool SourceChanged { get; private set; }

    internal bool TagsChanged { get; private set; }

    internal bool OutputsChanged { get; private set; }

    internal bool ExecutionCountChanged { get; private set; }

    private static string[] ReadTags(JsonElement metadata) =>
        metadata.ValueKind == JsonValueKind.Object && metadata.TryGetProperty("tags", out var tags) && tags.ValueKind == JsonValueKind.Array
            ? [.. tags.EnumerateArray().Where(t => t.ValueKind == JsonValueKind.String).Select(t => t.GetString()!)]
            : [];
}
