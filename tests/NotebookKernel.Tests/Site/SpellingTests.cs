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

    /// <summary>Programs that write what teachers and students read: the site's own texts, help and messages of the command, the words of plots.</summary>
    public static TheoryData<string> Programs => ["lib/Course.Cli", "lib/NotebookKernel/Site", "lib/NotebookKernel/Checking", "lib/Course/Plots"];

    [SkippableTheory]
    [MemberData(nameof(Programs))]
    public async Task What_a_program_says_is_spelt_right(string folder)
    {
        var files = Directory.GetFiles(Path.Combine(CourseProcess.Repository, folder), "*.cs", SearchOption.AllDirectories).Where(file => !Built().IsMatch(file)).ToList();
        files.Count.ShouldBeGreaterThan(5);
        (await Unknown(files.SelectMany(file => InStrings(Parse(File.ReadAllText(file)))))).ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task What_the_pages_scripts_say_is_spelt_right()
    {
        var scripts = Directory.GetFiles(Path.Combine(CourseProcess.Repository, "lib", "NotebookKernel", "Site", "assets"), "*.js");
        var texts = scripts.SelectMany(file => InScript(File.ReadAllText(file))).ToList();
        texts.Count.ShouldBeGreaterThan(5);
        (await Unknown(texts)).ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task A_misspelling_is_found()
    {
        var cells = InText("# The colour\n\nA centre, an *eigenvektor*, `notAword` and $xyzzy$: two centers.").Concat(InCode("// A coment.\nvar txet = 1;\nShow(\"It is a mispelt thing.\", \"idd\");\nvar page = $\"\"\"\n    Two lins, `notAword`,\n    {page} and a tabel.\n    \"\"\";"));
        (await Unknown(cells)).ShouldBe(["eigenvektor", "centers", "coment", "mispelt", "lins", "tabel"], ignoreOrder: true);
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
        var root = Parse(code);
        var comments = root.DescendantTrivia().Where(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia)).Select(trivia => trivia.ToString());
        return comments.Concat(InStrings(root));
    }

    /// <summary>The sentences in a program's strings, without code between backticks.</summary>
    private static IEnumerable<string> InStrings(SyntaxNode root) => root.DescendantTokens()
        .Where(token => (SyntaxKind)token.RawKind is SyntaxKind.StringLiteralToken or SyntaxKind.InterpolatedStringTextToken
            or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken)
        .Select(token => token.ValueText).Where(text => text.Trim().Count(c => c == ' ') >= 2)
        .Select(text => Markup().Replace(Quoted().Replace(text, " "), " "));

    /// <summary>The sentences in a script's strings, not its selectors of elements.</summary>
    private static IEnumerable<string> InScript(string code) => ScriptString().Matches(code).Select(text => text.Groups[2].Value).Where(text => !text.Contains('['))
        .Where(text => text.Trim().Count(c => c == ' ') >= 2).Select(text => Markup().Replace(text, " "));

    private static SyntaxNode Parse(string code) =>
        CSharpSyntaxTree.ParseText(code, new CSharpParseOptions(LanguageVersion.Preview, kind: SourceCodeKind.Script)).GetRoot();

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

    /// <summary>A string of JavaScript, in one line.</summary>
    [GeneratedRegex("""(["'`])((?:\\.|(?!\1)[^\\\r\n])*)\1""")]
    private static partial Regex ScriptString();

    /// <summary>Code in a text.</summary>
    [GeneratedRegex("`[^`]*`")]
    private static partial Regex Quoted();

    /// <summary>A file that the build made.</summary>
    [GeneratedRegex(@"[/\\](?:bin|obj)[/\\]")]
    private static partial Regex Built();

    /// <summary>A tag, or the part of one that a string holds.</summary>
    [GeneratedRegex("</?[A-Za-z][^>]*(?:>|$)")]
    private static partial Regex Markup();
}
