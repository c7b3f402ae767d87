using System.Runtime.ExceptionServices;

namespace TorchSharp;

/// <summary>Splits work between threads. The pieces do not depend on the number of threads, and neither do results.</summary>
internal static class Work
{
    /// <summary>Calls <paramref name="body"/> for ranges of at most <paramref name="grain"/> that together cover [0, count), at once where there are several.</summary>
    internal static void Split<TState>(int count, int grain, TState state, Action<TState, int, int> body)
    {
        int pieces = (count + grain - 1) / grain;
        int threads = Math.Min(pieces, Simd.SimdOptions.ThreadCount);
        if (threads <= 1)
        {
            for (int lo = 0; lo < count; lo += grain) body(state, lo, Math.Min(count, lo + grain));
            return;
        }
        var job = new Job<TState>(count, grain, pieces, state, body);
        for (int i = 1; i < threads; i++) ThreadPool.UnsafeQueueUserWorkItem(job, true);
        job.Execute();
        job.Wait();
    }

    /// <summary>Pieces that any thread may take; the caller takes its share, and all of them where no other thread is free.</summary>
    private sealed class Job<TState>(int count, int grain, int pieces, TState state, Action<TState, int, int> body) : IThreadPoolWorkItem
    {
        private int _taken, _done;
        private ExceptionDispatchInfo? _fault;

        public void Execute()
        {
            for (int i = Interlocked.Increment(ref _taken) - 1; i < pieces; i = Interlocked.Increment(ref _taken) - 1)
            {
                try
                {
                    body(state, i * grain, Math.Min(count, (i + 1) * grain));
                }
                catch (Exception e)
                {
                    _fault = ExceptionDispatchInfo.Capture(e);
                }
                if (Interlocked.Increment(ref _done) < pieces) continue;
                lock (this) Monitor.PulseAll(this);
            }
        }

        internal void Wait()
        {
            if (Volatile.Read(ref _done) < pieces)
                lock (this)
                    while (Volatile.Read(ref _done) < pieces) Monitor.Wait(this);
            _fault?.Throw();
        }
    }
}
