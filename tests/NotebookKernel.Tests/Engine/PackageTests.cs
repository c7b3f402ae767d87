using NotebookKernel.Engine;

namespace NotebookKernel.Tests.Engine;

/// <summary>Packages from this machine's own package folder, without a network.</summary>
public sealed class PackageTests : IDisposable
{
    private static readonly string Cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } folder
        ? folder
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private readonly Session _session = new();

    public void Dispose() => _session.Dispose();

    [SkippableFact]
    public async Task A_package_is_restored_and_loaded()
    {
        Prepare(withSource: true);
        (await _session.Run("#r \"nuget: Markdig, 1.6.0\"\nusing Markdig;\nMarkdown.ToHtml(\"*a*\").Trim()")).Result.ShouldBe("<p><em>a</em></p>");
        (await _session.Run("#r \"nuget:Markdig\"\n#r \"nuget: Markdig,1.6.0\"\ntypeof(Markdown).Assembly.GetName().Name")).Result.ShouldBe("Markdig");
        var error = await _session.Fail("#r \"nuget: Markdig, 0.1.0\"");
        error.Message.ShouldContain("already asked for Markdig 1.6.0");
    }

    [SkippableFact]
    public async Task The_newest_version_comes_from_a_source_that_the_cell_names()
    {
        Prepare(withSource: false);
        (await _session.Run($"#i \"nuget:{Cache}\"\n#r \"nuget: Shouldly\"\ntypeof(Shouldly.Should).Namespace")).Result.ShouldBe("Shouldly");
        // Its dependencies came with it.
        (await _session.Run("typeof(DiffEngine.DiffRunner).Name")).Result.ShouldBe("DiffRunner");
    }

    [SkippableFact]
    public async Task A_package_that_is_not_there_says_what_to_try()
    {
        Prepare(withSource: true);
        var error = await _session.Fail("var a = 1;\n#r \"nuget: No.Such.Package.Anywhere, 1.0.0\"");
        error.Kind.ShouldBe(CellErrorKind.Directive);
        error.Line.ShouldBe(2);
        error.Message.ShouldContain("NU1101");
        error.Message.ShouldContain("No.Such.Package.Anywhere");
        error.Message.ShouldContain("Check the package's name");
        (await _session.Run("1")).Result.ShouldBe("1");
    }

    private void Prepare(bool withSource)
    {
        Skip.IfNot(File.Exists(Path.Combine(Cache, "markdig", "1.6.0", "markdig.1.6.0.nupkg")), "the packages of this solution are kept elsewhere");
        _session.Write(
            "nuget.config",
            $"<configuration><packageSources><clear />{(withSource ? $"<add key=\"local\" value=\"{Cache}\" />" : "")}</packageSources></configuration>");
    }
}
