using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using NotebookKernel.Display;
using NotebookKernel.Engine;

namespace NotebookKernel.Running;

/// <summary>What a message between runner and engine process says.</summary>
internal enum HostMessageKind
{
    /// <summary>To the engine: run <see cref="HostMessage.Text"/> as cell <see cref="HostMessage.Cell"/>.</summary>
    Run,

    /// <summary>To the engine: no cell follows.</summary>
    Quit,

    /// <summary>From the engine: the cell ended, with <see cref="HostMessage.Error"/> or well.</summary>
    Ended,

    /// <summary>Each of the rest: a call of <see cref="ICellOutputs"/>.</summary>
    Stream,
    Display,
    Update,
    Result,
    Clear,
}

/// <summary>One line of JSON between the runner and an engine process.</summary>
internal sealed record HostMessage(HostMessageKind Kind, int Cell)
{
    public string? Text { get; init; }

    /// <summary>Whether the cell's outputs are of no interest: they stay in its process.</summary>
    public bool Silent { get; init; }

    public StreamName Stream { get; init; }

    public string? DisplayId { get; init; }

    public Dictionary<string, string>? Data { get; init; }

    public bool Wait { get; init; }

    public CellError? Error { get; init; }

    /// <summary>The message as a line of UTF-8.</summary>
    public byte[] ToLine() => [.. JsonSerializer.SerializeToUtf8Bytes(this, HostJson.Compact.HostMessage), (byte)'\n'];

    public static HostMessage Parse(string line) => JsonSerializer.Deserialize(line, HostJson.Compact.HostMessage)!;
}

[JsonSerializable(typeof(HostMessage))]
internal sealed partial class HostJson : JsonSerializerContext
{
    /// <summary>Escapes only what JSON must escape.</summary>
    public static HostJson Compact { get; } = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    });
}
