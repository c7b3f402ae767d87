using System.Reflection;
using NotebookKernel.Exercises;
using NotebookKernel.Notebooks;

namespace Course.Cli.Handouts;

/// <summary>What a copy of the course consists of.</summary>
/// <remarks>Made of the same sources, two copies are equal byte for byte.</remarks>
internal sealed class HandoutContents
{
    private static readonly string[] Papers = ["LICENSE", "THIRD-PARTY.md"];

    private readonly string _home;
    private readonly HandoutKind _kind;

    /// <param name="home">The folder of the course.</param>
    /// <param name="kind">For whom it is.</param>
    /// <exception cref="UsageException">The library has not been built.</exception>
    public HandoutContents(string home, HandoutKind kind)
    {
        (_home, _kind) = (home, kind);
        if (!File.Exists(Path.Combine(home, "lib", "bin", "Course.dll")))
            throw new UsageException($"{Path.Combine(home, "lib", "bin")} does not hold the library yet: build it first, with dotnet build lib/Course -c Release.");
    }

    /// <summary>Writes the copy.</summary>
    /// <param name="lessons">The lessons, as the course has them; changed in memory for students.</param>
    /// <param name="folder">An empty folder.</param>
    /// <exception cref="LessonException">A lesson does not compile, or a stub cannot be written.</exception>
    public void Write(IReadOnlyList<Notebook> lessons, string folder)
    {
        var notebooks = Directory.CreateDirectory(Path.Combine(folder, "notebooks")).FullName;
        foreach (var lesson in lessons)
        {
            if (_kind == HandoutKind.Student)
                Handout.Make(lesson, Stubs.Unfinished);
            else
                lesson.StripOutputs();
            lesson.Write(Path.Combine(notebooks, Path.GetFileName(lesson.Path)));
        }

        var outline = Path.Combine(_home, "notebooks", "outline.json");
        if (File.Exists(outline))
            File.Copy(outline, Path.Combine(notebooks, "outline.json"));
        Copy(Path.Combine(_home, "lib", "bin"), Path.Combine(folder, "lib", "bin"));
        // This very program: the kernel for Jupyter and VS Code, and the runner.
        Copy(AppContext.BaseDirectory, Path.Combine(folder, "lib", "course"));
        if (Directory.Exists(Path.Combine(_home, "data")))
            Copy(Path.Combine(_home, "data"), Path.Combine(folder, "data"));
        foreach (var paper in Papers.Where(p => File.Exists(Path.Combine(_home, p))))
            File.Copy(Path.Combine(_home, paper), Path.Combine(folder, paper));
        File.WriteAllText(Path.Combine(folder, "README.md"), Readme(lessons));
    }

    private string Readme(IReadOnlyList<Notebook> lessons)
    {
        var name = _kind == HandoutKind.Student ? "student" : "teacher";
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Course.Cli.Handouts.{name}.md")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n").Replace("{{lessons}}", string.Join('\n', lessons.Select(Line)), StringComparison.Ordinal);
    }

    private static string Line(Notebook lesson)
    {
        var file = Path.GetFileName(lesson.Path);
        var heading = lesson.Cells.FirstOrDefault(c => c.Kind == CellKind.Markdown)?.Source.Split('\n').FirstOrDefault(l => l.StartsWith("# ", StringComparison.Ordinal));
        return $"- [{heading?[2..].Trim() ?? file}](notebooks/{Uri.EscapeDataString(file)})";
    }

    /// <summary>Copies a folder without what only helps to look into a program while it runs.</summary>
    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from).Where(f => !f.EndsWith(".pdb", StringComparison.OrdinalIgnoreCase)))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var inner in Directory.EnumerateDirectories(from))
            Copy(inner, Path.Combine(to, Path.GetFileName(inner)));
    }
}
