using Markdig.Extensions.Mathematics;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using NotebookKernel.Site;

namespace NotebookKernel.Tests.Site;

public class TextTests
{
    [Theory]
    [InlineData("plain\n", "plain\n")]
    [InlineData("\u001b[1;31mred\u001b[0m", "red")]
    [InlineData("\u001b]0;title\u0007text\u001b[2K", "text")]
    [InlineData("10 %\r50 %\r100 %\n", "100 %\n")]
    [InlineData("long line\rab\n", "abng line\n")]
    [InlineData("a\r\nb\r\n", "a\nb\n")]
    public void A_terminals_text_is_what_it_would_show(string text, string shown) => TerminalText.Plain(text).ShouldBe(shown);

    [Theory]
    [InlineData("a < b && c", "a &lt; b &amp;&amp; c")]
    [InlineData("\"it's\"", "&quot;it&#39;s&quot;")]
    [InlineData("λ é", "λ é")]
    public void Html_is_escaped_and_nothing_else(string text, string html) => Html.Encode(text).ShouldBe(html);

    [Theory]
    [InlineData("var x = 1.5e3;", "<span class=\"k\">var</span> x = <span class=\"n\">1.5e3</span>;")]
    [InlineData("#r \"../a.dll\"", "<span class=\"d\">#r &quot;../a.dll&quot;</span>")]
    [InlineData("// a < b", "<span class=\"c\">// a &lt; b</span>")]
    [InlineData("$\"n = {n:F2}\"", "<span class=\"s\">$&quot;</span><span class=\"s\">n = </span>{n:<span class=\"s\">F2</span>}<span class=\"s\">&quot;</span>")]
    [InlineData("new Pca(2)", "<span class=\"k\">new</span> <span class=\"t\">Pca</span>(<span class=\"n\">2</span>)")]
    [InlineData("List<int> a", "<span class=\"t\">List</span>&lt;<span class=\"k\">int</span>&gt; a")]
    [InlineData("await Task.Delay(1);", "<span class=\"k\">await</span> <span class=\"t\">Task</span>.Delay(<span class=\"n\">1</span>);")]
    public void Code_is_coloured_by_its_grammar(string code, string html) => CodeHighlighter.Highlight(code).ShouldBe(html);

    [Theory]
    [InlineData("not C# at all <<< { \" 'x")]
    [InlineData("var s = \"\"\"\n  raw <b>\n  \"\"\";\r\n#!import \"x.csx\"\n\t/* open")]
    [InlineData("")]
    public void Colouring_changes_no_character(string code)
    {
        var html = new AngleSharp.Html.Parser.HtmlParser().ParseDocument("<pre>" + CodeHighlighter.Highlight(code).Replace("\r", "&#13;") + "</pre>");
        html.QuerySelector("pre")!.TextContent.ShouldBe(code);
    }

    [Theory]
    [InlineData("$$a = b,\nc = d$$")]
    [InlineData("Before:\n\n$$a = b,\nc = d .$$\n\nAfter.")]
    [InlineData("$$\na = b\n$$")]
    public void A_displayed_formula_may_run_over_several_lines(string markdown)
    {
        var document = new MarkdownPage(url => url).Read(markdown);

        document.Descendants<MathBlock>().Count().ShouldBe(1);
        document.Descendants<LiteralInline>().ShouldNotContain(text => text.Content.ToString().Contains('$'));
    }

    [Fact]
    public void Dollars_in_fenced_code_are_left_alone() =>
        new MarkdownPage(url => url).Read("```\n$$a\nb$$\n```").Descendants<MathBlock>().ShouldBeEmpty();
}
