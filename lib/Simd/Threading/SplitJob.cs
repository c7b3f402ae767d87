using System.Runtime.ExceptionServices;

namespace Simd.Threading;

/// <summary>A range cut into pieces, each worked on by the caller's function.</summary>
internal sealed class SplitJob<TState>(int count, int grain, TState state, Action<TState, int, int> body) : Job
{
    private ExceptionDispatchInfo? _fault;

    internal int Pieces { get; } = (int)(((long)count + grain - 1) / grain);

    protected override int PhaseCount => 1;

    protected override int TaskCount(int phase) => Pieces;

    protected override void Execute(int phase, int task, int slot)
    {
        try
        {
            body(state, task * grain, (int)Math.Min(count, (task + 1L) * grain));
        }
        catch (Exception e)
        {
            Interlocked.CompareExchange(ref _fault, ExceptionDispatchInfo.Capture(e), null);
        }
    }

    /// <summary>Throws what a piece threw.</summary>
    internal void ThrowFault() => _fault?.Throw();
}
