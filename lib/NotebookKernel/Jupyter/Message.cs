using System.Text.Json;
using System.Text.RegularExpressions;
using NotebookKernel.Zmtp;

namespace NotebookKernel.Jupyter;

/// <summary>A message from a front end whose signature is right.</summary>
/// <param name="Identities">The frames before the delimiter: the way back.</param>
/// <param name="Header">Its header as it came: the parent header of all that it leads to.</param>
/// <param name="Id">The header's <c>msg_id</c>.</param>
/// <param name="Type">The header's <c>msg_type</c>, such as <c>execute_request</c>.</param>
/// <param name="Content">Its content, an object.</param>
internal sealed partial record Message(byte[][] Identities, byte[] Header, string Id, string Type, JsonElement Content)
{
    // Longer than any message is on its way; a clock that was set back by more is not believed.
    private static readonly TimeSpan LongestWay = TimeSpan.FromSeconds(30);

    /// <summary>The connection that it came over.</summary>
    public Connection? Origin { get; init; }

    /// <summary>The parent header's <c>msg_id</c>: what it answers; empty if it does not say.</summary>
    public string ParentId { get; init; } = "";

    /// <summary>The header's <c>session</c>: who wrote it.</summary>
    public string Session { get; init; } = "";

    /// <summary>The header's <c>date</c>: when it was written, by its writer's clock; null if it does not say.</summary>
    public DateTimeOffset? Written { get; init; }

    /// <summary>Whether the same front end wrote this message before another one, in whatever order the two have come.</summary>
    /// <remarks>Only messages of one channel arrive in the order in which they were sent. Clocks of different front ends are not compared.</remarks>
    public bool Precedes(Message other) =>
        Session.Length > 0 && Session == other.Session && other.Written - Written is { } time && time > TimeSpan.Zero && time < LongestWay;

    /// <summary>A string of the content, or what stands for it if there is none.</summary>
    public string Text(string name, string otherwise = "") =>
        Content.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? Text(value) : otherwise;

    /// <summary>A truth value of the content, or what stands for it if there is none.</summary>
    public bool Flag(string name, bool otherwise) => Content.TryGetProperty(name, out var value)
        ? value.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => otherwise }
        : otherwise;

    /// <summary>A whole number of the content; null if there is none.</summary>
    public int? Number(string name) =>
        Content.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;

    /// <summary>A JSON string; half a surrogate pair, which JavaScript lets through, becomes the replacement character.</summary>
    private static string Text(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return JsonDocument.Parse(LoneSurrogate().Replace(value.GetRawText(), @"\ufffd")).RootElement.GetString()!;
        }
    }

    [GeneratedRegex(@"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}")]
    private static partial Regex LoneSurrogate();
}
