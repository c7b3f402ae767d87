using System.Reflection;
using System.Text.Json;

namespace Plotly.NET.Managed.Tests;

/// <summary>
/// Charts whose JSON the real Plotly.NET 5.1.0 wrote to conformance/expected.json. The same sources, compiled against the stand-in,
/// must write the same; only the template, the look of what a chart leaves open, is the course's own.
/// </summary>
public class ConformanceTests
{
    private static readonly JsonDocument Expected = JsonDocument.Parse(TestFiles.Read("conformance", "expected.json"));

    public static TheoryData<string> Names => [.. Expected.RootElement.EnumerateObject().Select(chart => chart.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_chart_writes_the_JSON_that_the_real_package_writes(string name)
    {
        var (type, method) = name.Split('/') is [var t, var m] ? (t, m) : throw new FormatException(name);
        var chart = (GenericChart)typeof(Conformance.Basic).Assembly.GetType("Conformance." + type)!.GetMethod(method)!.Invoke(null, null)!;

        using var actual = JsonDocument.Parse(GenericChart.toJson(chart));

        Difference(actual.RootElement, Expected.RootElement.GetProperty(name), "$").ShouldBeNull();
    }

    [Fact]
    public void Every_conformance_chart_has_an_expectation()
    {
        var built = new[] { typeof(Conformance.Basic), typeof(Conformance.Composed) }
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => method.GetParameters().Length == 0)
            .Select(method => method.DeclaringType!.Name + "/" + method.Name);

        built.ShouldBe(Expected.RootElement.EnumerateObject().Select(chart => chart.Name), ignoreOrder: true);
    }

    private static string? Difference(JsonElement actual, JsonElement expected, string path)
    {
        if (path == "$.layout.template")
            return actual.ValueKind == JsonValueKind.Object ? null : $"{path} is missing";
        if (actual.ValueKind != expected.ValueKind)
            return $"{path} is {actual.GetRawText()} instead of {expected.GetRawText()}";
        return expected.ValueKind switch
        {
            JsonValueKind.Object => Members(actual, expected, path),
            JsonValueKind.Array => actual.GetArrayLength() != expected.GetArrayLength()
                ? $"{path} has {actual.GetArrayLength()} items instead of {expected.GetArrayLength()}"
                : expected.EnumerateArray().Select((item, i) => Difference(actual[i], item, $"{path}[{i}]")).FirstOrDefault(fault => fault is not null),
            JsonValueKind.Number => Math.Abs(actual.GetDouble() - expected.GetDouble()) <= 1e-9 * Math.Max(1, Math.Abs(expected.GetDouble()))
                ? null
                : $"{path} is {actual.GetRawText()} instead of {expected.GetRawText()}",
            JsonValueKind.String => actual.GetString() == expected.GetString() ? null : $"{path} is {actual.GetRawText()} instead of {expected.GetRawText()}",
            _ => null,
        };
    }

    private static string? Members(JsonElement actual, JsonElement expected, string path)
    {
        foreach (var member in expected.EnumerateObject())
        {
            if (!actual.TryGetProperty(member.Name, out var value))
                return $"{path}.{member.Name} is missing (should be {member.Value.GetRawText()})";
            if (Difference(value, member.Value, $"{path}.{member.Name}") is { } fault)
                return fault;
        }

        return actual.EnumerateObject().Where(member => !expected.TryGetProperty(member.Name, out _))
            .Select(member => $"{path}.{member.Name} should not be there").FirstOrDefault();
    }
}
