using NotebookKernel.Tests.Cli;

namespace NotebookKernel.Tests.Jupyter;

/// <summary>Our kernel, installed for Jupyter in a folder of its own.</summary>
public sealed class KernelProcess : IAsyncLifetime, IDisposable
{
    private const string Name = "csharp-under-test";

    private readonly TemporaryFolder _folder = new();

    /// <summary>What a script needs to find it.</summary>
    public Dictionary<string, string> Environment => new()
    {
        ["COURSE_KERNEL"] = Name,
        ["JUPYTER_PATH"] = _folder["share", "jupyter"],
        ["JUPYTER_RUNTIME_DIR"] = _folder["runtime"],
        ["JUPYTER_CONFIG_DIR"] = _folder["configuration"],
        ["JUPYTER_DATA_DIR"] = _folder["data"],
    };

    public async Task InitializeAsync()
    {
        var result = await CourseProcess.RunAsync(_folder.Path, "jupyter", "install", "--prefix", _folder.Path, "--name", Name);
        result.ExitCode.ShouldBe(0, result.Error);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();
}
