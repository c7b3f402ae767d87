using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace NotebookKernel.Exercises;

/// <summary>Writes the head of what a solution declares, with an exception for a body.</summary>
/// <param name="cell">The solution.</param>
/// <param name="unfinished">The expression that throws.</param>
/// <param name="unnameable">The complaint about something whose type cannot be written down.</param>
internal sealed class StubMember(CompiledCell cell, string unfinished, Func<string, Exception> unnameable)
{
    private static readonly SymbolDisplayFormat Format = SymbolDisplayFormat.MinimallyQualifiedFormat
        .WithMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    private readonly int _end = cell.Tree.Length;

    /// <summary>The types that a declaration is made of.</summary>
    public static IEnumerable<ITypeSymbol> TypesOf(ISymbol symbol) => symbol switch
    {
        IFieldSymbol field => [field.Type],
        IPropertySymbol property => [property.Type],
        IMethodSymbol method => method.Parameters.Select(p => p.Type).Prepend(method.ReturnType),
        INamedTypeSymbol type => type.GetMembers().Where(IsShown).Where(m => m is not INamedTypeSymbol).SelectMany(TypesOf)
            .Concat(type.BaseType is { } parent ? [parent] : []),
        _ => [],
    };

    /// <summary>The declaration as the stub has it.</summary>
    public string Write(ISymbol symbol) => symbol switch
    {
        IFieldSymbol field => $"{TypeText(field.Type, field.Name)} {Escaped(field.Name)} => {unfinished};",
        IPropertySymbol property => $"{TypeText(property.Type, property.Name)} {Escaped(property.Name)} => {unfinished};",
        _ => ((MemberDeclarationSyntax)Unfinished(Declaration(symbol))).NormalizeWhitespace(eol: "\n").ToFullString(),
    };

    private static bool IsShown(ISymbol member) => !member.IsImplicitlyDeclared && member.DeclaredAccessibility is not Accessibility.Private;

    private string TypeText(ITypeSymbol type, string name) =>
        Unnameable(type)
            ? throw unnameable($"`{name}`")
            : type.WithNullableAnnotation(NullableAnnotation.None).ToMinimalDisplayString(cell.Model, _end, Format);

    private static bool Unnameable(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Unnameable(array.ElementType),
        INamedTypeSymbol named => named.IsAnonymousType || named.TypeArguments.Any(Unnameable),
        _ => false,
    };

    private static string Escaped(string name) => SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None ? "@" + name : name;

    private static SyntaxNode Declaration(ISymbol symbol) => symbol.DeclaringSyntaxReferences[0].GetSyntax();

    private SyntaxNode Unfinished(SyntaxNode declaration) => declaration.WithoutTrivia() switch
    {
        MethodDeclarationSyntax method =>
            method.WithModifiers(WithoutAsync(method.Modifiers)).WithBody(null).WithExpressionBody(Body()).WithSemicolonToken(End()),
        ConstructorDeclarationSyntax constructor => constructor.WithBody(null).WithExpressionBody(Body()).WithSemicolonToken(End()),
        OperatorDeclarationSyntax operation => operation.WithBody(null).WithExpressionBody(Body()).WithSemicolonToken(End()),
        IndexerDeclarationSyntax indexer => indexer.WithAccessorList(null).WithExpressionBody(Body()).WithSemicolonToken(End()),
        PropertyDeclarationSyntax { AccessorList: { } accessors } property when accessors.Accessors.All(a => a.Body is null && a.ExpressionBody is null) =>
            property.WithInitializer(null).WithSemicolonToken(default),
        PropertyDeclarationSyntax property => property.WithAccessorList(null).WithExpressionBody(Body()).WithSemicolonToken(End()),
        TypeDeclarationSyntax type when type is not InterfaceDeclarationSyntax =>
            type.WithMembers([.. type.Members.Where(IsPublic).Select(m => (MemberDeclarationSyntax)Unfinished(m))]),
        var other => other,
    };

    private static bool IsPublic(MemberDeclarationSyntax member) =>
        member.Modifiers.Any(m => m.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.ProtectedKeyword or SyntaxKind.InternalKeyword);

    private static SyntaxTokenList WithoutAsync(SyntaxTokenList modifiers) => [.. modifiers.Where(m => !m.IsKind(SyntaxKind.AsyncKeyword))];

    private ArrowExpressionClauseSyntax Body() => ArrowExpressionClause(ParseExpression(unfinished));

    private static SyntaxToken End() => Token(SyntaxKind.SemicolonToken);
}
