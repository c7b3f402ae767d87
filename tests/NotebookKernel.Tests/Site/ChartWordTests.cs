using NotebookKernel.Tests.Cli;

namespace NotebookKernel.Tests.Site;

[Collection(SitePages.Name)]
public sealed class ChartWordTests(CourseSiteFixture course)
{
    [SkippableFact]
    public async Task Every_chart_of_the_course_has_a_title_named_axes_and_words()
    {
        await PageReader.SkipWithoutAsync(course);
        var (count, faults) = SiteCharts.Look(course.Folder);
        count.ShouldBeGreaterThan(60);
        faults.ShouldBeEmpty();
    }

    [Fact]
    public void What_a_chart_lacks_is_found()
    {
        using var folder = new TemporaryFolder();
        const string Words = "A line that rises from one to two and then stays there.";
        static string Figure(string words, string json) => $"""<figure class="chart"><div class="plot" aria-label="{words}"></div><script type="application/json">{json}</script></figure>""";
        File.WriteAllText(folder["a.html"],
            Figure(Words, """{"data":[{"x":[1]}],"layout":{"title":{"text":"good"},"xaxis":{"title":{"text":"x"}},"yaxis":{"showticklabels":false}}}""")
            + Figure("A line.", """{"data":[{"x":[1]},{"xaxis":"x2","yaxis":"y2"}],"layout":{"xaxis":{"visible":false},"yaxis":{"title":{"text":"y"}},"xaxis2":{"title":{}}}}""")
            + Figure(Words, """{"data":[{"type":"scatter3d"}],"layout":{"title":{"text":"space"},"scene":{"xaxis":{"title":{"text":"x"}},"yaxis":{"title":{"text":"y"}}}}}"""));
        var (count, faults) = SiteCharts.Look(folder.Path);
        count.ShouldBe(3);
        faults.ShouldBe(
        [
            "a.html, \"\": no title", "a.html, \"\": only \"A line.\" in words", "a.html, \"\": no title of xaxis2",
            "a.html, \"space\": no title of scene.zaxis",
        ]);
    }
}
