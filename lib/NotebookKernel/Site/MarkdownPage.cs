using System.Text;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.Footnotes;
using Markdig.Extensions.Mathematics;
using Markdig.Extensions.Tables;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace NotebookKernel.Site;

/// <summary>A heading of a page.</summary>
/// <param name="Level">1 to 6; no level is skipped on the way down.</param>
/// <param name="Id">Its anchor.</param>
/// <param name="Html">Its text, formulas and emphasis kept, links not.</param>
/// <param name="Text">Its text alone.</param>
internal sealed record Heading(int Level, string Id, string Html, string Text);

/// <summary>The Markdown of one page: headings get anchors that are unique in it, and links lead to where the site has things.</summary>
/// <param name="link">Where a link or picture of the notebook is found in the site.</param>
internal sealed partial class MarkdownPage(Func<string, string> link)
{
    private static readonly MarkdownPipeline Written = Pipeline().Build();
    private static readonly MarkdownPipeline Produced = Pipeline().DisableHtml().Build();

    private readonly HashSet<string> _ids = new(StringComparer.Ordinal) { "main", "contents" };
    private readonly List<Heading> _headings = [];

    /// <summary>The headings read so far.</summary>
    public IReadOnlyList<Heading> Headings => _headings;

    /// <summary>Reads a text that follows the ones read before.</summary>
    /// <param name="markdown">The text.</param>
    /// <param name="link">Where its links lead, if not where the page's do.</param>
    public MarkdownDocument Read(string markdown, Func<string, string>? link = null)
    {
        var document = Markdown.Parse(OnLinesOfTheirOwn(markdown), Written);
        foreach (var target in document.Descendants<LinkInline>())
            target.Url = (link ?? Link)(target.Url ?? "");
        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            // One h1 a page, and no level skipped on the way down.
            var previous = _headings.Count == 0 ? 0 : _headings[^1].Level;
            heading.Level = _headings.Count == 0 ? 1 : Math.Clamp(heading.Level, 2, previous + 1);
            var text = InlineText.Plain(heading.Inline);
            heading.GetAttributes().Id = UniqueId(text);
            _headings.Add(new Heading(heading.Level, heading.GetAttributes().Id!, InlineText.Html(heading.Inline), text));
        }

