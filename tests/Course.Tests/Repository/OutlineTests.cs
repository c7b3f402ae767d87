using System.Text.Json.Nodes;

namespace Course.Tests.Repository;

/// <summary>
/// notebooks/outline.json says where each section of the two lectures is taught: A are those of the week of March 11, B what is new in the
/// week of March 18, C what goes beyond them.
/// </summary>
public class OutlineTests
{
    private static readonly JsonObject[] Outline =
        [.. JsonNode.Parse(Repo.Read("notebooks", "outline.json"))!.AsArray().Select(row => row!.AsObject())];

    public static TheoryData<string> Rows => [.. Ids];

    /// <summary>As many of each letter as the outline of the lectures has rows.</summary>
    private static IEnumerable<string> Ids =>
        new[] { ("A", 31), ("B", 8), ("C", 2) }.SelectMany(week => Enumerable.Range(1, week.Item2).Select(i => $"{week.Item1}{i}"));

    [Theory]
    [MemberData(nameof(Rows))]
    public void Every_section_is_taught_under_headings_that_exist(string id)
    {
        var row = Outline.Where(row => (string)row["row"]! == id).ShouldHaveSingleItem($"outline.json has not exactly one entry for {id}");

        ((string)row["section"]!).ShouldNotBeNullOrWhiteSpace();
        row["lecture"]!.AsArray().ShouldNotBeEmpty();
        var notebook = (string)row["notebook"]!;
        File.Exists(Path.Combine(Repo.Root, "notebooks", notebook)).ShouldBeTrue($"{id} names {notebook}, which is not in notebooks/");
        var headings = row["headings"]!.AsArray().Select(heading => (string)heading!).ToArray();
        headings.ShouldNotBeEmpty();
        headings.Except(Headings(notebook)).ShouldBeEmpty($"{id} names headings that are not in {notebook}");
    }

    [Fact]
    public void The_outline_holds_nothing_else() => Outline.Select(row => (string)row["row"]!).ShouldBe(Ids);

    /// <summary>The headings of a notebook as written, without their marks.</summary>
    private static string[] Headings(string notebook) =>
    [
        .. JsonNode.Parse(Repo.Read("notebooks", notebook))!["cells"]!.AsArray()
            .Where(cell => (string)cell!["cell_type"]! == "markdown")
            .SelectMany(cell => cell!["source"]!.AsArray().Select(line => ((string)line!).TrimEnd()))
            .Where(line => line.StartsWith("## ", StringComparison.Ordinal) || line.StartsWith("### ", StringComparison.Ordinal))
            .Select(line => line.TrimStart('#').Trim()),
    ];
}
