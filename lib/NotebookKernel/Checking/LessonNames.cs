using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NotebookKernel.Engine;
using NotebookKernel.Exercises;
using NotebookKernel.Notebooks;

namespace NotebookKernel.Checking;

/// <summary>The names that a lesson takes from its libraries, and its own functions and types: no answer may give them another meaning.</summary>
/// <remarks>
/// A cell sees what the cells before it declare, the last of them first, and only then what is imported: an answer's own class <c>Check</c>
/// would be what all later checks ask, and a function of the answer that bears the name of one of the lesson's would be what they call.
/// </remarks>
internal sealed class LessonNames
{
    private readonly HashSet<string> _imported;

    private readonly List<HashSet<string>> _own;

    /// <param name="lesson">The lesson, with its solutions.</param>
    /// <param name="exercises">Its exercises, and what stands where their solutions are.</param>
    public LessonNames(Notebook lesson, IReadOnlyList<(Exercise Exercise, string Stub)> exercises)
    {
        var cells = lesson.Cells.Where(c => c.Kind == CellKind.Code).ToList();
        var roots = cells.ConvertAll(c => Parse(c.Source));
        List<SyntaxNode> trees = [.. roots, .. exercises.Select(e => Parse(e.Stub))];
        _imported = [.. trees.SelectMany(Used)];
        _imported.Remove("_");
        _imported.ExceptWith(trees.SelectMany(root => root.DescendantNodes()).Select(node => Declared(node).ValueText));

        var answered = exercises.Select(e => e.Exercise.Cell).ToHashSet();
        _own = [.. exercises.Select(e => Own(cells.IndexOf(e.Exercise.Cell), roots, i => answered.Contains(cells[i])))];
    }

    /// <summary>The first declaration in an answer that hides a name of the libraries, or a function or type of the lesson.</summary>
    /// <param name="answer">The answer's code.</param>
    /// <param name="exercise">Which exercise it answers, from 0.</param>
    /// <returns>The name, and its line in the cell, from 1; null if the answer hides none.</returns>
    public (string Name, int Line)? HiddenBy(string answer, int exercise)
    {
        foreach (var name in Seen(Parse(answer)).Select(Declared))
        {
            if (_imported.Contains(name.ValueText) || _own[exercise].Contains(name.ValueText))
                return (name.ValueText, name.GetLocation().GetLineSpan().StartLinePosition.Line + 1);
        }

        return null;
    }

    /// <summary>
    /// The functions and types that the lesson declares before an exercise and uses behind it, but for those whose names the solution takes.
    /// </summary>
    private static HashSet<string> Own(int exercise, List<SyntaxNode> cells, Func<int, bool> isAnswer)
    {
        HashSet<string> before = [], wanted = [];
        for (var i = 0; i < exercise; i++)
        {
            if (!isAnswer(i))
                before.UnionWith(Seen(cells[i]).Where(IsFunctionOrType).Select(node => Declared(node).ValueText));
        }

        before.ExceptWith(Seen(cells[exercise]).Select(node => Declared(node).ValueText));
        for (var i = exercise + 1; i < cells.Count; i++)
        {
            // What a cell declares anew is no longer the answer's, whatever that was.
            before.ExceptWith(Seen(cells[i]).Select(node => Declared(node).ValueText));
            if (!isAnswer(i))
                wanted.UnionWith(Used(cells[i]).Where(before.Contains));
        }

        return wanted;
    }

    private static bool IsFunctionOrType(SyntaxNode node) => node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax
        or MethodDeclarationSyntax or LocalFunctionStatementSyntax
        or VariableDeclaratorSyntax { Initializer.Value: AnonymousFunctionExpressionSyntax };

    /// <summary>What later cells may see of a cell.</summary>
    private static IEnumerable<SyntaxNode> Seen(SyntaxNode root) => root.DescendantNodes(Reaches).Where(IsSeen);

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
