using NotebookKernel.Notebooks;

namespace NotebookKernel.Checking;

/// <summary>Tells which lesson a student's notebook belongs to, whatever the file is called.</summary>
public static class LessonFinder
{
    /// <summary>Finds the lesson whose cells a notebook shares.</summary>
    /// <param name="student">The student's notebook.</param>
    /// <param name="lessons">The lessons' sources.</param>
    /// <returns>The lesson; null if it has less than a quarter of its cells in common with any.</returns>
    /// <remarks>Texts and ids that several lessons use alike count less, so that what is left of a notebook still tells.</remarks>
    public static Notebook? Find(Notebook student, IReadOnlyList<Notebook> lessons)
    {
        ArgumentNullException.ThrowIfNull(student);
        ArgumentNullException.ThrowIfNull(lessons);
        var mine = student.Cells.SelectMany(Marks).ToHashSet(StringComparer.Ordinal);
        var frequency = lessons.SelectMany(l => l.Cells.SelectMany(Marks).Distinct()).CountBy(mark => mark).ToDictionary(StringComparer.Ordinal);
        double Shared(Notebook lesson) =>
            lesson.Cells.Sum(c => Marks(c).Where(mine.Contains).Select(mark => 1.0 / frequency[mark]).DefaultIfEmpty(0).Max())
            / Math.Max(1, Math.Min(lesson.Cells.Count, student.Cells.Count));
        return lessons.Select(l => (Lesson: l, Share: Shared(l))).Where(l => l.Share >= 0.25).OrderByDescending(l => l.Share).FirstOrDefault().Lesson;
    }

    /// <summary>What a cell is known by: its id and its text.</summary>
    private static IEnumerable<string> Marks(NotebookCell cell)
    {
        if (cell.Id is { } id)
            yield return "id " + id;
        if (CellMatch.Normal(cell.Source) is { Length: > 0 } text)
            yield return "text " + text;
    }
}
