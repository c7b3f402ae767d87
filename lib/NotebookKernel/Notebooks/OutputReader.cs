using System.Collections.Immutable;
using System.Text.Json;
using NotebookKernel.Display;

namespace NotebookKernel.Notebooks;

/// <summary>Reads the <c>outputs</c> list of a code cell.</summary>
internal static class OutputReader
{
    public static IReadOnlyList<CellOutput> Read(ReadOnlyMemory<byte> json)
    {
        if (json.IsEmpty)
            return [];
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 512 });
        return document.RootElement.ValueKind == JsonValueKind.Array
            ? [.. document.RootElement.EnumerateArray().Select(ReadOutput)]
            : [new OtherOutput(document.RootElement.GetRawText())];
    }

    private static CellOutput ReadOutput(JsonElement output)
    {
        try
        {
            return Text(output, "output_type") switch
            {
                "stream" => new StreamOutput(Text(output, "name") == "stderr" ? StreamName.Error : StreamName.Output, Text(output, "text")),
                "display_data" => new DisplayOutput(Bundle(output)),
                "execute_result" => new ResultOutput(Bundle(output), Count(output)),
                "error" => new ErrorOutput(
                    Text(output, "ename"), Text(output, "evalue"), [.. output.GetProperty("traceback").EnumerateArray().Select(l => l.GetString() ?? "")]),
                _ => new OtherOutput(output.GetRawText()),
            };
        }
        catch (Exception e) when (e is InvalidOperationException or KeyNotFoundException)
        {
            return new OtherOutput(output.GetRawText());
        }
    }

    private static MimeBundle Bundle(JsonElement output) =>
        new(output.GetProperty("data").EnumerateObject().ToImmutableSortedDictionary(p => p.Name, p => Content(p.Name, p.Value), StringComparer.Ordinal));

    /// <summary>JSON types hold a value; all others text, as a string or a list of lines.</summary>
    private static string Content(string mimeType, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String when !MimeTypes.IsJson(mimeType) => value.GetString()!,
        JsonValueKind.Array when !MimeTypes.IsJson(mimeType) => string.Concat(value.EnumerateArray().Select(line => line.GetString())),
        _ => value.GetRawText(),
    };

    private static int? Count(JsonElement output) =>
        output.TryGetProperty("execution_count", out var count) && count.ValueKind == JsonValueKind.Number && count.TryGetInt32(out var n) ? n : null;

    private static string Text(JsonElement output, string name)
    {
        var value = output.GetProperty(name);
        return value.ValueKind == JsonValueKind.Array ? string.Concat(value.EnumerateArray().Select(line => line.GetString())) : value.GetString() ?? "";
    }
}
