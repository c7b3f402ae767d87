using System.Text.Json;

namespace Benchmarks.Running;

/// <summary>One row measured. Times in seconds, memory in MB.</summary>
internal sealed record Result
{
    public required string Group { get; init; }

    public required string Row { get; init; }

    /// <summary>Threads of ours, and most threads of the peer.</summary>
    public int Threads { get; init; }

    /// <summary>"wall" or "processor".</summary>
    public string Clock { get; init; } = "wall";

    public double? OursMedianS { get; set; }

    public double? OursP95S { get; set; }

    /// <summary>"measured", or "skipped" with the reason in <see cref="Note"/>.</summary>
    public string Peer { get; set; } = "skipped";

    /// <summary>The fastest of the peer's ways, with its threads.</summary>
    public string? PeerVariant { get; set; }

    public double? PeerMedianS { get; set; }

    public double? PeerP95S { get; set; }

    /// <summary>Peer's median over ours: above 1 where we are faster.</summary>
    public double? Ratio { get; set; }

    public double? Gflops { get; set; }

    /// <summary>Those as a share of the machine's measured peak.</summary>
    public double? PeakShare { get; set; }

    public double? OursPeakMb { get; set; }

    public double? PeerPeakMb { get; set; }

    public int Rounds { get; set; }

    /// <summary>Whether both sides found the same answer; nothing where there is no peer.</summary>
    public bool? SameAnswer { get; set; }

    /// <summary>The numbers compared: ours.</summary>
    public Dictionary<string, double> Answers { get; init; } = [];

    /// <summary>What went wrong or is missing.</summary>
    public string? Note { get; set; }

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    /// <summary>Writes all results as one array, under a temporary name first, so that a reader never sees half a file.</summary>
    public static void Write(string path, IReadOnlyList<Result> results)
    {
        var temporary = path + "." + Path.GetRandomFileName();
        try
        {
            File.WriteAllText(temporary, JsonSerializer.Serialize(results, Json) + "\n");
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Reads such a file.</summary>
    public static List<Result> Read(string path) => JsonSerializer.Deserialize<List<Result>>(File.ReadAllText(path), Json) ?? [];
}
