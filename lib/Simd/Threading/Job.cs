namespace Simd.Threading;

/// <summary>
/// Work in phases, each a number of equal tasks; a phase starts when all tasks of the phase before have ended.
/// </summary>
/// <remarks>
/// All tasks of all phases share one row of tickets. Whoever takes a ticket waits until every ticket of the earlier phases is
/// done, which others are at work on by then, so nobody waits for a thread that has not come: a single thread finishes the job
/// alone if the rest are late. Which thread runs a task must not matter to its result.
/// </remarks>
internal abstract class Job
{
    private int _next;
    private int _done;

    /// <summary>Number of phases.</summary>
    protected abstract int PhaseCount { get; }

    /// <summary>Number of tasks of a phase.</summary>
    protected abstract int TaskCount(int phase);

    /// <summary>Runs one task. Must not throw.</summary>
    /// <param name="phase">The phase, from 0.</param>
    /// <param name="task">The task within the phase, from 0.</param>
    /// <param name="slot">A number below the thread count that no other thread has during this job: picks a private buffer.</param>
    protected abstract void Execute(int phase, int task, int slot);

    /// <summary>Makes the job ready to run (again).</summary>
    internal void Reset()
    {
        _next = 0;
        _done = 0;
    }

    /// <summary>Takes tickets until none is left.</summary>
    internal void Participate(int slot)
    {
        int phases = PhaseCount;
        if (phases == 0)
            return;
        int phase = 0, first = 0, count = TaskCount(0);
        while (true)
        {
            int ticket = Interlocked.Increment(ref _next) - 1;
            while (ticket >= first + count)
            {
                first += count;
                if (++phase == phases)
                    return;
                count = TaskCount(phase);
            }
            if (Volatile.Read(ref _done) < first)
                AwaitEarlierPhases(first);
            Execute(phase, ticket - first, slot);
            Interlocked.Increment(ref _done);
        }
    }

    private void AwaitEarlierPhases(int tickets)
    {
        var spin = new SpinWait();
        while (Volatile.Read(ref _done) < tickets)
            spin.SpinOnce(sleep1Threshold: -1);
    }
}
