using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Conformance;

namespace TorchSharp.Managed.Tests;

/// <summary>Programs written for the real TorchSharp, with the results they have there.</summary>
public class ConformanceTests
{
    private const int Checks = 742;

    private static readonly JsonSerializerOptions Json = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };
    private static readonly Dictionary<string, double[]> Values = Read<double[]>("expected.json");
    private static readonly Dictionary<string, Shape> ExpectedShapes = Read<Shape>("expected-shapes.json");
    private static readonly Dictionary<string, string> Texts = Read<string>("expected-text.json");

    private sealed record Shape(string dtype, long[] shape);

    public static TheoryData<string> Topics() => [.. Values.Keys.Select(k => k.Split('/')[0]).Distinct()];

    [Fact]
    public void Every_check_has_an_expected_result() => Values.Count.ShouldBe(Checks);

    [Theory]
    [MemberData(nameof(Topics))]
    public void Topic_gives_the_results_of_TorchSharp(string topic)
    {
        Check.Shapes.Clear();
        Check.Dtypes.Clear();
        Check.Texts.Clear();
        var run = typeof(Check).Assembly.GetType("Conformance." + topic)!.GetMethod("Run", BindingFlags.Public | BindingFlags.Static)!;
        var faults = new List<string>();
        var seen = new HashSet<string>();
        foreach (var (name, got) in (IEnumerable<(string name, double[] values)>)run.Invoke(null, null)!)
        {
            string key = topic + "/" + name;
            seen.Add(key).ShouldBeTrue(key);
            if (Fault(key, name, got) is { } fault) faults.Add($"{key}: {fault}");
        }
        faults.ShouldBeEmpty();
        seen.ShouldBe(Values.Keys.Where(k => k.StartsWith(topic + "/", StringComparison.Ordinal)), ignoreOrder: true);
    }

    private static string? Fault(string key, string name, double[] got)
    {
        Texts.TryGetValue(key, out string? wantText);
        Check.Texts.TryGetValue(name, out string? gotText);
        if (wantText != gotText) return $"text {gotText ?? "none"} instead of {wantText ?? "none"}";
        double tolerance = 1e-9;
        if (ExpectedShapes.TryGetValue(key, out var want))
        {
            if (!Check.Shapes.TryGetValue(name, out long[]? shape)) return "no shape";
            if (!shape.SequenceEqual(want.shape)) return $"shape [{string.Join(", ", shape)}] instead of [{string.Join(", ", want.shape)}]";
            if (Check.Dtypes[name] != want.dtype) return $"type {Check.Dtypes[name]} instead of {want.dtype}";
            if (want.dtype == "Float32") tolerance = 2e-5;
        }
        double[] expected = Values[key];
        if (got.Length != expected.Length) return $"{got.Length} values instead of {expected.Length}";
        for (int i = 0; i < got.Length; i++)
            if (!got[i].Equals(expected[i]) && !(Math.Abs(got[i] - expected[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i]))))
                return $"value {i} is {got[i]:R} instead of {expected[i]:R}";
        return null;
    }

    private static Dictionary<string, T> Read<T>(string file) =>
        JsonSerializer.Deserialize<Dictionary<string, T>>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "conformance", file)), Json)!;
}
