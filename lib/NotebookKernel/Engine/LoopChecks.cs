using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NotebookKernel.Engine;

/// <summary>
/// Makes what a cell's code does again and again end when the cell is interrupted: each round of a loop, and each call of a function that may
/// call itself, begins with a <see cref="LoopCheck"/>.
/// </summary>
/// <remarks>
/// <para>Lines stay as they are; columns do not, so compile errors are taken from the code without checks.</para>
/// <para>An async function is not asked whether the stack is full: an exception through thousands of its calls takes minutes, for each throws it anew.</para>
/// </remarks>
/// <param name="session">The session's place in <see cref="LoopCheck.Stopping"/>.</param>
internal sealed class LoopChecks(int session)
{
    private readonly StatementSyntax _round = Statement(
        $"if (global::System.Threading.Volatile.Read(ref {Member(nameof(LoopCheck.Stopping))}[{session}])) {Member(nameof(LoopCheck.Stop))}();");

    private readonly StatementSyntax _call = Statement($"{Member(nameof(LoopCheck.Enter))}({session});");

    /// <summary>The code with checks.</summary>
    public SyntaxNode AddTo(SyntaxNode root) => new Rewriter(_round, _call, RecursiveFunctions.In(root)).Visit(root);

    private static string Member(string name) => $"global::{typeof(LoopCheck).FullName}.{name}";

    private static StatementSyntax Statement(FormattableString text) => SyntaxFactory.ParseStatement(text.ToString(CultureInfo.InvariantCulture));

    private sealed class Rewriter(StatementSyntax round, StatementSyntax call, HashSet<string> recursive) : CSharpSyntaxRewriter
    {
        public override SyntaxNode? VisitWhileStatement(WhileStatementSyntax node) =>
            base.VisitWhileStatement(node) is WhileStatementSyntax loop ? loop.WithStatement(Checked(loop.Statement)) : null;

        public override SyntaxNode? VisitDoStatement(DoStatementSyntax node) =>
            base.VisitDoStatement(node) is DoStatementSyntax loop ? loop.WithStatement(Checked(loop.Statement)) : null;

        public override SyntaxNode? VisitForStatement(ForStatementSyntax node) =>
            base.VisitForStatement(node) is ForStatementSyntax loop ? loop.WithStatement(Checked(loop.Statement)) : null;

        public override SyntaxNode? VisitForEachStatement(ForEachStatementSyntax node) =>
            base.VisitForEachStatement(node) is ForEachStatementSyntax loop ? loop.WithStatement(Checked(loop.Statement)) : null;

        public override SyntaxNode? VisitForEachVariableStatement(ForEachVariableStatementSyntax node) =>
            base.VisitForEachVariableStatement(node) is ForEachVariableStatementSyntax loop ? loop.WithStatement(Checked(loop.Statement)) : null;

        public override SyntaxNode? VisitMethodDeclaration(MethodDeclarationSyntax node) => base.VisitMethodDeclaration(node) switch
        {
            MethodDeclarationSyntax { Body: { } body } method when IsRecursive(method.Identifier) => method.WithBody(Begun(body, method.Modifiers)),
            MethodDeclarationSyntax { ExpressionBody: { } body } method when IsRecursive(method.Identifier) && Begun(body, method.SemicolonToken, method.ReturnType, method.Modifiers) is { } block =>
                method.WithExpressionBody(null).WithSemicolonToken(default).WithBody(block),
            var other => other,
        };

        public override SyntaxNode? VisitLocalFunctionStatement(LocalFunctionStatementSyntax node) => base.VisitLocalFunctionStatement(node) switch
        {
            LocalFunctionStatementSyntax { Body: { } body } function when IsRecursive(function.Identifier) => function.WithBody(Begun(body, function.Modifiers)),
            LocalFunctionStatementSyntax { ExpressionBody: { } body } function when IsRecursive(function.Identifier) && Begun(body, function.SemicolonToken, function.ReturnType, function.Modifiers) is { } block =>
                function.WithExpressionBody(null).WithSemicolonToken(default).WithBody(block),
            var other => other,
        };

