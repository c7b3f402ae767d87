namespace Simd.Threading;

/// <summary>A job of one phase: a range cut into pieces of equal length.</summary>
internal abstract class RangeJob : Job
{
    private int _length;
    private int _grain = 1;

    /// <summary>Runs the range [0, length) in pieces of a multiple of <paramref name="multiple"/>, about two for each thread.</summary>
    protected void Run(int length, int multiple, int threads)
    {
        int pieces = threads == 1 ? 1 : 2 * threads;
        _length = length;
        _grain = (int)Math.Clamp(((long)length + pieces - 1) / pieces + multiple - 1, multiple, int.MaxValue - multiple) / multiple * multiple;
        WorkerPool.Run(this, threads);
    }

    /// <summary>Works on [from, to).</summary>
    protected abstract void Execute(int from, int to);

    protected sealed override int PhaseCount => 1;

    protected sealed override int TaskCount(int phase) => (int)(((long)_length + _grain - 1) / _grain);

    protected sealed override void Execute(int phase, int task, int slot) =>
        Execute(task * _grain, (int)Math.Min(_length, (task + 1L) * _grain));
}
