using NotebookKernel.Tests.Cli;

namespace NotebookKernel.Tests.Site;

/// <summary>The course's own site, made by one quick run when a test first asks for it.</summary>
public sealed class CourseSiteFixture : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private Task<CourseProcess.Result>? _run;

    /// <summary>Whether there are notebooks to run.</summary>
    public static bool HasNotebooks { get; } =
        Directory.Exists(Path.Combine(CourseProcess.Repository, "notebooks")) && Directory.EnumerateFiles(Path.Combine(CourseProcess.Repository, "notebooks"), "*.ipynb").Any();

    public string Folder => _folder["site"];

    /// <summary>How the run went.</summary>
    internal Task<CourseProcess.Result> RunAsync() => _run ??= CourseProcess.RunAsync(CourseProcess.Repository, "run", "--quick", "--out", Folder);

    public void Dispose() => _folder.Dispose();
}
