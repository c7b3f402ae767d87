using System.Collections.Immutable;
using System.Text.Json;
using NotebookKernel.Display;
using NotebookKernel.Language;

namespace NotebookKernel.Jupyter;

/// <summary>The replies to requests about code that is not to be run.</summary>
internal static class LanguageReplies
{
    /// <summary>The content of a <c>complete_reply</c>.</summary>
    public static void Complete(Utf8JsonWriter w, LanguageService language, Message request)
    {
        var code = request.Text("code");
        var completion = language.Complete(code, Cursor(request, code));
        var (start, end) = (CodePoints.Count(code, completion.Start), CodePoints.Count(code, completion.End));
        w.WriteString("status", "ok");
        w.WriteStartArray("matches");
        foreach (var item in completion.Items) w.WriteStringValue(item.Text);
        w.WriteEndArray();
        w.WriteNumber("cursor_start", start);
        w.WriteNumber("cursor_end", end);
        w.WriteStartObject("metadata");
        w.WriteStartArray("_jupyter_types_experimental");
        foreach (var item in completion.Items)
        {
            w.WriteStartObject();
            w.WriteNumber("start", start);
            w.WriteNumber("end", end);
            w.WriteString("text", item.Text);
            w.WriteString("type", item.Kind);
            w.WriteString("signature", item.Signature);
            w.WriteEndObject();
        }

        w.WriteEndArray();
        w.WriteEndObject();
    }

    /// <summary>The content of an <c>inspect_reply</c>.</summary>
    public static void Inspect(Utf8JsonWriter w, LanguageService language, Message request)
    {
        var code = request.Text("code");
        var found = language.Inspect(code, Cursor(request, code), request.Number("detail_level") ?? 0);
        w.WriteString("status", "ok");
        w.WriteBoolean("found", found is not null);
        CellOutputs.WriteData(w, found ?? new MimeBundle(ImmutableSortedDictionary<string, string>.Empty));
    }

    /// <summary>The content of an <c>is_complete_reply</c>.</summary>
    public static void IsComplete(Utf8JsonWriter w, Message request)
    {
        var (status, indent) = Completeness.Of(request.Text("code"));
        w.WriteString("status", status);
        if (status == "incomplete") w.WriteString("indent", indent);
    }

    private static int Cursor(Message request, string code) => request.Number("cursor_pos") is { } points ? CodePoints.Index(code, points) : code.Length;
}
