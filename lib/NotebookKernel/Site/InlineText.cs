using System.Text;
using System.Text.RegularExpressions;
using Markdig.Extensions.Mathematics;
using Markdig.Syntax.Inlines;

namespace NotebookKernel.Site;

/// <summary>A line of Markdown without its links: for contents, titles and alternative texts.</summary>
internal static partial class InlineText
{
    /// <summary>The text alone.</summary>
    public static string Plain(ContainerInline? inline)
    {
        var text = new StringBuilder();
        Walk(inline, (child, _) => text.Append(child switch
        {
            LiteralInline literal => literal.Content.ToString(),
            CodeInline code => code.Content,
            MathInline math => math.Content.ToString(),
            HtmlEntityInline entity => entity.Transcoded.ToString(),
            LineBreakInline => " ",
            _ => "",
        }));
        return text.ToString().Trim();
    }

    /// <summary>The text as one reads it out: of formulas only those that are plain letters and numbers, in place of the others an ellipsis.</summary>
    public static string Prose(ContainerInline? inline)
    {
        var text = new StringBuilder();
        Walk(inline, (child, opening) => text.Append(child switch
        {
            _ when !opening => "",
            LiteralInline literal => literal.Content.ToString(),
            CodeInline code => code.Content,
            MathInline math => SimpleFormula().IsMatch(math.Content.ToString()) ? math.Content.ToString() : "…",
            HtmlEntityInline entity => entity.Transcoded.ToString(),
            LineBreakInline => " ",
            _ => "",
        }));
        return text.ToString().Trim();
    }

    /// <summary>The text with its formulas, code and emphasis.</summary>
    public static string Html(ContainerInline? inline)
    {
        var html = new StringBuilder();
        Walk(inline, (child, opening) => html.Append(child switch
        {
            LiteralInline literal => Site.Html.Encode(literal.Content.ToString()),
            CodeInline code => $"<code>{Site.Html.Encode(code.Content)}</code>",
            MathInline math => $"<span class=\"math\">{Site.Html.Encode(math.Content.ToString())}</span>",
            HtmlEntityInline entity => Site.Html.Encode(entity.Transcoded.ToString()),
            LineBreakInline => " ",
            EmphasisInline { DelimiterChar: '*' or '_' } emphasis => $"<{(opening ? "" : "/")}{(emphasis.DelimiterCount > 1 ? "strong" : "em")}>",
            _ => "",
        }));
        return html.ToString().Trim();
    }

    private static void Walk(ContainerInline? container, Action<Inline, bool> visit)
    {
        foreach (var child in container ?? Enumerable.Empty<Inline>())
        {
            visit(child, true);
            if (child is not ContainerInline inner)
                continue;
            Walk(inner, visit);
            if (child is EmphasisInline)
                visit(child, false);
        }
    }

    [GeneratedRegex(@"^[\w\s.,()/=<>+-]+$")]
    private static partial Regex SimpleFormula();
}
