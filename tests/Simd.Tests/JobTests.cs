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

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(4, 7)]
    public void Ranges_cover_everything_once_and_may_split_in_turn(int threads, int grain)
    {
        using var settings = new Settings();
        SimdOptions.ThreadCount = threads;
        int[] seen = new int[100];
        Split.Run(seen.Length, grain, seen, (all, from, to) =>
        {
            (to - from).ShouldBeInRange(1, grain);
            (from % grain).ShouldBe(0);
            Split.Run(to - from, 2, all, (inner, start, end) =>
            {
                for (int i = start; i < end; i++)
                    Interlocked.Increment(ref inner[from + i]);
            });
        });
        seen.ShouldAllBe(count => count == 1);
        Split.Run(0, grain, seen, (_, _, _) => throw new InvalidOperationException());
        Should.Throw<ArgumentOutOfRangeException>(() => Split.Run(5, 0, seen, (_, _, _) => { })).ParamName.ShouldBe("grain");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void What_a_range_throws_comes_out_and_the_pool_goes_on(int threads)
    {
        using var settings = new Settings();
        SimdOptions.ThreadCount = threads;
        for (int round = 0; round < 3; round++)
            Should.Throw<FormatException>(() => Split.Run(20, 1, 13, (bad, from, _) => { if (from == bad) throw new FormatException(); }));
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
