using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NotebookKernel.Language;

/// <summary>Finds what the name at a position means.</summary>
internal static class SymbolSearch
{
    /// <returns>The symbol first, then its overloads; empty if the position names nothing.</returns>
    public static ImmutableArray<ISymbol> At(Compilation compilation, SyntaxTree tree, string code, int cursor)
    {
        var model = compilation.GetSemanticModel(tree);
        var root = tree.GetRoot();
        var token = root.FindToken(Math.Min(cursor, root.FullSpan.End));
        // At the end of a name the cursor still belongs to it; a space or bracket after it does not take it away.
        if (!IsName(token) || token.SpanStart > cursor)
        {
            var before = root.FindToken(Math.Max(0, CellText.WordStart(code, cursor)));
            var isAtCursor = IsName(before) && before.Span.End >= cursor && before.SpanStart <= cursor;
            token = isAtCursor ? before : root.FindToken(Math.Max(0, cursor - 1));
        }

        // After the closing bracket of List<int> the question is still what List is.
        if (token is { RawKind: (int)SyntaxKind.GreaterThanToken, Parent: TypeArgumentListSyntax { Parent: GenericNameSyntax generic } })
            token = generic.Identifier;
        if (token.Parent is null) return [];
        if (IsName(token) && Symbols(model, token) is { Length: > 0 } symbols) return symbols;

        // Between the brackets of a call the question is what is called.
        foreach (var node in token.Parent.AncestorsAndSelf())
        {
            var called = node switch
            {
                ArgumentListSyntax { Parent: InvocationExpressionSyntax invocation } => Of(model, invocation.Expression),
                ArgumentListSyntax { Parent: BaseObjectCreationExpressionSyntax creation } => Of(model, creation),
                _ => [],
            };
            if (called.Length > 0) return called;
        }

        return [];
    }

    private static bool IsName(SyntaxToken token) =>
        token.IsKind(SyntaxKind.IdentifierToken) || (token.Parent is PredefinedTypeSyntax) || token.Kind() is SyntaxKind.ThisKeyword or SyntaxKind.BaseKeyword;

    private static ImmutableArray<ISymbol> Symbols(SemanticModel model, SyntaxToken token)
    {
        var node = token.Parent!;
        if (model.GetDeclaredSymbol(node) is { } declared) return [declared];
        if (node is not ExpressionSyntax) return [];
        // In `new List<int>(…)` the constructor matters, not the type alone.
        if (node.Parent is ObjectCreationExpressionSyntax creation && creation.Type == node && Of(model, creation) is { Length: > 0 } constructors)
            return [constructors[0].ContainingType, .. constructors];
        return Of(model, node);
    }

    private static ImmutableArray<ISymbol> Of(SemanticModel model, SyntaxNode node)
    {
        var info = model.GetSymbolInfo(node);
        var group = node is ExpressionSyntax expression ? model.GetMemberGroup(expression) : [];
        ImmutableArray<ISymbol> all = info.Symbol is { } symbol ? [symbol] : info.CandidateSymbols;
        if (all.IsEmpty && group.IsEmpty && model.GetTypeInfo(node).Type is { TypeKind: not TypeKind.Error } type) return [type];
        return [.. all.Concat(group).Select(s => s is IAliasSymbol alias ? alias.Target : s).Distinct(SymbolEqualityComparer.Default)];
    }
}
