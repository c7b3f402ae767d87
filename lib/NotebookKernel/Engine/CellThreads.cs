namespace NotebookKernel.Engine;

/// <summary>The threads of a session's cells, with room for deep recursion.</summary>
/// <remarks>
/// They are the session's own, not the thread pool's, because an interrupt may give them up. There are several, so that a cell may wait
/// for its own tasks.
/// </remarks>
internal sealed class CellThreads : IDisposable
{
    private const int StackSize = 16 << 20;
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan GrowTime = TimeSpan.FromMilliseconds(50);
    private static readonly int Usual = Math.Max(2, Environment.ProcessorCount);

    private readonly object _gate = new();
    private readonly Queue<Action> _work = new();
    private int _threads, _idle;
    private bool _watching, _disposed;

    /// <summary>Runs <paramref name="work"/>, which does not throw, on one of the threads.</summary>
    public void Post(Action work)
    {
        lock (_gate)
        {
            _work.Enqueue(work);
            if (_idle >= _work.Count)
            {
                Monitor.Pulse(_gate);
            }
            else if (_threads < Usual)
            {
                Start();
            }
            else if (!_watching)
            {
                _watching = true;
                HostTimer.Interrupts.After(GrowTime, Grow);
            }
        }
    }

    /// <summary>Runs <paramref name="work"/> on one of the threads.</summary>
    public Task<T> Run<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(() =>
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

    /// <summary>Ends the threads as they become idle.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>All threads have been busy for a while: they may be waiting for the very work that waits for them.</summary>
    private void Grow()
    {
        lock (_gate)
        {
            _watching = _work.Count > 0;
            if (!_watching) return;
            if (_idle == 0) Start();
            HostTimer.Interrupts.After(GrowTime, Grow);
        }
    }

    private void Start()
    {
        _threads++;
        new Thread(Loop, StackSize) { IsBackground = true, Name = "Notebook cell" }.UnsafeStart();
    }

    private void Loop()
    {
        while (Next() is { } work) work();
    }

    private Action? Next()
    {
        lock (_gate)
        {
            Action? work;
            while (!_work.TryDequeue(out work))
            {
                if (_disposed)
                {
                    _threads--;
                    return null;
                }

                _idle++;
                var woken = Monitor.Wait(_gate, IdleTime);
                _idle--;
                if (!woken && _work.Count == 0)
                {
                    _threads--;
                    return null;
                }
            }

            return work;
        }
    }
}
