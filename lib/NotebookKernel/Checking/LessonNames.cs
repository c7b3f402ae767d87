using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NotebookKernel.Engine;
using NotebookKernel.Notebooks;

namespace NotebookKernel.Checking;

/// <summary>The names that a lesson takes from its libraries, and no answer may give another meaning.</summary>
/// <remarks>
/// A cell sees what the cells before it declare, and only then what is imported: an answer's own class <c>Check</c> would be what all later
/// checks ask.
/// </remarks>
internal sealed class LessonNames
{
    private readonly HashSet<string> _imported;

    /// <param name="lesson">The lesson, with its solutions.</param>
    /// <param name="stubs">What stands where the solutions are.</param>
    public LessonNames(Notebook lesson, IEnumerable<string> stubs)
    {
        var trees = lesson.Cells.Where(c => c.Kind == CellKind.Code).Select(c => c.Source).Concat(stubs).Select(Parse).ToList();
        _imported = [.. trees.SelectMany(Used)];
        _imported.Remove("_");
        _imported.ExceptWith(trees.SelectMany(root => root.DescendantNodes()).Select(node => Declared(node).ValueText));
    }

    /// <summary>The first declaration in an answer that hides a name of the libraries.</summary>
    /// <returns>The name, and its line in the cell, from 1; null if the answer hides none.</returns>
    public (string Name, int Line)? HiddenBy(string answer)
    {
        foreach (var name in Parse(answer).DescendantNodes(Reaches).Where(IsSeen).Select(Declared))
        {
            if (_imported.Contains(name.ValueText))
                return (name.ValueText, name.GetLocation().GetLineSpan().StartLinePosition.Line + 1);
        }

        return null;
    }

    private static SyntaxNode Parse(string code)
    {
        // Lines that are the kernel's are no names.
        var lines = code.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimStart().StartsWith("#!", StringComparison.Ordinal) ? "" : line);
        return CSharpSyntaxTree.ParseText(string.Join('\n', lines), CellParser.Options).GetRoot();
    }

    /// <summary>Whether later cells may see what is declared within a node; a type's nested types come out by <c>using static</c>.</summary>
    private static bool Reaches(SyntaxNode node) => node is not (BlockSyntax or AnonymousFunctionExpressionSyntax or ParameterListSyntax
        or ArrowExpressionClauseSyntax or AccessorListSyntax or MemberDeclarationSyntax { Parent: TypeDeclarationSyntax } and not TypeDeclarationSyntax);

    private static bool IsSeen(SyntaxNode node) =>
        node.Parent is not TypeDeclarationSyntax || node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax;

    /// <summary>Names that stand by themselves: no members of something, no names of arguments or of properties that are set.</summary>
    private static IEnumerable<string> Used(SyntaxNode root) => root.DescendantNodes().OfType<SimpleNameSyntax>()
        .Where(name => name.Parent is not NameColonSyntax
            && !(name.Parent is MemberAccessExpressionSyntax access && access.Name == name)
            && !(name.Parent is QualifiedNameSyntax qualified && qualified.Right == name)
            && name.Parent is not MemberBindingExpressionSyntax
            && !(name.Parent is AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } set && set.Left == name))
        .Select(name => name.Identifier.ValueText);

    private static SyntaxToken Declared(SyntaxNode node) => node switch
    {
        BaseTypeDeclarationSyntax type => type.Identifier,
        DelegateDeclarationSyntax type => type.Identifier,
        MethodDeclarationSyntax method => method.Identifier,
        LocalFunctionStatementSyntax function => function.Identifier,
        PropertyDeclarationSyntax property => property.Identifier,
        VariableDeclaratorSyntax variable => variable.Identifier,
        SingleVariableDesignationSyntax variable => variable.Identifier,
        ForEachStatementSyntax variable => variable.Identifier,
        CatchDeclarationSyntax variable => variable.Identifier,
        FromClauseSyntax variable => variable.Identifier,
        ParameterSyntax parameter => parameter.Identifier,
        TypeParameterSyntax parameter => parameter.Identifier,
        UsingDirectiveSyntax { Alias.Name.Identifier: var alias } => alias,
        _ => default,
    };
}
