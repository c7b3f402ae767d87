using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NotebookKernel.Notebooks;

namespace NotebookKernel.Exercises;

/// <summary>
/// Writes what an exercise's cell holds before anybody has answered it: each name that the lesson goes on to use is declared, with its
/// type, and whoever asks for its value is told that the exercise is still to do.
/// </summary>
/// <remarks>
/// A variable becomes a property that throws (<c>double share => throw ...;</c>), a function keeps its head, a class its public members.
/// Names and types come from the solution as the compiler sees it, so that a stub cannot drift from the check; names that only the
/// solution itself uses are not given away.
/// </remarks>
public static class StubWriter
{
    /// <summary>The stubs of a lesson's exercises.</summary>
    /// <param name="lesson">The lesson, with its solutions.</param>
    /// <param name="unfinished">The C# expression that throws, by the exercise's label.</param>
    /// <returns>By exercise, in order, the text of its cell.</returns>
    /// <exception cref="LessonException">A cell does not compile, or a later cell uses a name whose type cannot be written down.</exception>
    public static IReadOnlyList<(Exercise Exercise, string Stub)> Write(Notebook lesson, Func<string, string> unfinished)
    {
        ArgumentNullException.ThrowIfNull(lesson);
        ArgumentNullException.ThrowIfNull(unfinished);
        var exercises = Exercise.In(lesson);
        if (exercises.Count == 0)
            return [];
        var cells = CompiledLesson.Compile(lesson);
        var used = UsedByOthers(cells, exercises);
        return [.. exercises.Select(e => (e, Stub(lesson, e, [.. cells.Where(c => c.Cell == e.Cell)], used, unfinished(e.Label))))];
    }

    /// <summary>What cells that stay in the handout use of other cells.</summary>
    private static HashSet<ISymbol> UsedByOthers(IReadOnlyList<CompiledCell> cells, IReadOnlyList<Exercise> exercises)
    {
        var answers = exercises.Select(e => e.Cell).ToHashSet();
        var used = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var cell in cells.Where(c => !answers.Contains(c.Cell)))
        {
            foreach (var name in cell.Tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            {
                if (cell.Model.GetSymbolInfo(name).Symbol?.OriginalDefinition is { ContainingType.IsScriptClass: true } symbol)
                    used.Add(symbol);
            }
        }

        return used;
    }

    private static string Stub(Notebook lesson, Exercise exercise, IReadOnlyList<CompiledCell> parts, HashSet<ISymbol> used, string unfinished)
    {
        var wanted = new HashSet<ISymbol>(parts.SelectMany(p => p.Declarations.GetMembers()).Where(used.Contains), SymbolEqualityComparer.Default);
        AddTypes(wanted, [.. parts.Select(p => p.Declarations)]);

        var usings = parts.SelectMany(p => ((CompilationUnitSyntax)p.Tree.GetRoot()).Usings).Select(u => u.ToString()).ToList();
        var members = new List<string>();
        foreach (var part in parts)
        {
            var writer = new StubMember(part, unfinished, what => new LessonException(
                $"{lesson.Path}, {exercise.Cell.Id}: later cells use {what}, whose type has no name: "
                + "students could not be told what to write. Use a named type or a tuple."));
            members.AddRange(part.Declarations.GetMembers().Where(wanted.Contains).OrderBy(m => m.Locations[0].SourceSpan.Start).Select(writer.Write));
        }

        if (members.Count == 0)
            members.Add(unfinished + ";");
        if (usings.Count > 0)
            usings.Add("");
        var title = $"// {char.ToUpperInvariant(exercise.Label[0])}{exercise.Label[1..]}: your turn. Replace ";
        return string.Join('\n', [title + (members.Count > 1 ? "these lines by code of your own." : "this line by code of your own."), .. usings, .. members]);
    }

    /// <summary>Adds the exercise's own types that the wanted members are made of.</summary>
    private static void AddTypes(HashSet<ISymbol> wanted, HashSet<INamedTypeSymbol> declarations)
    {
        var open = new Queue<ISymbol>(wanted);
        while (open.TryDequeue(out var symbol))
        {
            foreach (var type in StubMember.TypesOf(symbol).SelectMany(Parts))
            {
                if (declarations.Contains(type.ContainingType!, SymbolEqualityComparer.Default) && wanted.Add(type.OriginalDefinition))
                    open.Enqueue(type.OriginalDefinition);
            }
        }
    }

    private static IEnumerable<ITypeSymbol> Parts(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Parts(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.SelectMany(Parts).Prepend(named),
        _ => [],
    };
}
