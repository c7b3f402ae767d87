using Simd;

namespace Course;

/// <summary>Loops over the processors. Which thread does which step is left open, so a step writes only what is its own, and sums are added up
/// afterwards, in order.</summary>
internal static class Workers
{
    private const long WorthThreads = 1 << 15;

    private static readonly AsyncLocal<int?> AtMost = new();

    /// <summary>Most threads for loops started from here on in this flow of control; none set: as many as a matrix product may use.</summary>
    public static int? Limit
    {
        get => AtMost.Value;
        set => AtMost.Value = value;
    }

    /// <summary>Steps 0 to count - 1, in any order.</summary>
    public static void For(int count, Action<int> step)
    {
        if (count == 1 || Most == 1)
            for (var i = 0; i < count; i++)
                step(i);
        else
            Parallel.For(0, count, Options(), step);
    }

    /// <summary>Steps 0 to count - 1, in any order; in this thread where all of them together touch so few numbers that waking another costs more.</summary>
    public static void For(int count, long numbers, Action<int> step)
    {
        if (numbers >= WorthThreads)
            For(count, step);
        else
            for (var i = 0; i < count; i++)
                step(i);
    }

    /// <summary>Steps 0 to count - 1, each with a workspace that no other step uses at the same time.</summary>
    /// <param name="count">Number of steps.</param>
    /// <param name="take">Makes a workspace, or takes one that is free; called once a thread.</param>
    /// <param name="step">Does one step.</param>
    /// <param name="putBack">Gets the workspaces back in the end.</param>
    public static void For<TSpace>(int count, Func<TSpace> take, Action<int, TSpace> step, Action<TSpace>? putBack = null)
    {
        if (count == 1 || Most == 1)
        {
            var space = take();
            for (var i = 0; i < count; i++)
                step(i, space);
            putBack?.Invoke(space);
            return;
        }
        Parallel.For(0, count, Options(), take, (i, _, space) =>
        {
            step(i, space);
            return space;
        }, space => putBack?.Invoke(space));
    }

    private static int Most => Limit ?? SimdOptions.ThreadCount;

    private static ParallelOptions Options() => new() { MaxDegreeOfParallelism = Most };
}
