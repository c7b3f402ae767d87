using Microsoft.CodeAnalysis;
using NotebookKernel.Engine;
using NotebookKernel.Notebooks;

namespace NotebookKernel.Exercises;

/// <summary>A cell's code as the compiler understands it, on top of the cells before it.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Tree">Its code.</param>
/// <param name="Model">What the names in it mean.</param>
/// <param name="Declarations">The class that holds what it declares.</param>
internal sealed record CompiledCell(NotebookCell Cell, SyntaxTree Tree, SemanticModel Model, INamedTypeSymbol Declarations);

/// <summary>Compiles a lesson's cells one upon the other, without running any.</summary>
internal static class CompiledLesson
{
    /// <param name="notebook">The lesson.</param>
    /// <returns>Its code cells, in order; of a cell with directives between its code each part.</returns>
    /// <exception cref="LessonException">A cell does not compile.</exception>
    public static IReadOnlyList<CompiledCell> Compile(Notebook notebook)
    {
        var cells = new List<CompiledCell>();
        using var engine = new CSharpEngine(new EngineOptions(Path.GetDirectoryName(Path.GetFullPath(notebook.Path))!));
        var number = 0;
        foreach (var cell in notebook.Cells.Where(c => c.Kind == CellKind.Code))
        {
            number++;
            try
            {
                foreach (var (compilation, tree) in engine.Declare(cell.Source, $"cell {number}"))
                    cells.Add(new CompiledCell(cell, tree, compilation.GetSemanticModel(tree), compilation.ScriptClass!));
            }
            catch (FormatException e)
            {
                throw new LessonException($"{notebook.Path}, {cell.Id ?? $"cell {number}"}: {e.Message}");
            }
        }

        return cells;
    }
}
