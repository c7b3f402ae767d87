using NotebookKernel.Tests.Cli;

namespace NotebookKernel.Tests.Site;

[Collection(SitePages.Name)]
public sealed class LinkTests(SampleSiteFixture sample, CourseSiteFixture course)
{
    [Fact]
    public void Every_link_of_the_sample_site_leads_somewhere() => SiteLinks.Broken(sample.Folder).ShouldBeEmpty();

    [SkippableFact]
    public async Task Every_link_of_the_course_leads_somewhere()
    {
        await PageReader.SkipWithoutAsync(course);
        SiteLinks.Broken(course.Folder).ShouldBeEmpty();
    }

    [Fact]
    public void Every_link_of_the_documents_leads_somewhere()
    {
        MarkdownFiles.All.ShouldContain("README.md");
        foreach (var name in MarkdownFiles.All)
        {
            var path = Path.Combine(CourseProcess.Repository, name);
            MarkdownFiles.Broken(Path.GetDirectoryName(path)!, File.ReadAllText(path)).ShouldBeEmpty(name);
        }

        MarkdownFiles.Broken(Path.Combine(CourseProcess.Repository, "docs"), "[a](../README.md) ![b](images/lesson.png) [c](README.md)\n\n| d |\n|---|\n| [d](none) |\n\n[e](http://example.org) [f](https://example.org/)")
            .ShouldBe(["README.md", "none", "http://example.org"]);
    }

    [Fact]
    public void What_leads_nowhere_is_found()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["notebooks"]);
        File.WriteAllText(folder["notebooks", "a ü.ipynb"], "{}");
        File.WriteAllText(folder["b.html"], "<p id=\"here\">");
        File.WriteAllText(folder["a.html"], """
            <p id="ä"><a href="b.html">1</a><a href="b.html#here">2</a><a href="#%C3%A4">3</a><a href="notebooks/a%20%C3%BC.ipynb" download>4</a>
            <a href="https://example.org/a?b=c#d">5</a><img src="data:image/png;base64,AA==" alt="">
            <a href="c.html">x</a><a href="B.html">x</a><a href="b.html#there">x</a><a href="#nowhere">x</a><img src="d.png" alt=""><a href="">x</a>
            <a href="http://example.org">x</a><a href="https://exa mple.org">x</a><a href="https://">x</a><a href="javascript:alert(1)">x</a><script src="e.js"></script>
            """);
        SiteLinks.Broken(folder.Path).Select(line => line["a.html: ".Length..]).ShouldBe(
            ["c.html", "B.html", "b.html#there", "#nowhere", "d.png", "", "http://example.org", "https://exa mple.org", "https://", "javascript:alert(1)", "e.js"],
            ignoreOrder: true);
    }
}
