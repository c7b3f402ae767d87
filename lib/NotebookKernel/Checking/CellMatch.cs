using NotebookKernel.Notebooks;

namespace NotebookKernel.Checking;

/// <summary>Which cells of a student's notebook are those of its lesson.</summary>
internal static class CellMatch
{
    /// <summary>Text to compare: line ends and space at the ends say nothing.</summary>
    public static string Normal(string source) => source.ReplaceLineEndings("\n").Trim();

    /// <summary>For each cell of the student's notebook, the lesson's cell that it was; null for a cell of the student's own.</summary>
    /// <remarks>By id; cells that lost theirs, by their text.</remarks>
    public static IReadOnlyList<NotebookCell?> Match(Notebook student, CheckedLesson lesson)
    {
        var open = lesson.Notebook.Cells.ToList();
        var matches = new NotebookCell?[student.Cells.Count];
        void Each(Func<NotebookCell, NotebookCell, bool> same)
        {
            for (var i = 0; i < matches.Length; i++)
            {
                if (matches[i] is null && open.Find(c => c.Kind == student.Cells[i].Kind && same(student.Cells[i], c)) is { } found)
                {
                    matches[i] = found;
                    open.Remove(found);
                }
            }
        }

        var handed = lesson.Notebook.Cells.ToDictionary(c => c, c => Normal(c.Source));
        foreach (var exercise in lesson.Exercises)
            handed[exercise.Cell] = Normal(lesson.StubOf(exercise));
        Each((mine, original) => mine.Id is { } id && id == original.Id);
        Each((mine, original) => Normal(mine.Source) == handed[original]);
        return matches;
    }
}
