using Simd.Threading;

namespace Simd;

/// <summary>Work on ranges, divided over the threads that the products use.</summary>
public static class Split
{
    /// <summary>
    /// Calls <paramref name="body"/> for ranges of at most <paramref name="grain"/> that together cover [0, count): at once where there are several, on up to
    /// <see cref="SimdOptions.ThreadCount"/> threads.
    /// </summary>
    /// <remarks>The ranges do not depend on the number of threads. What a body calls in turn (a product, another split) works in the body's own thread.</remarks>
    /// <param name="count">End of the range; nothing is done for 0 or less.</param>
    /// <param name="grain">Length of a piece, 1 or more.</param>
    /// <param name="state">Handed to the body, so that it need not capture anything.</param>
    /// <param name="body">Takes the state, and the first and the end of a piece.</param>
    /// <typeparam name="TState">The state's type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="grain"/> is less than 1.</exception>
    public static void Run<TState>(int count, int grain, TState state, Action<TState, int, int> body)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(grain, 1);
        ArgumentNullException.ThrowIfNull(body);
        if (count <= grain || SimdOptions.ThreadCount == 1)
        {
            for (int from = 0; from < count; from = (int)Math.Min(count, (long)from + grain))
                body(state, from, (int)Math.Min(count, (long)from + grain));
            return;
        }
        var job = new SplitJob<TState>(count, grain, state, body);
        WorkerPool.Run(job, Math.Min(job.Pieces, SimdOptions.ThreadCount));
        job.ThrowFault();
    }
}
