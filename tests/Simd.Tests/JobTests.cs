using Simd.Tests.Support;
using Simd.Threading;

namespace Simd.Tests;

public class JobTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Every_task_runs_once_and_phases_follow_each_other(int threads)
    {
        var job = new Recorder([3, 0, 17, 1, 64]);
        for (int round = 0; round < 200; round++)
        {
            job.Clear();
            WorkerPool.Run(job, threads);
            job.Runs.ShouldAllBe(phase => phase.All(count => count == 1));
            job.Early.ShouldBe(0);
            job.WorstSlot.ShouldBeLessThan(threads);
        }
    }

    [Fact]
    public void One_thread_is_the_callers_own()
    {
        var job = new Recorder([50, 50]);
        int before = WorkerPool.StartedThreads;
        WorkerPool.Run(job, 1);
        job.Threads.ShouldBe([Environment.CurrentManagedThreadId]);
        WorkerPool.StartedThreads.ShouldBe(before);
    }

    [Fact]
    public void A_caller_that_finds_the_pool_taken_works_alone()
    {
        using var entered = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        var blocked = new Gate(entered, release);
        var first = new Thread(() => WorkerPool.Run(blocked, 2));
        first.Start();
        entered.Wait();
        var job = new Recorder([20]);
        WorkerPool.Run(job, 4);
        job.Threads.ShouldBe([Environment.CurrentManagedThreadId]);
        release.Set();
        first.Join();
    }

    [Fact]
    public void The_thread_count_is_checked()
    {
        using var settings = new Settings();
        Should.Throw<ArgumentOutOfRangeException>(() => SimdOptions.ThreadCount = 0).Message.ShouldContain("between 1");
        Should.Throw<ArgumentOutOfRangeException>(() => SimdOptions.ThreadCount = 1025);
        SimdOptions.ThreadCount = 7;
        SimdOptions.ThreadCount.ShouldBe(7);
    }

    private sealed class Gate(ManualResetEventSlim entered, ManualResetEventSlim release) : Job
    {
        protected override int PhaseCount => 1;

        protected override int TaskCount(int phase) => 1;

        protected override void Execute(int phase, int task, int slot)
        {
            entered.Set();
            release.Wait();
        }
    }

    private sealed class Recorder(int[] counts) : Job
    {
        private int _early, _worstSlot;

        public int[][] Runs { get; } = [.. counts.Select(count => new int[count])];

        public HashSet<int> Threads { get; } = [];

        public int Early => _early;

        public int WorstSlot => _worstSlot;

        public void Clear()
        {
            foreach (int[] phase in Runs)
                Array.Clear(phase);
        }

        protected override int PhaseCount => counts.Length;

        protected override int TaskCount(int phase) => counts[phase];

        protected override void Execute(int phase, int task, int slot)
        {
            for (int earlier = 0; earlier < phase; earlier++)
            {
                for (int i = 0; i < counts[earlier]; i++)
                {
                    if (Volatile.Read(ref Runs[earlier][i]) == 0)
                        Interlocked.Increment(ref _early);
                }
            }
            Interlocked.Increment(ref Runs[phase][task]);
            lock (Threads)
            {
                Threads.Add(Environment.CurrentManagedThreadId);
                _worstSlot = Math.Max(_worstSlot, slot);
            }
        }
    }
}
