using System.Diagnostics;

namespace Simd.Threading;

/// <summary>
/// Threads that wait for a <see cref="Job"/>: they spin for a few microseconds after the last one, then sleep.
/// </summary>
/// <remarks>
/// One job runs on the pool at a time. A caller that finds it taken works alone, in its own thread: the processors are busy
/// already, and the result is the same. Nothing is allocated per job. The threads are background threads, started when first needed.
/// </remarks>
internal static class WorkerPool
{
    /// <summary>Far below zero, so that late comers' decrements never open the door.</summary>
    private const int Closed = int.MinValue / 2;

    private static readonly long SpinTicks = Stopwatch.Frequency / 5_000; // 200 microseconds
    private static readonly List<Worker> Workers = [];
    private static int s_taken;

    // The door: how many more workers may join the current job, and how many have left it.
    private static int s_admissions = Closed;
    private static int s_left;
    private static int s_generation;
    private static Job? s_job;

    /// <summary>Number of threads started so far.</summary>
    internal static int StartedThreads => Workers.Count;

    /// <summary>Runs a job on the calling thread and up to <paramref name="threads"/> - 1 others; returns when it is done.</summary>
    internal static void Run(Job job, int threads)
    {
        job.Reset();
        if (threads <= 1 || Interlocked.CompareExchange(ref s_taken, 1, 0) != 0)
        {
            job.Participate(0);
            return;
        }
        try
        {
            int helpers = threads - 1;
            while (Workers.Count < helpers)
                Workers.Add(new Worker(Workers.Count));
            s_job = job;
            s_left = 0;
            Volatile.Write(ref s_admissions, helpers);
            Interlocked.Increment(ref s_generation);
            for (int i = 0; i < helpers; i++)
                Workers[i].Wake();

            job.Participate(0);

            int joined = helpers - Math.Max(0, Interlocked.Exchange(ref s_admissions, Closed));
            var spin = new SpinWait();
            while (Volatile.Read(ref s_left) < joined)
                spin.SpinOnce(sleep1Threshold: -1);
            s_job = null;
        }
        finally
        {
            Volatile.Write(ref s_taken, 0);
        }
    }

    private sealed class Worker
    {
        private readonly object _gate = new();
        private bool _called;
        private int _asleep;

        internal Worker(int index)
        {
            new Thread(Loop) { IsBackground = true, Name = $"Simd worker {index + 1}" }.Start();
        }

        internal void Wake()
        {
            if (Volatile.Read(ref _asleep) == 0 || Interlocked.Exchange(ref _asleep, 0) == 0)
                return;
            lock (_gate)
            {
                _called = true;
                Monitor.Pulse(_gate);
            }
        }

        private void Loop()
        {
            int seen = 0;
            while (true)
            {
                AwaitChange(seen);
                seen = Volatile.Read(ref s_generation);
                int place = Interlocked.Decrement(ref s_admissions);
                if (place < 0)
                    continue;
                s_job!.Participate(place + 1);
                Interlocked.Increment(ref s_left);
            }
        }

        private void AwaitChange(int seen)
        {
            long start = Stopwatch.GetTimestamp();
            while (Volatile.Read(ref s_generation) == seen)
            {
                Thread.SpinWait(20);
                if (Stopwatch.GetTimestamp() - start < SpinTicks)
                    continue;
                // Say so first, then look once more: whoever raises the generation after that sees a sleeper.
                Interlocked.Exchange(ref _asleep, 1);
                if (Volatile.Read(ref s_generation) == seen || Interlocked.Exchange(ref _asleep, 0) == 0)
                    Sleep();
                return;
            }
        }

        private void Sleep()
        {
            lock (_gate)
            {
                while (!_called)
                    Monitor.Wait(_gate);
                _called = false;
            }
        }
    }
}