        return document;
    }

    /// <summary>Whether a text begins with a heading, which is then its title.</summary>
    public static bool StartsWithHeading(string markdown) => Markdown.Parse(markdown, Written).FirstOrDefault() is HeadingBlock;

    /// <summary>A text that has no title of its own gets one.</summary>
    public Heading AddTitle(string text)
    {
        _headings.Add(new Heading(1, UniqueId(text), Html.Encode(text), text));
        return _headings[^1];
    }

    /// <summary>A document or a piece of one as HTML.</summary>
    /// <param name="part">What to render.</param>
    /// <param name="prefix">Set before the anchors of footnotes, whose numbers start anew in each document.</param>
    public static string Render(MarkdownObject part, string prefix)
    {
        var html = Render(part, Written);
        if (part is MarkdownDocument document && document.LastChild is FootnoteGroup)
        {
            foreach (var anchor in (ReadOnlySpan<string>)["id=\"fn", "href=\"#fn"])
                html = html.Replace(anchor, anchor[..^2] + prefix + "-fn", StringComparison.Ordinal);
        }

        return html;
    }

    /// <summary>A piece of a document for another page, without its references to footnotes.</summary>
    public static string RenderExcerpt(Block block)
    {
        var references = block is LeafBlock leaf ? leaf.Inline?.Descendants<FootnoteLink>() : block.Descendants<FootnoteLink>();
        foreach (var reference in references?.ToList() ?? [])
            reference.Remove();
        return Render(block, Written);
    }

    /// <summary>Markdown that a program produced: HTML in it is text, and of links that do not lead to the web the words alone are left.</summary>
    public static string RenderProduced(string markdown)
    {
        var document = Markdown.Parse(markdown, Produced);
        foreach (var target in document.Descendants<LinkInline>().ToList())
        {
            if (target.Url is not { } url || !(url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || url.StartsWith("http://", StringComparison.OrdinalIgnoreCase)))
                target.ReplaceBy(new ContainerInline()); // Its text stays.
        }

        foreach (var heading in document.Descendants<HeadingBlock>())
            heading.Level = 6;
        return Render(document, Produced);
    }

    /// <summary>
    /// Puts the dollars of a displayed formula that runs over several lines on lines of their own, as Markdig wants them; notebooks are less strict.
    /// </summary>
    private static string OnLinesOfTheirOwn(string markdown) =>
        FenceOrFormula().Replace(markdown, match => match.Groups["formula"] is { Success: true } formula ? $"$$\n{formula.Value.Trim()}\n$$" : match.Value);

    [GeneratedRegex(@"^(?<fence>`{3,}|~{3,})[\s\S]*?^\k<fence>|^\$\$(?<formula>(?!\s*\n)(?:(?!\$\$|\n\s*\n)[\s\S])*\n(?:(?!\$\$|\n\s*\n)[\s\S])*)\$\$[ \t]*$", RegexOptions.Multiline)]
    private static partial Regex FenceOrFormula();

    private static MarkdownPipelineBuilder Pipeline() => new MarkdownPipelineBuilder()
        .UsePipeTables()
        .UseGridTables()
        .UseFootnotes()
        .UseMathematics()
        .UseEmphasisExtras()
        .UseDefinitionLists()
        .UseTaskLists()
        .UseAutoLinks();

    private static string Render(MarkdownObject part, MarkdownPipeline pipeline)
    {
        using var writer = new StringWriter();
        var renderer = new HtmlRenderer(writer);
        pipeline.Setup(renderer);
        renderer.ObjectRenderers.ReplaceOrAdd<HtmlMathInlineRenderer>(new FormulaRenderer());
        renderer.ObjectRenderers.ReplaceOrAdd<HtmlMathBlockRenderer>(new FormulaBlockRenderer());
        renderer.ObjectRenderers.ReplaceOrAdd<HtmlTableRenderer>(new ScrollingTableRenderer());
        renderer.ObjectRenderers.ReplaceOrAdd<CodeBlockRenderer>(new ColouredCodeRenderer());
        renderer.Render(part);
        return writer.ToString();
    }

    private string Link(string url) => link(url);

    private string UniqueId(string text)
    {
        var slug = new StringBuilder();
        foreach (var c in text.ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(c))
                slug.Append(c);
            else if (slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
        }

        var id = slug.ToString().TrimEnd('-');
        if (id.Length == 0)
            id = "section";
        var unique = id;
        for (var n = 2; !_ids.Add(unique); n++)
            unique = $"{id}-{n}";
        return unique;
    }

    private sealed class FormulaRenderer : HtmlObjectRenderer<MathInline>
    {
        protected override void Write(HtmlRenderer renderer, MathInline obj) => renderer
            .Write(obj.DelimiterCount > 1 ? "<span class=\"math display\">" : "<span class=\"math\">")
            .WriteEscape(obj.Content).Write("</span>");
    }

    private sealed class FormulaBlockRenderer : HtmlObjectRenderer<MathBlock>
    {
        protected override void Write(HtmlRenderer renderer, MathBlock obj) =>
            renderer.Write("<div class=\"math display\">").WriteLeafRawLines(obj, true, true).WriteLine("</div>");
    }

    private sealed class ScrollingTableRenderer : HtmlTableRenderer
    {
        protected override void Write(HtmlRenderer renderer, Table table)
        {
            renderer.Write("<div class=\"scroll\">");
            base.Write(renderer, table);
            renderer.WriteLine("</div>");
        }
    }

    private sealed class ColouredCodeRenderer : CodeBlockRenderer
    {
        protected override void Write(HtmlRenderer renderer, CodeBlock obj)
        {
            var language = (obj as FencedCodeBlock)?.Info;
            var code = obj.Lines.ToString();
            renderer.Write("<pre class=\"code\"><code>")
                .Write(language is "csharp" or "cs" or "c#" or "C#" ? CodeHighlighter.Highlight(code) : Html.Encode(code))
                .WriteLine("</code></pre>");
        }
    }
}