        public override SyntaxNode? VisitPropertyDeclaration(PropertyDeclarationSyntax node)
        {
            var visited = base.VisitPropertyDeclaration(node);
            if (visited is not PropertyDeclarationSyntax property || !IsRecursive(property.Identifier)) return visited;
            if (property.AccessorList is { } accessors)
                return property.WithAccessorList(accessors.WithAccessors(SyntaxFactory.List(accessors.Accessors.Select(a => Begun(a, property.Type)))));
            if (property.ExpressionBody is not { } body || Begun(body, property.SemicolonToken, property.Type, default) is not { } block) return property;
            // The getter's braces stand within the property's, all on the lines of the expression.
            var getter = SyntaxFactory.AccessorDeclaration(SyntaxKind.GetAccessorDeclaration, block.WithoutTrailingTrivia()).WithLeadingTrivia(SyntaxFactory.Space);
            var list = SyntaxFactory.AccessorList(SyntaxFactory.SingletonList(getter)).WithTrailingTrivia(block.GetTrailingTrivia());
            return property.WithExpressionBody(null).WithSemicolonToken(default).WithAccessorList(list);
        }

        private bool IsRecursive(SyntaxToken name) => recursive.Contains(name.ValueText);

        private BlockSyntax Checked(StatementSyntax body) =>
            body is BlockSyntax block
                ? block.WithStatements(block.Statements.Insert(0, round))
                : SyntaxFactory.Block(round, body);

        private BlockSyntax Begun(BlockSyntax body, SyntaxTokenList modifiers) => body.WithStatements(body.Statements.Insert(0, CheckOf(modifiers)));

        private StatementSyntax CheckOf(SyntaxTokenList modifiers) => modifiers.Any(SyntaxKind.AsyncKeyword) ? round : call;

        private AccessorDeclarationSyntax Begun(AccessorDeclarationSyntax accessor, TypeSyntax type)
        {
            if (accessor.Body is { } body) return accessor.WithBody(Begun(body, default));
            var returned = accessor.IsKind(SyntaxKind.GetAccessorDeclaration) ? type : Void;
            return accessor.ExpressionBody is { } expression && Begun(expression, accessor.SemicolonToken, returned, default) is { } block
                ? accessor.WithExpressionBody(null).WithSemicolonToken(default).WithBody(block)
                : accessor;
        }

        /// <summary>The block that does what an expression body does; null for one that only throws.</summary>
        private BlockSyntax? Begun(ArrowExpressionClauseSyntax body, SyntaxToken semicolon, TypeSyntax type, SyntaxTokenList modifiers)
        {
            if (body.Expression is ThrowExpressionSyntax) return null;
            var end = SyntaxFactory.Token(SyntaxKind.SemicolonToken);
            var isVoid = type is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword }
                || (modifiers.Any(SyntaxKind.AsyncKeyword) && type is IdentifierNameSyntax { Identifier.ValueText: "Task" or "ValueTask" });
            StatementSyntax only = isVoid
                ? SyntaxFactory.ExpressionStatement(body.Expression, end)
                : SyntaxFactory.ReturnStatement(SyntaxFactory.Token(SyntaxKind.ReturnKeyword).WithTrailingTrivia(SyntaxFactory.Space), body.Expression, end);
            return SyntaxFactory.Block(
                SyntaxFactory.Token(SyntaxKind.OpenBraceToken).WithTriviaFrom(body.ArrowToken),
                SyntaxFactory.List([CheckOf(modifiers), only]),
                SyntaxFactory.Token(SyntaxKind.CloseBraceToken).WithTrailingTrivia(semicolon.TrailingTrivia));
        }

        private static TypeSyntax Void => SyntaxFactory.PredefinedType(SyntaxFactory.Token(SyntaxKind.VoidKeyword));
    }
}
