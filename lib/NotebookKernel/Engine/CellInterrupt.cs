using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime;
using Microsoft.DotNet.Interactive;
using NotebookKernel.Display;

namespace NotebookKernel.Engine;

/// <summary>Runs one cell's code so that it can be interrupted.</summary>
/// <remarks>
/// First the token asks; code that listens to it ends by itself. After a moment of grace the threads that still run the cell's code are
/// aborted, which ends <c>while (true) { }</c>, and woken, which ends <c>Thread.Sleep</c> and <c>task.Wait()</c>. Continuations of the cell's awaits run on any of the
/// session's threads, not on one, so that <c>task.Result</c> in a cell does not deadlock; a synchronisation context carries the interrupt to them.
/// </remarks>
internal sealed class CellInterrupt : SynchronizationContext, IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    [ThreadStatic]
    private static UserThread? _here;

    private readonly CellThreads _pool;
    private readonly CancellationTokenSource _abort = new();
    private readonly CancellationTokenRegistration _registration;
    private readonly ConcurrentDictionary<UserThread, bool> _threads = new();
    private volatile bool _ended, _closing;

    public CellInterrupt(CellThreads pool, CancellationToken cancellation)
    {
        _pool = pool;
        Cancellation = cancellation;
        _registration = cancellation.UnsafeRegister(_ => After(Grace, Close), null);
    }

    /// <summary>The request to stop.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>Keeps this thread from being aborted or woken while it runs host code in the middle of the user's.</summary>
    public static ShieldScope Shield() => new(_here);

    /// <summary>Runs the cell's code on this thread and waits for its end.</summary>
    /// <exception cref="OperationCanceledException">The cell was interrupted; its code no longer runs.</exception>
    public T Run<T>(Func<Task<T>> code)
    {
        var previous = Current;
        SetSynchronizationContext(this);
        try
        {
            Task<T> task = null!;
            Abortable(() => task = code());
            try
            {
                // Awaits of the cell are waited for here; what still runs on other threads is aborted there.
                task.Wait(_abort.Token);
            }
            catch (AggregateException)
            {
                // Thrown below without its wrapping.
            }

            return task.GetAwaiter().GetResult();
        }
        finally
        {
            SetSynchronizationContext(previous);
        }
    }

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state) =>
        // The context flows with the work, so that what it writes and shows goes to this cell.
        _pool.Post(Flowing(() => Continue(d, state)));

    /// <inheritdoc/>
    public override void Send(SendOrPostCallback d, object? state) => d(state);

    /// <inheritdoc/>
    public override SynchronizationContext CreateCopy() => this;

    /// <summary>The cell has ended: what it left running in the background is no longer interrupted with it.</summary>
    public void Dispose()
    {
        _ended = true;
        _registration.Dispose();
    }

    private void Continue(SendOrPostCallback callback, object? state)
    {
        var previous = Current;
        SetSynchronizationContext(this);
        try
        {
            // After an interrupt what is left of the cell must not go on.
            if (_closing) return;
            if (_ended) callback(state);
            else Abortable(() => callback(state));
        }
        catch (OperationCanceledException) when (_closing)
        {
            // Interrupted.
        }
#pragma warning disable CA1031 // An async void of the user's that throws must not end the process.
        catch (Exception e)
#pragma warning restore CA1031
        {
            KernelInvocationContext.Current?.Outputs.Write(StreamName.Error, $"Unhandled exception in the background: {e}\n");
        }
        finally
        {
            SetSynchronizationContext(previous);
        }
    }

    /// <summary>Runs <paramref name="action"/> later on the thread pool, outside of every cell.</summary>
    public static void After(TimeSpan time, Action action) =>
        Task.Delay(time, CancellationToken.None).ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(action);

    private static Action Flowing(Action action)
    {
        var context = ExecutionContext.Capture();
        return context is null ? action : () => ExecutionContext.Run(context, _ => action(), null);
    }

    /// <exception cref="OperationCanceledException">The code was aborted.</exception>
    private void Abortable(Action code)
    {
        var here = new UserThread();
        _threads[here] = true;
        try
        {
            if (_closing) throw new OperationCanceledException();
            _here = here;
#pragma warning disable SYSLIB0046 // Aborting user code in place is what this API was made for: hosts of notebooks and scripts.
            ControlledExecution.Run(code, _abort.Token);
#pragma warning restore SYSLIB0046
        }
        catch (ThreadInterruptedException) when (_closing)
        {
            throw new OperationCanceledException();
        }
        finally
        {
            _here = null;
            here.Leave();
            _threads.TryRemove(here, out _);
        }
    }

    /// <summary>The grace is over: keeps every thread of the cell from entering host code, then aborts them all.</summary>
    private void Close()
    {
        if (_ended) return;
        _closing = true;
        var all = true;
        foreach (var thread in _threads.Keys) all &= thread.Close();
        if (!all)
        {
            After(Interval, Close);
            return;
        }

        After(Interval, Wake);
        _abort.Cancel(); // returns when they are aborted
    }

    /// <summary>An abort does not reach a thread that waits: it must be woken, again if it goes on to wait.</summary>
    private void Wake()
    {
        foreach (var thread in _threads.Keys) thread.Wake();
        if (!_threads.IsEmpty) After(Interval, Wake);
    }

    /// <summary>Ends the shielding.</summary>
    internal readonly struct ShieldScope : IDisposable
    {
        private readonly UserThread? _thread;

        internal ShieldScope(UserThread? thread)
        {
            _thread = thread;
            thread?.Shield();
        }

        public void Dispose() => _thread?.Unshield();
    }

    /// <summary>A thread that runs the cell's code now.</summary>
    /// <remarks>
    /// An abort can strike anywhere, also in finally blocks where the JIT has copied them into the normal path. So host code is
    /// protected by a state instead: an abort is only sent while the state is closed, and the way into host code is barred then.
    /// </remarks>
    internal sealed class UserThread
    {
        private const int Open = 0, Shielded = 1, Closed = 2, Waking = 3;

        // Longer than an abort needs to strike a running thread.
        private static readonly TimeSpan Barrier = TimeSpan.FromMilliseconds(500);

        private readonly Thread _thread = Thread.CurrentThread;
        private int _state = Open;
        private int _depth, _outside = Open;

        /// <summary>Enters host code; if an abort is on its way, it strikes here.</summary>
        public void Shield()
        {
            if (_depth++ > 0) return;
            if (Interlocked.CompareExchange(ref _state, Shielded, _outside) == _outside) return;

            // Code that is still here after the barrier runs in a finally block because of the abort: it may write its last words.
            var barrier = Stopwatch.StartNew();
            while (_outside == Open && barrier.Elapsed < Barrier) Thread.SpinWait(100);
            _outside = Closed;
            while (Interlocked.CompareExchange(ref _state, Shielded, Closed) != Closed) Thread.SpinWait(10);
        }

        public void Unshield()
        {
            if (--_depth == 0) Volatile.Write(ref _state, _outside);
        }

        /// <returns>Whether the way into host code is barred now; false while the thread is there.</returns>
        public bool Close() => Interlocked.CompareExchange(ref _state, Closed, Open) != Shielded;

        public void Wake()
        {
            if (Interlocked.CompareExchange(ref _state, Waking, Closed) != Closed) return;
            if (_thread.ThreadState.HasFlag(System.Threading.ThreadState.WaitSleepJoin)) _thread.Interrupt();
            Volatile.Write(ref _state, Closed);
        }

        /// <summary>The thread no longer runs the cell's code; a waking that came too late is forgotten.</summary>
        public void Leave()
        {
            if (Interlocked.CompareExchange(ref _state, Shielded, Open) is Open or Shielded) return;
            CellThreads.Retire();
            while (Interlocked.CompareExchange(ref _state, Shielded, Closed) is not (Closed or Shielded)) Thread.SpinWait(10);
            try
            {
                Thread.Sleep(1);
            }
            catch (ThreadInterruptedException)
            {
                // Forgotten.
            }
        }
    }
}
