namespace TorchSharp;

/// <summary>Splits work between threads. The pieces do not depend on the number of threads, and neither do results.</summary>
internal static class Work
{
    /// <summary>Calls <paramref name="body"/> for ranges that together cover [0, count), at once where there is enough to do.</summary>
    internal static void Split<TState>(int count, int grain, TState state, Action<TState, int, int> body)
    {
        int pieces = (count + grain - 1) / grain;
        if (pieces <= 1 || Environment.ProcessorCount == 1)
        {
            if (count > 0) body(state, 0, count);
            return;
        }
        Parallel.For(0, pieces, i => body(state, i * grain, Math.Min(count, (i + 1) * grain)));
    }
}
