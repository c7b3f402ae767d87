using System.Collections.Concurrent;

namespace NotebookKernel.Engine;

/// <summary>The thread on which a session's cells start; the same for all of them, and with room for deep recursion.</summary>
internal sealed class EngineThread : IDisposable
{
    private const int StackSize = 16 << 20;

    private readonly BlockingCollection<Action> _work = [];

    public EngineThread()
    {
        var thread = new Thread(Loop, StackSize) { IsBackground = true, Name = "Notebook cells" };
        thread.UnsafeStart();
    }

    /// <summary>Runs <paramref name="work"/> on the thread.</summary>
    public Task<T> Run<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(() =>
        {
            try
            {
                done.SetResult(work());
            }
#pragma warning disable CA1031 // Handed to the caller.
            catch (Exception e)
#pragma warning restore CA1031
            {
                done.SetException(e);
            }
        });
        return done.Task;
    }

    /// <summary>Ends the thread after the work already given to it.</summary>
    public void Dispose() => _work.CompleteAdding();

    private void Loop()
    {
        foreach (var work in _work.GetConsumingEnumerable()) work();
    }
}
