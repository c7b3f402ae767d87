using System.Text.Json;

namespace NotebookKernel.Notebooks;

/// <summary>A stretch of the notebook file, in bytes.</summary>
internal readonly record struct Span(int Start, int End);

/// <summary>Where a cell and its values stand in the notebook file.</summary>
internal sealed class CellSpans
{
    /// <summary>The whole object, braces included.</summary>
    public Span Cell { get; set; }

    public Span Source { get; set; }

    /// <summary>The list of tags in the metadata.</summary>
    public Span? Tags { get; set; }

    public Span? Outputs { get; set; }

    public Span? ExecutionCount { get; set; }

    /// <summary>Behind the last property's value: where a missing property is added.</summary>
    public int PropertiesEnd { get; set; }

    public ReadOnlyMemory<byte> OutputsJson { get; set; }

    public JsonElement Attachments { get; set; }
}
