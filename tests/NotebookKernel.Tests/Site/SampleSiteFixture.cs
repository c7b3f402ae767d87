using NotebookKernel.Site;
using NotebookKernel.Tests.Cli;

namespace NotebookKernel.Tests.Site;

/// <summary>The sample notebooks as a site on disk.</summary>
public sealed class SampleSiteFixture : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SampleSiteFixture()
    {
        var scripts = Path.Combine(CourseProcess.Repository, "lib", "web", "node_modules");
        SiteWriter.Write(SampleSite.Notebooks(_folder["notebooks"]), SampleSite.Options(scripts), Folder);
    }

    public string Folder => _folder["site"];

    public void Dispose() => _folder.Dispose();
}
