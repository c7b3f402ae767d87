namespace Benchmarks.Running;

/// <summary>Seconds of a call, and what many of them amount to.</summary>
internal static class Timing
{
    /// <summary>Whether to count the processor time of the whole process instead of the time on the wall. On a busy machine that is what a single
    /// thread would take if it were alone.</summary>
    public static bool ProcessorTime { get; set; }

    /// <summary>Runs it a number of times.</summary>
    /// <returns>Seconds, all times together, and the last result.</returns>
    public static (double Seconds, object Result) Of(Func<object> call, int times)
    {
        object result = call;
        var start = Now();
        for (var i = 0; i < times; i++)
            result = call();
        return ((Now() - start).TotalSeconds, result);
    }

    private static TimeSpan Now() => ProcessorTime ? Environment.CpuUsage.TotalTime : TimeProvider.System.GetElapsedTime(0);

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
