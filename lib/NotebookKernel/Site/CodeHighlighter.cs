using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NotebookKernel.Site;

/// <summary>C# as HTML, with a class for each kind of token, by the compiler's own lexer and parser.</summary>
/// <remarks>Classes: k keyword, t type, s string or character, n number, c comment, d directive.</remarks>
internal static class CodeHighlighter
{
    private static readonly CSharpParseOptions Script = new(LanguageVersion.Preview, kind: SourceCodeKind.Script);

    public static string Highlight(string code)
    {
        var html = new StringBuilder(code.Length * 2);
        var root = CSharpSyntaxTree.ParseText(code, Script).GetRoot();
        foreach (var token in root.DescendantTokens())
        {
            foreach (var trivia in token.LeadingTrivia)
                Append(html, trivia.ToFullString(), TriviaClass(trivia));
            Append(html, token.Text, TokenClass(token));
            foreach (var trivia in token.TrailingTrivia)
                Append(html, trivia.ToFullString(), TriviaClass(trivia));
        }

        return html.ToString();
    }

    private static void Append(StringBuilder html, string text, char? style)
    {
        if (style is null || string.IsNullOrWhiteSpace(text))
            html.Append(Html.Encode(text));
        else
            html.Append("<span class=\"").Append(style).Append("\">").Append(Html.Encode(text)).Append("</span>");
    }

    private static char? TriviaClass(SyntaxTrivia trivia) => trivia.Kind() switch
    {
        SyntaxKind.WhitespaceTrivia or SyntaxKind.EndOfLineTrivia or SyntaxKind.SkippedTokensTrivia => null,
        SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia
            or SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia => 'c',
        _ => 'd',
    };

    private static char? TokenClass(SyntaxToken token) => token.Kind() switch
    {
        SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.Utf8StringLiteralToken
            or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
            or SyntaxKind.InterpolatedStringStartToken or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.InterpolatedStringEndToken
            or SyntaxKind.InterpolatedVerbatimStringStartToken or SyntaxKind.InterpolatedRawStringEndToken
            or SyntaxKind.InterpolatedSingleLineRawStringStartToken or SyntaxKind.InterpolatedMultiLineRawStringStartToken => 's',
        SyntaxKind.NumericLiteralToken => 'n',
        SyntaxKind.IdentifierToken => IdentifierClass(token),
        var kind when SyntaxFacts.IsKeywordKind(kind) => 'k',
        _ => null,
    };

    private static char? IdentifierClass(SyntaxToken token) => token.Parent switch
    {
        IdentifierNameSyntax { IsVar: true } or IdentifierNameSyntax { IsNotNull: true } => 'k',
        BaseTypeDeclarationSyntax or DelegateDeclarationSyntax or TypeParameterSyntax or ConstructorDeclarationSyntax => 't',
        GenericNameSyntax generic when generic.Parent is not InvocationExpressionSyntax
            && generic.Parent is not MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax } => 't',
        SimpleNameSyntax name when IsType(name) => 't',
        _ => null,
    };

    /// <summary>Whether a name stands where only a type can, or in front of a dot with a type's capital letter.</summary>
    private static bool IsType(SimpleNameSyntax name)
    {
        TypeSyntax type = name.Parent is QualifiedNameSyntax qualified && qualified.Right == name ? qualified : name;
        return type.Parent switch
        {
            VariableDeclarationSyntax p => p.Type == type,
            ObjectCreationExpressionSyntax p => p.Type == type,
            ParameterSyntax p => p.Type == type,
            CastExpressionSyntax p => p.Type == type,
            TypeOfExpressionSyntax or DefaultExpressionSyntax or ArrayTypeSyntax or NullableTypeSyntax or TypeArgumentListSyntax
                or TupleElementSyntax or BaseTypeSyntax or TypeConstraintSyntax or DeclarationPatternSyntax or RefTypeSyntax => true,
            MethodDeclarationSyntax p => p.ReturnType == type,
            LocalFunctionStatementSyntax p => p.ReturnType == type,
            PropertyDeclarationSyntax p => p.Type == type,
            ForEachStatementSyntax p => p.Type == type,
            CatchDeclarationSyntax p => p.Type == type,
            BinaryExpressionSyntax p => p.Right == type && (p.IsKind(SyntaxKind.IsExpression) || p.IsKind(SyntaxKind.AsExpression)),
            UsingDirectiveSyntax p => !p.StaticKeyword.IsKind(SyntaxKind.None),
            MemberAccessExpressionSyntax p => p.Expression == type && char.IsUpper(name.Identifier.Text[0]) && name.Identifier.Text.Length > 1,
            _ => false,
        };
    }
}
