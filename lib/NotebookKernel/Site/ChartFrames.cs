using System.Text.Json;

namespace NotebookKernel.Site;

/// <summary>
/// A chart's frames once instead of twice: its sliders and buttons may hold them, for notebooks that draw a chart without its frames. A page knows them by name.
/// </summary>
internal static class ChartFrames
{
    /// <summary>The names of a figure's frames.</summary>
    public static IReadOnlySet<string> Names(JsonElement figure) =>
        figure.TryGetProperty("frames", out var frames) && frames.ValueKind == JsonValueKind.Array
            ? frames.EnumerateArray().Select(Name).OfType<string>().ToHashSet(StringComparer.Ordinal)
            : new HashSet<string>();

    /// <summary>Writes a layout with the names of the frames in their place.</summary>
    public static void Write(Utf8JsonWriter writer, JsonElement layout, IReadOnlySet<string> names)
    {
        if (names.Count == 0)
            layout.WriteTo(writer);
        else
            Write(writer, layout, names, inArguments: false);
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value, IReadOnlySet<string> names, bool inArguments)
    {
        switch (value.ValueKind)
        {
            // plotly.js takes a name alone for that of a group of frames, and a list of names for the frames.
            case JsonValueKind.Object when inArguments && IsFrame(value, names):
                writer.WriteStartArray();
                writer.WriteStringValue(Name(value));
                writer.WriteEndArray();
                break;
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject())
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value, names, inArguments: member.Name == "args");
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array when value.GetArrayLength() > 0 && value.EnumerateArray().All(item => IsFrame(item, names)):
                writer.WriteStartArray();
                foreach (var frame in value.EnumerateArray())
                    writer.WriteStringValue(Name(frame));
                writer.WriteEndArray();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                    Write(writer, item, names, inArguments);
                writer.WriteEndArray();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private static bool IsFrame(JsonElement value, IReadOnlySet<string> names) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty("data", out _) && Name(value) is { } name && names.Contains(name);

    private static string? Name(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null;
}
