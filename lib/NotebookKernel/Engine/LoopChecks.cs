using System.ComponentModel;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.DotNet.Interactive;

namespace NotebookKernel.Engine;

/// <summary>Makes the loops of a cell's code end when the cell is interrupted: each begins its round with <see cref="Check"/>.</summary>
/// <remarks>Lines stay as they are; columns do not, so compile errors are taken from the code without checks.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LoopChecks
{
    private static readonly StatementSyntax CheckStatement =
        SyntaxFactory.ParseStatement($"global::{typeof(LoopChecks).FullName}.{nameof(Check)}();");

    private static int _stopping;

    /// <summary>Called by compiled cells in each round of a loop; costs the reading of one field unless some cell is being interrupted.</summary>
    /// <exception cref="OperationCanceledException">The cell that runs here is being interrupted.</exception>
    public static void Check()
    {
        if (Volatile.Read(ref _stopping) != 0) CheckThisCell();
    }

    /// <summary>Some cell is to stop.</summary>
    internal static void Begin() => Interlocked.Increment(ref _stopping);

    /// <summary>It has stopped.</summary>
    internal static void End() => Interlocked.Decrement(ref _stopping);

    /// <summary>The code with checks.</summary>
    internal static SyntaxNode AddTo(SyntaxNode root) => new Rewriter().Visit(root);

    private static void CheckThisCell()
    {
        if (KernelInvocationContext.Current is { IsStopping: true } cell) throw new OperationCanceledException(cell.CancellationToken);
    }

    private sealed class Rewriter : CSharpSyntaxRewriter
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

        private static BlockSyntax Checked(StatementSyntax body) =>
            body is BlockSyntax block
                ? block.WithStatements(block.Statements.Insert(0, CheckStatement))
                : SyntaxFactory.Block(CheckStatement, body);
    }
}
