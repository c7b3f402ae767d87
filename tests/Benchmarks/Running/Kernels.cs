using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics.X86;
using System.Text.Json.Nodes;

namespace Benchmarks.Running;

/// <summary>The inner loops that a peer's libraries compute with, chosen by variables of its environment.</summary>
/// <remarks>OpenBLAS chooses by the processor's model, and an older one that does not know a newer model falls back to kernels of 2004, several times
/// slower than the machine allows. A fair peer has the best that its library holds, so all that make sense here are tried.</remarks>
/// <param name="Name">What the library calls them.</param>
/// <param name="Environment">The variables, with their values.</param>
internal sealed record Kernels(string Name, (string Name, string Value)[] Environment)
{
    private const string CoreType = "OPENBLAS_CORETYPE";
    private const double MayBeFastest = 1.25;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Whatever the libraries choose.</summary>
    public static Kernels Own { get; } = new("", []);

    /// <summary>With PyTorch's own loops in AVX-512, which it leaves out unless it is told.</summary>
    public Kernels WithWidestPyTorch() => new($"{Name}, ATen AVX-512", [.. Environment, ("ATEN_CPU_CAPABILITY", "avx512")]);

    /// <summary>Sets the variables, and removes those that somebody may have set for the whole system.</summary>
    public void Apply(ProcessStartInfo start, int threads)
    {
        foreach (var name in (string[])["OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"])
            start.Environment[name] = threads.ToString(CultureInfo.InvariantCulture);
        foreach (var name in (string[])[CoreType, "OPENBLAS_L2_SIZE", "ATEN_CPU_CAPABILITY"])
            start.Environment.Remove(name);
        foreach (var (name, value) in Environment)
            start.Environment[name] = value;
    }

    /// <summary>Those that are the fastest for at least one kind of work, or nearly so, and compute right; the best of all comes first.</summary>
    /// <param name="python">The interpreter.</param>
    /// <param name="threads">How many threads they may use.</param>
    /// <param name="output">Where to say what was found.</param>
    public static Kernels[] Fastest(string python, int threads, TextWriter output)
    {
        var found = new List<(Kernels Kernels, double[] Seconds)>();
        foreach (var type in Types())
        {
            var kernels = type is null ? Own : new Kernels(type, [(CoreType, type)]);
            // A library that does not know a type takes another: each counts once.
            if (Try(python, kernels, threads) is not { } reply || reply["kernels"]?.GetValue<string>() is not { } name || found.Exists(one => one.Kernels.Name == name))
                continue;
            if (reply["wrong"]?.GetValue<string>() is { } wrong)
                output.WriteLine($"peer: OpenBLAS with its kernels for {name} computes {wrong} wrong: left out");
            else
                found.Add((kernels with { Name = name }, [.. reply["seconds"]!.AsObject().Select(item => item.Value!.GetValue<double>())]));
        }
        if (found.Count == 0)
            return [Own];
        var best = Enumerable.Range(0, found[0].Seconds.Length).Select(i => found.Min(one => one.Seconds[i])).ToArray();
        var kept = found
            .Select(one => (one.Kernels, Slower: one.Seconds.Zip(best, (seconds, least) => seconds / least).ToArray()))
            .Where(one => one.Slower.Min() <= MayBeFastest)
            .OrderBy(one => one.Slower.Sum(Math.Log))
            .Select(one => one.Kernels)
            .ToArray();
        output.WriteLine($"peer: OpenBLAS would choose {found[0].Kernels.Name}; tried {string.Join(", ", found.Select(one => one.Kernels.Name))}; rows run with {string.Join(", ", kept.Select(one => one.Name))}");
        return kept;
    }

    // The library's choice first; then the types whose instructions this processor has.
    private static IEnumerable<string?> Types()
    {
        yield return null;
        if (Avx2.IsSupported)
            foreach (var type in (string[])["HASWELL", "ZEN"])
                yield return type;
        if (Avx512F.IsSupported)
            foreach (var type in (string[])["SKYLAKEX", "COOPERLAKE", "SAPPHIRERAPIDS"])
                yield return type;
    }

    // Null where the process fails: kernels with an instruction that the processor lacks end it.
    private static JsonNode? Try(string python, Kernels kernels, int threads)
    {
        var start = new ProcessStartInfo(python, [Path.Combine(AppContext.BaseDirectory, "peers", "kernels.py")]) { RedirectStandardOutput = true, RedirectStandardError = true };
        kernels.Apply(start, threads);
        try
        {
            using var process = Process.Start(start)!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            var line = process.StandardOutput.ReadLineAsync();
            if (line.Wait(Patience) && line.Result is { } text)
                return JsonNode.Parse(text);
            if (!process.HasExited)
                process.Kill();
        }
        catch (Win32Exception)
        {
            // No Python: the row says so.
        }
        return null;
    }
}
