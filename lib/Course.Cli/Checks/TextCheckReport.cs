using NotebookKernel.Checking;

namespace Course.Cli.Checks;

/// <summary>A report to read: each file as soon as it is checked, and a table of the class at the end.</summary>
/// <param name="files">The files that will be checked.</param>
internal sealed class TextCheckReport(IReadOnlyList<string> files) : ICheckReport
{
    private readonly int _width = Enum.GetValues<Verdict>().Max(v => VerdictText.Words(v).Length);

    public void File(CheckedFile file)
    {
        var count = file.Exercises.Count == 0 ? "" : $": {file.Done} of {file.Exercises.Count} done";
        Console.Out.WriteLine($"{file.Path}{(file.Lesson is null || file.Lesson == Path.GetFileName(file.Path) ? "" : $" ({file.Lesson})")}{count}");
        if (file.Problem is not null)
            Console.Out.WriteLine($"  {file.Problem}");
        var names = file.Exercises.Select(e => e.Exercise.Length).DefaultIfEmpty().Max();
        foreach (var exercise in file.Exercises)
        {
            var line = $"  {exercise.Exercise.PadRight(names)}  {VerdictText.Words(exercise.Verdict).PadRight(_width)}  {exercise.Message.ReplaceLineEndings(" ")}";
            Console.Out.WriteLine(line.TrimEnd());
        }

        Console.Out.WriteLine();
    }

    public void End(IReadOnlyList<CheckedFile> checkedFiles)
    {
        if (checkedFiles.Count < 2)
            return;
        var width = files.Max(f => f.Length);
        var most = checkedFiles.Max(f => f.Exercises.Count);
        Console.Out.WriteLine($"{"".PadRight(width)}  {string.Join(' ', Enumerable.Range(1, most))}  done");
        foreach (var file in checkedFiles)
        {
            var signs = string.Join(' ', file.Exercises.Select(e => VerdictText.Sign(e.Verdict))).PadRight(Math.Max(0, (2 * most) - 1));
            Console.Out.WriteLine($"{file.Path.PadRight(width)}  {signs}  {(file.Exercises.Count == 0 ? "not checked" : $"{file.Done} of {file.Exercises.Count}")}");
        }

        var legend = Enum.GetValues<Verdict>().Select(v => $"{VerdictText.Sign(v)} {VerdictText.Words(v)}");
        Console.Out.WriteLine();
        Console.Out.WriteLine(string.Join("   ", legend));
        Console.Out.WriteLine($"{checkedFiles.Count(f => f.Complete)} of {checkedFiles.Count} notebooks have every exercise done.");
    }
}
