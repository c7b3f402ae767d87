using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;

namespace NotebookKernel.Language;

/// <summary>Explains a symbol: its declaration, its documentation, its other forms.</summary>
/// <param name="symbols">The symbol first, then its overloads.</param>
/// <param name="compilation">Where they come from.</param>
/// <param name="documentation">Where documentation is found.</param>
/// <param name="detailed">Whether to add remarks, and the source of what a cell declared.</param>
internal sealed class SymbolDescription(ImmutableArray<ISymbol> symbols, Compilation compilation, XmlDocumentation documentation, bool detailed)
{
    private const int MaxOverloads = 12;

    private ISymbol Symbol => symbols[0];

    /// <summary>For a terminal.</summary>
    public string Plain()
    {
        var text = new StringBuilder(Declaration(Symbol)).Append('\n');
        foreach (var (title, body) in Sections()) text.Append('\n').Append(title.Length > 0 ? $"{title}: " : "").Append(body).Append('\n');
        if (Overloads() is { Count: > 0 } others) text.Append("\nAlso:\n").AppendJoin('\n', others.Select(o => "  " + o)).Append('\n');
        if (Source() is { } source) text.Append("\nSource:\n").Append(source).Append('\n');
        return text.ToString();
    }

    /// <summary>For a page.</summary>
    public string Markdown()
    {
        var text = new StringBuilder("```csharp\n").Append(Declaration(Symbol)).Append("\n```\n");
        foreach (var (title, body) in Sections()) text.Append('\n').Append(title.Length > 0 ? $"**{title}** " : "").Append(body).Append('\n');
        if (Overloads() is { Count: > 0 } others) text.Append("\n**Also**\n```csharp\n").AppendJoin('\n', others).Append("\n```\n");
        if (Source() is { } source) text.Append("\n**Source**\n```csharp\n").Append(source).Append("\n```\n");
        return text.ToString();
    }

    private static string Declaration(ISymbol symbol)
    {
        // Variables of cells are fields of a class that nobody has written.
        if (symbol.ContainingType is { IsScriptClass: true })
        {
            return symbol is IMethodSymbol method
                ? method.ToDisplayString(SymbolText.Declaration.RemoveMemberOptions(SymbolDisplayMemberOptions.IncludeContainingType))
                : $"{SymbolText.TypeOf(symbol)?.ToDisplayString(SymbolText.Declaration.WithKindOptions(SymbolDisplayKindOptions.None))} {symbol.Name}";
        }

        return symbol is INamespaceSymbol ? $"namespace {symbol.ToDisplayString()}" : symbol.ToDisplayString(SymbolText.Declaration);
    }

    private List<string> Overloads()
    {
        var others = symbols.Skip(1).Select(Declaration).Distinct().ToList();
        return others.Count <= MaxOverloads ? others : [.. others.Take(MaxOverloads), $"and {others.Count - MaxOverloads} more"];
    }

    private IEnumerable<(string Title, string Body)> Sections()
    {
        // A variable says little: its type's documentation is what the reader wants.
        var documented = documentation.Of(Symbol, compilation) ?? (SymbolText.TypeOf(Symbol) is { } type ? documentation.Of(type, compilation) : null);
        return documented?.Sections(detailed) ?? [];
    }

    private string? Source()
    {
        if (!detailed || Symbol.DeclaringSyntaxReferences is not [var reference, ..]) return null;
        var node = reference.GetSyntax();
        // Of a variable, the whole declaration.
        return (Symbol is IFieldSymbol or ILocalSymbol ? node.Parent?.Parent ?? node : node).ToString();
    }
}
