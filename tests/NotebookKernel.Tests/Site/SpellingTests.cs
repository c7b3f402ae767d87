using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NotebookKernel.Notebooks;
using NotebookKernel.Site;
using NotebookKernel.Tests.Cli;

namespace NotebookKernel.Tests.Site;

/// <summary>The lessons are spelt as British English is: their texts, their comments, and what their programs say. So are the texts for teachers and students.</summary>
/// <remarks>By hunspell and its dictionary en_GB (Debian: hunspell, hunspell-en-gb). Names and terms it lacks stand in tests/spelling/words.txt.</remarks>
public partial class SpellingTests
{
    private static readonly string Words = Path.Combine(CourseProcess.Repository, "tests", "spelling", "words.txt");

    public static TheoryData<string> Lessons =>
        CourseSiteFixture.HasNotebooks ? [.. Directory.GetFiles(Path.Combine(CourseProcess.Repository, "notebooks"), "*.ipynb").Select(path => Path.GetFileName(path)).Order()] : [];

    [SkippableTheory]
    [MemberData(nameof(Lessons))]
    public async Task A_lesson_is_spelt_right(string name)
    {
        var notebook = Notebook.Read(Path.Combine(CourseProcess.Repository, "notebooks", name));
        (await Unknown(notebook.Cells.SelectMany(cell => cell.Kind == CellKind.Code ? InCode(cell.Source) : InText(cell.Source)))).ShouldBeEmpty();
    }

    /// <summary>Not the list of other people's packages, which is made of names.</summary>
    public static TheoryData<string> Documents => [.. MarkdownFiles.All.Where(name => name != "THIRD-PARTY.md")];

    [SkippableTheory]
    [MemberData(nameof(Documents))]
    public async Task A_document_is_spelt_right(string name) =>
        (await Unknown(InText(await File.ReadAllTextAsync(Path.Combine(CourseProcess.Repository, name))))).ShouldBeEmpty();

    [SkippableFact]
    public async Task A_misspelling_is_found()
    {
        var cells = InText("# The colour\n\nA centre, an *eigenvektor*, `notAword` and $xyzzy$: two centers.").Concat(InCode("// A coment.\nvar txet = 1;\nShow(\"It is a mispelt thing.\", \"idd\");"));
        (await Unknown(cells)).ShouldBe(["eigenvektor", "centers", "coment", "mispelt"], ignoreOrder: true);
    }

    [Fact]
    public void The_word_list_is_in_order()
    {
        var words = File.ReadAllLines(Words);
        words.ShouldBe(words.Distinct().Order(StringComparer.Ordinal));
    }

    /// <summary>The words of a text: no code, no formulas, no addresses.</summary>
    private static IEnumerable<string> InText(string markdown) => new MarkdownPage(url => url).Read(markdown).Descendants<LeafBlock>()
        .Select(block => string.Concat(block.Inline?.Descendants().Select(inline => inline switch
        {
            LiteralInline literal => literal.Content.ToString(),
            HtmlEntityInline entity => entity.Transcoded.ToString(),
            EmphasisInline or LinkInline => "",
            _ => " ",
        }) ?? []));

    /// <summary>The comments of a program and the sentences in its strings.</summary>
    private static IEnumerable<string> InCode(string code)
    {
        var root = CSharpSyntaxTree.ParseText(code, new CSharpParseOptions(LanguageVersion.Preview, kind: SourceCodeKind.Script)).GetRoot();
        var comments = root.DescendantTrivia().Where(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia)).Select(trivia => trivia.ToString());
        var strings = root.DescendantTokens().Where(token => token.RawKind is (int)SyntaxKind.StringLiteralToken or (int)SyntaxKind.InterpolatedStringTextToken).Select(token => token.ValueText);
        return comments.Concat(strings.Where(text => text.Trim().Count(c => c == ' ') >= 2).Select(text => Markup().Replace(text, " ")));
    }

    /// <summary>The words that neither the dictionary nor our list knows.</summary>
    private static async Task<IReadOnlyList<string>> Unknown(IEnumerable<string> texts)
    {
        var start = new ProcessStartInfo("hunspell", ["-d", "en_GB", "-i", "UTF-8", "-p", Words, "-l"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        Process? process = null;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            Skip.If(true, "hunspell is not installed.");
        }

        using (process!)
        {
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            try
            {
                await process.StandardInput.WriteAsync(string.Join('\n', texts));
                process.StandardInput.Close();
            }
            catch (IOException)
            {
                // It ended before it read; why, its error says.
            }

            await process.WaitForExitAsync();
            Skip.If((await error).Contains("Can't open affix or dictionary files", StringComparison.Ordinal), "hunspell has no dictionary en_GB (Debian: hunspell-en-gb).");
            (await error).ShouldBeEmpty();
            return [.. (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(word => Word().IsMatch(word) && !Identifier().IsMatch(word)).Distinct()];
        }
    }

    /// <summary>A word has three letters or more, and nothing else: what has digits or signs in it is a quantity, what is shorter the end of a formula.</summary>
    [GeneratedRegex(@"^(?=(?:.*\p{L}){3})[A-Za-zÀ-ÖØ-öø-ÿ'’]+$")]
    private static partial Regex Word();

    /// <summary>A name of the program, such as onMap.</summary>
    [GeneratedRegex("[a-z][A-Z]")]
    private static partial Regex Identifier();

    /// <summary>A tag, or the part of one that a string holds.</summary>
    [GeneratedRegex("</?[A-Za-z][^>]*(?:>|$)")]
    private static partial Regex Markup();
}
