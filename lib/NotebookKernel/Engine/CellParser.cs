using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace NotebookKernel.Engine;

/// <summary>A directive that needs a session: <c>#r</c>, <c>#i</c> or <c>#load</c>.</summary>
/// <param name="Argument">What stood between its quotes.</param>
/// <param name="Line">Its line in the cell, from 1.</param>
internal readonly record struct CellDirective(string Argument, int Line);

/// <summary>One step of a cell; steps run in the order in which they stand.</summary>
/// <param name="Line">The line of the cell where it starts, from 1.</param>
internal abstract record CellPart(int Line);

/// <summary>C# code, its directives replaced by blanks so that every line keeps its number.</summary>
internal sealed record CodePart(
    string Text,
    int Line,
    IReadOnlyList<CellDirective> PackageSources,
    IReadOnlyList<CellDirective> References,
    IReadOnlyList<CellDirective> Loads) : CellPart(Line);

/// <summary><c>#!import "file"</c>.</summary>
internal sealed record ImportPart(string Path, int Line) : CellPart(Line);

/// <summary><c>#!time</c>: the cell's wall time is printed when it ends.</summary>
internal sealed record TimePart(int Line) : CellPart(Line);

/// <summary><c>#!markdown</c> or <c>#!html</c>: text that is shown as it stands.</summary>
internal sealed record TextPart(string MimeType, string Text, int Line) : CellPart(Line);

/// <summary>Cuts a cell into code and directives.</summary>
/// <remarks>
/// The C# lexer itself says what is a directive, so a line of a raw string, a comment or a disabled <c>#if</c> branch that merely looks
/// like one stays what it is.
/// </remarks>
internal static class CellParser
{
    internal static readonly CSharpParseOptions Options =
        new(LanguageVersion.Latest, DocumentationMode.None, SourceCodeKind.Script);

    private static readonly string[] CSharpMarkers = ["csharp", "C#", "c#"];

    /// <exception cref="DirectiveException">A directive is unknown, or lacks its argument.</exception>
    public static List<CellPart> Parse(string code)
    {
        var parts = new List<CellPart>();
        var text = SourceText.From(code);
        var start = 0; // the first line of the code under way

        while (start < text.Lines.Count)
        {
            Code? underWay = new(start);
            var next = text.Lines.Count;
            foreach (var (line, directive) in DirectiveLines(text, start))
            {
                if (directive.StartsWith("#!", StringComparison.Ordinal))
                {
                    var (name, argument) = Split(directive[2..]);
                    if (Array.IndexOf(CSharpMarkers, name) >= 0)
                    {
                        underWay.Directives.Add(line);
                        continue;
                    }

                    underWay.AddTo(parts, text, line);
                    next = AddMagic(parts, text, line, name, argument);
                    underWay = null;
                    break;
                }

                underWay.Add(line, directive);
            }

            underWay?.AddTo(parts, text, next);
            start = next;
        }

        return parts;
    }

    /// <summary>The lines from <paramref name="start"/> on that are kernel directives to the C# lexer.</summary>
    private static IEnumerable<(int Line, string Directive)> DirectiveLines(SourceText text, int start)
    {
        var any = false;
        for (var i = start; i < text.Lines.Count && !any; i++) any = IsDirective(Line(text, i));
        if (!any) yield break;

        var offset = text.Lines[start].Start;
        var root = CSharpSyntaxTree.ParseText(text.GetSubText(TextSpan.FromBounds(offset, text.Length)), Options).GetRoot();
        var last = -1;
        foreach (var trivia in root.DescendantTrivia())
        {
            var isDirective = trivia.GetStructure() is DirectiveTriviaSyntax { IsActive: true };
            if (!isDirective && !trivia.IsKind(SyntaxKind.SkippedTokensTrivia)) continue;
            var span = trivia.FullSpan;
            var first = text.Lines.GetLineFromPosition(offset + span.Start).LineNumber;
            if (first <= last || !IsDirective(Line(text, first))) continue;
            last = first;
            yield return (first, Line(text, first));
        }
    }

    private static string Line(SourceText text, int line) => text.Lines[line].ToString().Trim();

    private static bool IsDirective(string line) =>
        line.StartsWith("#!", StringComparison.Ordinal) || IsNamed(line, "#r") || IsNamed(line, "#i") || IsNamed(line, "#load");

    private static bool IsNamed(string line, string name) =>
        line.StartsWith(name, StringComparison.Ordinal) && (line.Length == name.Length || line[name.Length] is ' ' or '\t' or '"');

    /// <returns>The line from which parsing goes on.</returns>
    private static int AddMagic(List<CellPart> parts, SourceText text, int line, string name, string argument)
    {
        switch (name)
        {
            case "import":
                parts.Add(new ImportPart(Argument("#!import", argument, line + 1), line + 1));
                return line + 1;
            case "time":
                parts.Add(new TimePart(line + 1));
                return line + 1;
            case "markdown" or "html":
                var end = line + 1;
                while (end < text.Lines.Count && !Line(text, end).StartsWith("#!", StringComparison.Ordinal)) end++;
                var content = end > line + 1
                    ? text.ToString(TextSpan.FromBounds(text.Lines[line + 1].Start, text.Lines[end - 1].End)).Trim('\r', '\n')
                    : "";
                parts.Add(new TextPart(name == "html" ? "text/html" : "text/markdown", content, line + 1));
                return end;
            default:
                throw new DirectiveException(
                    $"#!{name} is not known here. Known are #!import \"file\", #!time, #!csharp, #!markdown and #!html.", line + 1);
        }
    }

    private static (string Name, string Argument) Split(string text)
    {
        var end = text.AsSpan().IndexOfAny(' ', '\t', '"');
        return end < 0 ? (text, "") : (text[..end], text[end..]);
    }

    /// <summary>The quoted argument; bare words up to a comment serve as well.</summary>
    private static string Argument(string directive, string rest, int line)
    {
        rest = rest.Trim();
        if (rest.StartsWith('"'))
        {
            var close = rest.IndexOf('"', 1);
            if (close < 0) throw new DirectiveException($"{directive} lacks its closing quote: {directive} {rest}", line);
            rest = rest[1..close];
        }
        else if (rest.IndexOf("//", StringComparison.Ordinal) is >= 0 and var comment && !rest.Contains("://", StringComparison.Ordinal))
        {
            rest = rest[..comment];
        }

        rest = rest.Trim();
        return rest.Length > 0 ? rest : throw new DirectiveException($"{directive} needs an argument in quotes, as in {directive} \"...\".", line);
    }

    /// <summary>Code under way, from its first line on.</summary>
    private sealed class Code(int start)
    {
        private readonly List<CellDirective> _sources = [], _references = [], _loads = [];

        public List<int> Directives { get; } = [];

        public void Add(int line, string directive)
        {
            Directives.Add(line);
            var (list, name) = directive[1] switch
            {
                'r' => (_references, "#r"),
                'i' => (_sources, "#i"),
                _ => (_loads, "#load"),
            };
            list.Add(new CellDirective(Argument(name, directive[name.Length..], line + 1), line + 1));
        }

        public void AddTo(List<CellPart> parts, SourceText text, int end)
        {
            if (end <= start) return;
            var code = new StringBuilder();
            for (var i = start; i < end; i++)
            {
                var line = text.Lines[i];
                var kept = Directives.Contains(i) ? TextSpan.FromBounds(line.End, line.EndIncludingLineBreak) : line.SpanIncludingLineBreak;
                code.Append(text.ToString(kept));
            }

            parts.Add(new CodePart(code.ToString(), start + 1, _sources, _references, _loads));
        }
    }
}
