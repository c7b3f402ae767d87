using NotebookKernel.Notebooks;

namespace NotebookKernel.Exercises;

/// <summary>A task of a lesson that students answer in code.</summary>
/// <param name="Label">What to call it, from the cell's id: <c>exercise 1</c> for <c>exercise-1</c>.</param>
/// <param name="Cell">The cell to answer in; in a lesson's source it holds the solution.</param>
/// <param name="Check">The cell that checks the answer; null if there is none.</param>
public sealed record Exercise(string Label, NotebookCell Cell, NotebookCell? Check)
{
    /// <summary>The tag of a cell to answer in.</summary>
    public const string Tag = "exercise";

    /// <summary>The tag of a cell that gives an answer away.</summary>
    public const string SolutionTag = "solution";

    /// <summary>The tag of a cell that checks something.</summary>
    public const string CheckTag = "check";

    /// <summary>The exercises of a notebook, in order.</summary>
    /// <param name="notebook">A lesson or a handout.</param>
    /// <remarks>An exercise's check is the first check cell behind it and before the next exercise.</remarks>
    public static IReadOnlyList<Exercise> In(Notebook notebook)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        var exercises = new List<Exercise>();
        foreach (var cell in notebook.Cells.Where(c => c.Kind == CellKind.Code))
        {
            if (cell.HasTag(Tag) || cell.HasTag(SolutionTag))
                exercises.Add(new Exercise(LabelOf(cell, exercises.Count + 1), cell, null));
            else if (cell.HasTag(CheckTag) && exercises is [.., { Check: null } last])
                exercises[^1] = last with { Check = cell };
        }

        return exercises;
    }

    private static string LabelOf(NotebookCell cell, int number) => cell.Id is { Length: > 0 } id ? id.Replace('-', ' ') : $"exercise {number}";
}
