using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NotebookKernel.Engine;

/// <summary>Finds the functions and properties of some code that may come back to themselves, directly or by way of others.</summary>
/// <remarks>
/// By name alone, as it is asked before the code is compiled: of two functions with the same name, both count. Those that cannot come back,
/// such as the small ones that a loop calls a million times, stay as they are.
/// </remarks>
internal static class RecursiveFunctions
{
    /// <summary>The names of those that may come back.</summary>
    public static HashSet<string> In(SyntaxNode root)
    {
        var bodies = root.DescendantNodes().Select(Function).Where(f => f.Name is not null).ToLookup(f => f.Name!, f => f.Body, StringComparer.Ordinal);
        var uses = bodies.ToDictionary(
            function => function.Key,
            function => function.SelectMany(body => body.DescendantTokens())
                .Where(token => token.IsKind(SyntaxKind.IdentifierToken) && bodies.Contains(token.ValueText))
                .Select(token => token.ValueText).ToHashSet(StringComparer.Ordinal),
            StringComparer.Ordinal);
        return [.. uses.Keys.Where(ComesBack)];

        bool ComesBack(string name)
        {
            var reached = new HashSet<string>(StringComparer.Ordinal);
            var ahead = new Stack<string>(uses[name]);
            while (ahead.TryPop(out var next))
            {
                if (!reached.Add(next)) continue;
                foreach (var further in uses[next]) ahead.Push(further);
            }

            return reached.Contains(name);
        }
    }

    private static (string? Name, SyntaxNode Body) Function(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax { Body: { } body } method => (method.Identifier.ValueText, body),
        MethodDeclarationSyntax { ExpressionBody: { } body } method => (method.Identifier.ValueText, body),
        LocalFunctionStatementSyntax { Body: { } body } function => (function.Identifier.ValueText, body),
        LocalFunctionStatementSyntax { ExpressionBody: { } body } function => (function.Identifier.ValueText, body),
        PropertyDeclarationSyntax { ExpressionBody: { } body } property => (property.Identifier.ValueText, body),
        PropertyDeclarationSyntax { AccessorList: { } body } property => (property.Identifier.ValueText, body),
        _ => (null, node),
    };
}
