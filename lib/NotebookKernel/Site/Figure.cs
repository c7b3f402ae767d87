using System.Text.Json;
using System.Text.RegularExpressions;

namespace NotebookKernel.Site;

/// <summary>A Plotly chart as a figure that the page's script draws.</summary>
internal static partial class Figure
{
    /// <summary>The figure, or null if the JSON holds none.</summary>
    /// <param name="json">The content of <c>application/vnd.plotly.v1+json</c>: an object, or a string that holds one.</param>
    /// <param name="alternative">What the chart shows, in words; its title where null.</param>
    public static string? Render(string json, string? alternative)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind == JsonValueKind.String)
                document = JsonDocument.Parse(document.RootElement.GetString()!);
        }
        catch (JsonException)
        {
            return null;
        }

        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("data", out _))
                return null;
            var (title, caption) = Words(document.RootElement);
            var alt = Html.Encode(string.IsNullOrWhiteSpace(alternative) ? (title.Length > 0 ? title : "Chart") : alternative.Trim());
            var words = (title.Length, caption.Length) switch
            {
                (0, 0) => "",
                (_, 0) => $"<figcaption><strong>{Html.Encode(title)}</strong></figcaption>\n",
                (0, _) => $"<figcaption>{Html.Encode(caption)}</figcaption>\n",
                _ => $"<figcaption><strong>{Html.Encode(title)}{(title[^1] is '.' or '?' or '!' ? "" : ".")}</strong> {Html.Encode(caption)}</figcaption>\n",
            };

            // Inside a script element only "<" could end it or open another.
            return $"""
                <figure class="chart">
                <div class="plot" role="img" aria-label="{alt}"></div>
                <noscript><p>{alt}</p></noscript>
                <script type="application/json">{ChartNumbers.Shorten(document.RootElement).Replace("<", "\\u003c", StringComparison.Ordinal)}</script>
                {words}</figure>

                """;
        }
    }

    /// <summary>A chart's title and caption as one text; empty if the JSON holds no chart.</summary>
    public static string Words(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind == JsonValueKind.String)
                return Words(document.RootElement.GetString()!);
            var (title, caption) = Words(document.RootElement);
            return $"{title}{(title.Length == 0 || title[^1] is '.' or '?' or '!' ? "" : ".")} {caption}".Trim();
        }
        catch (JsonException)
        {
            return "";
        }
    }

    private static (string Title, string Caption) Words(JsonElement figure)
    {
        var layout = Member(figure, "layout");
        return (PlainTitle(Text(Member(layout, "title")) ?? Text(Member(Member(layout, "title"), "text")) ?? ""), Text(Member(Member(layout, "meta"), "caption")) ?? "");
    }

    private static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : default;

    private static string? Text(JsonElement element) => element.ValueKind == JsonValueKind.String ? element.GetString() : null;

    /// <summary>Plotly's titles know a few HTML tags; a caption is plain text.</summary>
    private static string PlainTitle(string title) => Tag().Replace(title, " ").Replace("  ", " ", StringComparison.Ordinal).Trim();

    [GeneratedRegex("</?(?:br|b|i|em|strong|sub|sup|span|a)\\b[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Tag();
}
