using System.Diagnostics;

namespace Benchmarks.Running;

/// <summary>Seconds of a call, and what many of them amount to.</summary>
internal static class Timing
{
    /// <summary>Runs it a number of times.</summary>
    /// <returns>Seconds, all times together, and the last result.</returns>
    public static (double Seconds, object Result) Of(Func<object> call, int times)
    {
        object result = call;
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < times; i++)
            result = call();
        return (Stopwatch.GetElapsedTime(start).TotalSeconds, result);
    }

    /// <summary>The value below which a share of the values lies, interpolated between neighbours.</summary>
    public static double Quantile(List<double> values, double share)
    {
        double[] sorted = [.. values.Order()];
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        return below + 1 == sorted.Length ? sorted[below] : sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]);
    }

    /// <summary>The middle one.</summary>
    public static double Median(List<double> values) => Quantile(values, 0.5);
}
