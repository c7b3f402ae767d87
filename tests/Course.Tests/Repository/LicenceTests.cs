using System.Text.Json;
using System.Text.RegularExpressions;

namespace Course.Tests.Repository;

/// <summary>THIRD-PARTY.md names all that is used, and nothing else.</summary>
public partial class LicenceTests
{
    private static readonly string Listed = Repo.Read("THIRD-PARTY.md");

    public static TheoryData<string, string> Packages => Rows(LockFiles().SelectMany(Resolved).Distinct().Order());

    public static TheoryData<string, string> Scripts => Rows(new[] { "lib", "tests" }.SelectMany(folder =>
    {
        using var document = JsonDocument.Parse(Repo.Read(folder, "web", "package-lock.json"));
        return document.RootElement.GetProperty("packages").EnumerateObject().Where(package => package.Name.Length > 0)
            .Select(package => (package.Name["node_modules/".Length..], package.Value.GetProperty("version").GetString()!)).ToList();
    }));

    [Theory]
    [MemberData(nameof(Packages))]
    [MemberData(nameof(Scripts))]
    public void A_package_is_listed_with_its_version(string name, string version) =>
        Listings().ShouldContain(row => Names(row).Contains(name, StringComparer.OrdinalIgnoreCase) && row.Contains(version, StringComparison.Ordinal), $"{name} {version}");

    [Fact]
    public void What_is_listed_is_used()
    {
        var used = Packages.Select(row => (string)row[0]).Concat(Scripts.Select(row => (string)row[0])).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Listings().SelectMany(Names).Where(name => !used.Contains(name) && !name.Contains('/')).ShouldBeEmpty();
    }

    [Fact]
    public void Every_data_file_is_listed()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(Repo.Root, "data")).Select(Path.GetFileName).Where(file => file != "README.md"))
            Listed.ShouldContain($"`data/{file}`");
    }

    private static TheoryData<string, string> Rows(IEnumerable<(string Name, string Version)> packages)
    {
        var rows = new TheoryData<string, string>();
        foreach (var (name, version) in packages)
            rows.Add(name, version);
        return rows;
    }

    private static IEnumerable<string> Listings() =>
        Listed.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.Contains("---") && !line.StartsWith("| package", StringComparison.Ordinal) && !line.StartsWith("| file", StringComparison.Ordinal));

    private static IEnumerable<string> Names(string row) => row.Split('|')[1].Split(',').Select(part => part.Trim().Trim('`'));

    private static IEnumerable<string> LockFiles() =>
        new[] { "lib", "tests" }.SelectMany(folder => Directory.GetFiles(Path.Combine(Repo.Root, folder), "packages.lock.json", SearchOption.AllDirectories))
            .Where(path => !Build().IsMatch(path));

    private static IEnumerable<(string Name, string Version)> Resolved(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        return [.. document.RootElement.GetProperty("dependencies").EnumerateObject().SelectMany(framework => framework.Value.EnumerateObject())
            .Where(package => package.Value.GetProperty("type").GetString() != "Project")
            .Select(package => (package.Name, package.Value.GetProperty("resolved").GetString()!))];
    }

    [GeneratedRegex(@"[\\/](obj|bin|node_modules)[\\/]")]
    private static partial Regex Build();
}
