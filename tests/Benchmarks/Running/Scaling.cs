using System.Globalization;
using Benchmarks.Groups;

namespace Benchmarks.Running;

/// <summary>How the cost of each method grows: times at several sizes, and the exponent of the power law through them.</summary>
/// <remarks>An exponent is the slope of the logarithm of the time over that of the size, by least squares. One that lies below the theory's says that
/// small sizes do not fill the machine yet; one above it, that a cache has become too small.</remarks>
internal sealed class Scaling(Options options, TextWriter output)
{
    private const int Runs = 3;

    /// <summary>Measures and prints.</summary>
    /// <returns>The process's exit code, 0.</returns>
    public int Run()
    {
        Threads.Use(options.Threads);
        Timing.ProcessorTime = options.ProcessorTime;
        output.WriteLine($"{"method",-34} {"grows with",-16} {"sizes",-24} {"seconds",-40} {"exponent",8} {"theory",7}");
        foreach (var growth in Growths.All(options.Smoke))
        {
            if ((options.Group is { } group && growth.Group != group) || (options.Rows is { } name && !growth.Method.Contains(name, StringComparison.OrdinalIgnoreCase)))
                continue;
            var seconds = Array.ConvertAll(growth.Sizes, size => Fastest(growth.Prepare(size)));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{growth.Method,-34} {growth.With,-16} {string.Join(' ', growth.Sizes),-24} {string.Join(' ', seconds.Select(time => time.ToString("g3", CultureInfo.InvariantCulture))),-40} {Slope(growth.Sizes, seconds),8:0.00} {growth.Theory,7}"));
        }
        return 0;
    }

    // The least of several: what disturbs a run only ever makes it longer.
    private double Fastest(Func<object> work)
    {
        Timing.Of(work, 1);
        var (first, _) = Timing.Of(work, 1);
        var repeats = options.Smoke ? 1 : (int)Math.Clamp(0.02 / first, 1, 1000);
        var best = double.PositiveInfinity;
        for (var run = 0; run < Runs; run++)
            best = Math.Min(best, Timing.Of(work, repeats).Seconds / repeats);
        return best;
    }

    private static double Slope(int[] sizes, double[] seconds)
    {
        var (x, y) = (Array.ConvertAll(sizes, size => Math.Log(size)), Array.ConvertAll(seconds, Math.Log));
        var (meanX, meanY) = (x.Average(), y.Average());
        return x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum() / x.Sum(a => (a - meanX) * (a - meanX));
    }
}
