using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NotebookKernel.Engine;

/// <summary>Makes the loops of a cell's code end when the cell is interrupted: each begins its round with a <see cref="LoopCheck"/>.</summary>
/// <remarks>Lines stay as they are; columns do not, so compile errors are taken from the code without checks.</remarks>
/// <param name="session">The session's place in <see cref="LoopCheck.Stopping"/>.</param>
internal sealed class LoopChecks(int session)
{
    private readonly StatementSyntax _check = SyntaxFactory.ParseStatement(string.Create(
        CultureInfo.InvariantCulture,
        $"if (global::System.Threading.Volatile.Read(ref global::{typeof(LoopCheck).FullName}.{nameof(LoopCheck.Stopping)}[{session}])) ")
        + $"global::{typeof(LoopCheck).FullName}.{nameof(LoopCheck.Stop)}();");

    /// <summary>The code with checks.</summary>
    public SyntaxNode AddTo(SyntaxNode root) => new Rewriter(_check).Visit(root);

    private sealed class Rewriter(StatementSyntax check) : CSharpSyntaxRewriter
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

        private BlockSyntax Checked(StatementSyntax body) =>
            body is BlockSyntax block
                ? block.WithStatements(block.Statements.Insert(0, check))
                : SyntaxFactory.Block(check, body);
    }
}
