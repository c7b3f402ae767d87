using System.Text;
using NotebookKernel.Notebooks;

namespace NotebookKernel.Site;

/// <summary>A code cell with its outputs as HTML.</summary>
internal static class CellCode
{
    /// <summary>Columns that fit beside each other on a wide screen.</summary>
    private const int Columns = 84;

    public static void Append(StringBuilder html, NotebookCell cell, int number)
    {
        var code = cell.Source.TrimEnd();
        if (code.Length == 0 && cell.Outputs.Count == 0)
            return;
        var failed = cell.Outputs.Any(o => o is ErrorOutput);
        var folded = cell.HasTag("solution") ? "Solution" : IsSetup(code) ? "Setup: references and namespaces" : null;
        html.Append($"<div class=\"cell{Style(cell)}\" id=\"cell-{number}\">\n");
        if (Label(cell) is { } label)
            html.Append($"<p class=\"label\">{label}</p>\n");
        if (folded is not null)
            html.Append($"<details{(failed ? " open" : "")}><summary>{folded}</summary>\n");
        if (code.Length > 0)
        {
            html.Append(IsWide(code) ? $"<pre class=\"code\" role=\"region\" aria-label=\"Code of cell {number}\" tabindex=\"0\"><code>" : "<pre class=\"code\"><code>")
                .Append(CodeHighlighter.Highlight(code)).Append("</code></pre>\n");
        }

        foreach (var output in cell.Outputs)
            OutputRenderer.Append(html, output, number);
        html.Append(folded is null ? "</div>\n" : "</details>\n</div>\n");
    }

    /// <summary>Whether a text has lines that must scroll, so that the keyboard needs a way in.</summary>
    public static bool IsWide(string text)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.Length > Columns)
                return true;
        }

        return false;
    }

    private static string Style(NotebookCell cell) =>
        string.Concat(cell.Tags.Where(t => t is "exercise" or "solution" or "check" or "parameters" or "injected-parameters").Select(t => " " + t));

    private static string? Label(NotebookCell cell) =>
        cell.HasTag("check") ? "Check"
        : cell.HasTag("exercise") && !cell.HasTag("solution") ? "Your turn"
        : cell.HasTag("injected-parameters") ? "Sizes of this run"
        : cell.HasTag("parameters") ? "Sizes"
        : null;

    /// <summary>A cell of nothing but references and usings.</summary>
    private static bool IsSetup(string code) => code.Contains("#r ", StringComparison.Ordinal) && code.Split('\n')
        .Select(line => line.Trim()).All(line => line.Length == 0 || line.StartsWith("#r", StringComparison.Ordinal)
            || line.StartsWith("using ", StringComparison.Ordinal) || line.StartsWith("//", StringComparison.Ordinal));
}
