using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NotebookKernel.Engine;

namespace NotebookKernel.Language;

/// <summary>Completes names by asking the compiler what is in scope.</summary>
internal static class SymbolCompletion
{
    private const int MaxItems = 1000;

    private static readonly string[] Keywords =
    [
        "abstract", "as", "async", "await", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue",
        "decimal", "default", "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float",
        "for", "foreach", "from", "get", "goto", "group", "if", "implicit", "in", "init", "int", "interface", "internal", "into", "is", "join",
        "let", "lock", "long", "nameof", "namespace", "new", "not", "null", "object", "operator", "or", "orderby", "out", "override", "params",
        "private", "protected", "public", "readonly", "record", "ref", "required", "return", "sbyte", "sealed", "select", "set", "short",
        "sizeof", "stackalloc", "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof", "uint", "ulong", "unchecked",
        "unsafe", "ushort", "using", "var", "virtual", "void", "volatile", "when", "where", "while", "with", "yield",
    ];

    /// <summary>What could stand at the cursor.</summary>
    public static Completion At(CSharpEngine engine, string code, int cursor)
    {
        var start = CellText.WordStart(code, cursor);
        var prefix = code[start..cursor].TrimStart('@');
        var none = new Completion([], cursor, cursor);
        if (prefix.Length > 0 && char.IsAsciiDigit(prefix[0])) return none;

        var (compilation, tree) = engine.Draft(EndedAtCursor(CellText.WithoutDirectives(code), cursor));
        var root = tree.GetRoot();
        if (IsText(root, start)) return none;
        var left = root.FindToken(start);
        if (left.SpanStart >= start) left = left.GetPreviousToken();

        var place = new Place(engine, compilation.GetSemanticModel(tree), start, left, prefix);
        var items = place.Symbols()
            .Where(s => s.CanBeReferencedByName && s.Name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && !IsHidden(s))
            .GroupBy(s => s.Name, StringComparer.Ordinal)
            .Select(g => SymbolText.Item([.. g]))
            .Concat(place.Extra.Where(i => i.Text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
            .DistinctBy(i => i.Text)
            .OrderByDescending(i => i.Text.StartsWith(prefix, StringComparison.Ordinal))
            .ThenBy(i => i.Text, StringComparer.OrdinalIgnoreCase)
            .ThenBy(i => i.Text, StringComparer.Ordinal)
            .Take(MaxItems);
        return new Completion([.. items], start, cursor);
    }

    /// <summary>Closes the statement at the cursor when nothing follows on its line, lest the parser takes the next line for its end.</summary>
    private static string EndedAtCursor(string code, int cursor)
    {
        var end = CellText.WordEnd(code, cursor);
        var line = code.IndexOf('\n', end);
        return string.IsNullOrWhiteSpace(line < 0 ? code[end..] : code[end..line]) ? code.Insert(end, ";") : code;
    }

    /// <summary>Whether a position lies in a comment, or in the text of a string or character.</summary>
    private static bool IsText(SyntaxNode root, int position)
    {
        var trivia = root.FindTrivia(position);
        if (trivia.IsKind(SyntaxKind.None) && position > 0) trivia = root.FindTrivia(position - 1);
        if (trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia && trivia.SpanStart < position
            && (position < trivia.Span.End || trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || !trivia.ToString().EndsWith("*/", StringComparison.Ordinal)))
        {
            return true;
        }

        var token = root.FindToken(position);
        if (token.SpanStart >= position) token = token.GetPreviousToken();
        var inside = token.SpanStart < position && (position < token.Span.End || token.ContainsDiagnostics);
        return inside && token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.InterpolatedStringTextToken
            or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken or SyntaxKind.Utf8StringLiteralToken
            || (token.IsKind(SyntaxKind.InterpolatedStringTextToken) && position <= token.Span.End);
    }

    private static bool IsHidden(ISymbol symbol) => symbol.GetAttributes().Any(a =>
        a.AttributeClass?.Name == "EditorBrowsableAttribute" && a.ConstructorArguments is [{ Value: 1 }]);

    /// <summary>A position in the code, and what may stand there.</summary>
    private sealed class Place(CSharpEngine engine, SemanticModel model, int position, SyntaxToken left, string prefix)
    {
        /// <summary>What may stand there besides symbols.</summary>
        public IEnumerable<CompletionItem> Extra { get; private set; } = [];

        public IEnumerable<ISymbol> Symbols()
        {
            switch (left.Kind(), left.Parent)
            {
                case (SyntaxKind.DotToken, MemberAccessExpressionSyntax access):
                    return Members(access.Expression);
                case (SyntaxKind.DotToken, QualifiedNameSyntax name):
                    return Members(name.Left);
                case (SyntaxKind.DotToken, MemberBindingExpressionSyntax binding):
                    var conditional = binding.Ancestors().OfType<ConditionalAccessExpressionSyntax>()
                        .FirstOrDefault(c => c.WhenNotNull.Span.Contains(binding.Span));
                    return conditional is null ? [] : InstanceMembers(Underlying(model.GetTypeInfo(conditional.Expression).Type));
                case (SyntaxKind.DotToken, _):
                    return [];
                case (SyntaxKind.UsingKeyword, UsingDirectiveSyntax) or (SyntaxKind.NewKeyword, _):
                    return All((at, name) => at.LookupNamespacesAndTypes(position, name: name));
                // Before its equals sign is written, a property looks like an element of a collection.
                case (
                    SyntaxKind.OpenBraceToken or SyntaxKind.CommaToken,
                    InitializerExpressionSyntax { Parent: BaseObjectCreationExpressionSyntax creation } initializer)
                    when model.GetTypeInfo(creation).Type is { } created:
                    var settable = Settable(created, initializer);
                    return created.AllInterfaces.Any(i => i.SpecialType == SpecialType.System_Collections_IEnumerable) ? settable.Concat(InScope()) : settable;
                default:
                    return InScope();
            }
        }

        private IEnumerable<ISymbol> InScope()
        {
            // Everything in the framework would be no help; what the session has declared is.
            var anything = prefix.Length == 0;
            if (!anything) Extra = Keywords.Select(k => new CompletionItem(k, "keyword", ""));
            if (left.Parent is ArgumentListSyntax { Parent: { } call } && left.Kind() is SyntaxKind.OpenParenToken or SyntaxKind.CommaToken)
            {
                var info = model.GetSymbolInfo(call);
                var methods = info.Symbol is { } one ? [one] : info.CandidateSymbols;
                Extra = Extra.Concat(methods.OfType<IMethodSymbol>().SelectMany(m => m.Parameters)
                    .Select(p => new CompletionItem(p.Name + ":", "param", p.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat))));
            }

            return All((at, name) => at.LookupSymbols(position, name: name)).Where(s =>
                s.ContainingType?.SpecialType != SpecialType.System_Object && (!anything || s is not (INamespaceOrTypeSymbol or IAliasSymbol)));
        }

        /// <summary>What is in scope, the session's own first; see <see cref="CSharpEngine.DraftAlone"/>.</summary>
        private IEnumerable<ISymbol> All(Func<SemanticModel, string?, ImmutableArray<ISymbol>> lookup)
        {
            var around = lookup(engine.DraftAlone(model.SyntaxTree).GetSemanticModel(model.SyntaxTree), null).Where(s => Fits(s.Name)).ToList();
            // Of what this cell declares itself, only the whole session knows the types.
            var own = engine.DeclaredNames.Concat(Inherited()).Where(Fits)
                .Concat(around.Where(s => !s.DeclaringSyntaxReferences.IsEmpty).Select(s => s.Name))
                .Distinct(StringComparer.Ordinal);
            return own.SelectMany(name => lookup(model, name)).Concat(around.Where(s => s.DeclaringSyntaxReferences.IsEmpty));

            bool Fits(string name) => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);
        }

        /// <summary>The names of what the types around the position have from their bases, which may be the session's.</summary>
        private IEnumerable<string> Inherited()
        {
            foreach (var declaration in left.Parent?.AncestorsAndSelf().OfType<TypeDeclarationSyntax>() ?? [])
            {
                for (var type = model.GetDeclaredSymbol(declaration)?.BaseType; type is { SpecialType: SpecialType.None }; type = type.BaseType)
                {
                    foreach (var member in type.GetMembers()) yield return member.Name;
                }
            }
        }

        private IEnumerable<ISymbol> Members(ExpressionSyntax expression)
        {
            var symbol = model.GetSymbolInfo(expression).Symbol;
            if (symbol is IAliasSymbol alias) symbol = alias.Target;
            switch (symbol)
            {
                case INamespaceSymbol space:
                    return model.LookupNamespacesAndTypes(position, space);
                case INamedTypeSymbol type:
                    return model.LookupStaticMembers(position, type);
                default:
                    // A method without its parentheses has no type, and so no members.
                    return InstanceMembers(model.GetTypeInfo(expression).Type);
            }
        }

        private IEnumerable<ISymbol> InstanceMembers(ITypeSymbol? type) => type is null or IErrorTypeSymbol or { SpecialType: SpecialType.System_Void }
            ? []
            : model.LookupSymbols(position, type, includeReducedExtensionMethods: true).Where(s => !s.IsStatic && s is not INamedTypeSymbol);

        private IEnumerable<ISymbol> Settable(ITypeSymbol type, InitializerExpressionSyntax initializer)
        {
            var set = initializer.Expressions.OfType<AssignmentExpressionSyntax>().Select(a => a.Left.ToString()).ToHashSet(StringComparer.Ordinal);
            return model.LookupSymbols(position, type).Where(s => !s.IsStatic && !set.Contains(s.Name)
                && s is IPropertySymbol { IsIndexer: false, SetMethod: not null } or IFieldSymbol { IsReadOnly: false, IsConst: false });
        }

        private static ITypeSymbol? Underlying(ITypeSymbol? type) =>
            type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;
    }
}
