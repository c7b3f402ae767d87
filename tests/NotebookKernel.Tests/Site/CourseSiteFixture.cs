using NotebookKernel.Tests.Cli;

namespace NotebookKernel.Tests.Site;

/// <summary>The course's own site, made by one quick run.</summary>
public sealed class CourseSiteFixture : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>Whether there are notebooks to run.</summary>
    public static bool HasNotebooks { get; } =
        Directory.Exists(Path.Combine(CourseProcess.Repository, "notebooks")) && Directory.EnumerateFiles(Path.Combine(CourseProcess.Repository, "notebooks"), "*.ipynb").Any();

    public string Folder => _folder["site"];

    internal CourseProcess.Result? Run { get; private set; }

    public async Task InitializeAsync()
    {
        if (HasNotebooks)
            Run = await CourseProcess.RunAsync(CourseProcess.Repository, "run", "--quick", "--out", Folder);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();
}
