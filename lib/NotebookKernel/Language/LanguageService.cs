using NotebookKernel.Display;
using NotebookKernel.Engine;

namespace NotebookKernel.Language;

/// <summary>Answers questions about code that is being written, against what the session's cells have declared so far.</summary>
/// <remarks>Not to be asked while a cell runs.</remarks>
internal sealed class LanguageService(CSharpEngine engine)
{
    private readonly XmlDocumentation _documentation = new();

    /// <summary>
    /// Answers questions that nobody asked, on a session of its own, so that the first real answer does not wait for what all have in common
    /// to be compiled.
    /// </summary>
    public static void WarmUp()
    {
        using var engine = new CSharpEngine(new EngineOptions(AppContext.BaseDirectory));
        var language = new LanguageService(engine);
        foreach (var code in (string[])["Con", "Console.Wri", "var numbers = new[] { 1, 2 }; numbers.Sel"]) language.Complete(code, code.Length);
        const string Known = "Console.WriteLine";
        language.Inspect(Known, Known.Length);
    }

    /// <summary>What could stand at a position.</summary>
    /// <param name="code">The cell's text.</param>
    /// <param name="cursor">An index into it.</param>
    public Completion Complete(string code, int cursor) =>
        DirectiveCompletion.At(code, cursor, engine.WorkingDirectory) ?? SymbolCompletion.At(engine, code, cursor);

    /// <summary>Explains what stands at a position.</summary>
    /// <param name="code">The cell's text.</param>
    /// <param name="cursor">An index into it.</param>
    /// <param name="detail">1 adds remarks and, of what a cell declared, the source.</param>
    /// <returns>Null if nothing is known of it.</returns>
    public MimeBundle? Inspect(string code, int cursor, int detail = 0)
    {
        var (compilation, tree) = engine.Draft(CellText.WithoutDirectives(code));
        if (SymbolSearch.At(compilation, tree, code, cursor) is not { Length: > 0 } symbols) return null;
        var text = new SymbolDescription(symbols, compilation, _documentation, detail > 0);
        return new MimeBundle(MimeBundle.Of("text/plain", text.Plain()).Data.Add("text/markdown", text.Markdown()));
    }
}
