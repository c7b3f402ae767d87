using System.Buffers.Text;
using System.Text;
using NotebookKernel.Display;
using NotebookKernel.Notebooks;

namespace NotebookKernel.Site;

/// <summary>A cell's outputs as HTML.</summary>
internal static class OutputRenderer
{
    /// <summary>Lines above which a text scrolls inside its own box.</summary>
    private const int LongText = 24;

    public static void Append(StringBuilder html, CellOutput output, int cell)
    {
        switch (output)
        {
            case StreamOutput stream:
                AppendText(html, TerminalText.Plain(stream.Text), stream.Name == StreamName.Error ? "stream stderr" : "stream", cell);
                break;
            case DisplayOutput display:
                AppendBundle(html, display.Data, cell);
                break;
            case ResultOutput result:
                AppendBundle(html, result.Data, cell);
                break;
            case ErrorOutput error:
                AppendError(html, error, cell);
                break;
            case OtherOutput other:
                AppendText(html, other.Json, "stream", cell);
                break;
        }
    }

    private static void AppendBundle(StringBuilder html, MimeBundle bundle, int cell)
    {
        var data = bundle.Data;
        var plain = data.GetValueOrDefault("text/plain");
        if (data.TryGetValue(MimeTypes.PlotlyJson, out var chart) && Figure.Render(chart, plain) is { } figure)
        {
            html.Append(figure);
            return;
        }

        if (data.TryGetValue("text/html", out var markup))
        {
            // What may be too wide gets a way in for the keyboard.
            var scrolls = markup.Contains("<table", StringComparison.Ordinal) || markup.Contains("<pre", StringComparison.Ordinal);
            html.Append(scrolls ? $"<div class=\"result html\" role=\"region\" aria-label=\"Output of cell {cell}\" tabindex=\"0\">" : "<div class=\"result html\">")
                .Append(markup).Append("</div>\n");
        }
        else if (data.TryGetValue("text/markdown", out var markdown))
        {
            html.Append("<div class=\"result prose\">").Append(MarkdownPage.RenderProduced(markdown)).Append("</div>\n");
        }
        else if (data.TryGetValue("image/svg+xml", out var svg))
        {
            AppendImage(html, "image/svg+xml", Convert.ToBase64String(Encoding.UTF8.GetBytes(svg)), plain);
        }
        else if (data.FirstOrDefault(d => d.Key is "image/png" or "image/jpeg" or "image/gif" or "image/webp") is { Key: { } type } image
            && Base64.IsValid(image.Value))
        {
            AppendImage(html, type, image.Value.ReplaceLineEndings(""), plain);
        }
        else if (data.TryGetValue("text/latex", out var latex))
        {
            html.Append("<div class=\"math display\">").Append(Html.Encode(latex.Trim().Trim('$'))).Append("</div>\n");
        }
        else
        {
            AppendText(html, TerminalText.Plain(plain ?? data.Values.FirstOrDefault() ?? ""), "result", cell);
        }
    }

    private static void AppendImage(StringBuilder html, string type, string base64, string? alternative) => html.Append(
        $"<figure class=\"image\"><img src=\"data:{type};base64,{base64}\" alt=\"{Html.Encode(alternative?.Trim() ?? "Picture")}\"></figure>\n");

    private static void AppendText(StringBuilder html, string text, string style, int cell)
    {
        text = text.TrimEnd('\n');
        if (text.Length == 0)
            return;
        var scrolls = text.AsSpan().Count('\n') >= LongText || CellCode.IsWide(text);
        html.Append(scrolls
                ? $"<pre class=\"{style}\" role=\"region\" aria-label=\"Output of cell {cell}\" tabindex=\"0\">"
                : $"<pre class=\"{style}\">")
            .Append(Html.Encode(text)).Append("</pre>\n");
    }

    private static void AppendError(StringBuilder html, ErrorOutput error, int cell)
    {
        html.Append($"<div class=\"error\" role=\"group\" aria-label=\"Error in cell {cell}\">\n<p><strong>{Html.Encode(error.Name)}</strong> {Html.Encode(error.Message)}</p>\n");

        // The first line often says again what stands above.
        var lines = error.Traceback.Count > 0 && error.Traceback[0] == $"{error.Name}: {error.Message}" ? error.Traceback.Skip(1) : error.Traceback;
        var traceback = TerminalText.Plain(string.Join('\n', lines)).TrimEnd();
        if (traceback.Length > 0)
            html.Append("<pre tabindex=\"0\">").Append(Html.Encode(traceback)).Append("</pre>\n");
        html.Append("</div>\n");
    }
}
