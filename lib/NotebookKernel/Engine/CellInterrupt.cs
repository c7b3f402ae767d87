using System.Collections.Concurrent;
using Microsoft.DotNet.Interactive;
using NotebookKernel.Display;

namespace NotebookKernel.Engine;

/// <summary>Runs one cell's code so that it can be interrupted.</summary>
/// <remarks>
/// <para>
/// First the token asks, and code that listens to it ends by itself. After a moment of grace every loop of the notebook's code throws
/// (<see cref="LoopCheck"/>); after another, threads that wait or sleep are woken with an exception and awaits are no longer resumed.
/// A compiled library that computes on without looking at the token cannot be stopped: after a while the cell is given up and the session
/// goes on beside it.
/// </para>
/// <para>
/// Aborting threads (<c>ControlledExecution</c>) would reach libraries too, but on Unix a second abort of a thread hangs and some
/// aborts end the whole process.
/// </para>
/// <para>
/// Awaits of the cell resume on any of the session's threads, not on one, so that <c>task.Result</c> in a cell does not deadlock; a
/// synchronisation context carries the interrupt to them.
/// </para>
/// </remarks>
internal sealed class CellInterrupt : SynchronizationContext, IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan FurtherGrace = TimeSpan.FromMilliseconds(350);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    [ThreadStatic]
    private static UserThread? _here;

    private readonly CellThreads _pool;
    private readonly int _session;
#pragma warning disable CA2213 // What the cell leaves in the background may still ask for the token.
    private readonly CancellationTokenSource _cell = new();
#pragma warning restore CA2213
    private readonly CancellationTokenRegistration _registration;
    private readonly ConcurrentDictionary<UserThread, bool> _threads = new();
    private readonly object _gate = new();
    private volatile bool _ended, _stopping, _dropping, _givenUp;

    public CellInterrupt(CellThreads pool, int session, CancellationToken cancellation)
    {
        _pool = pool;
        _session = session;
        Cancellation = cancellation;
        // Until now, so that loops which the last cell left in the background have met the check.
        Volatile.Write(ref LoopCheck.Stopping[session], false);
        _registration = cancellation.UnsafeRegister(_ => Request(), null);
    }

    /// <summary>The request to stop, as the engine gets it.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>The request to stop, as the cell's code and the libraries that it calls see it.</summary>
    public CancellationToken CellToken => _cell.Token;

    /// <summary>Whether the cell's code must stop now, wherever it is.</summary>
    public bool IsStopping => _stopping;

    /// <summary>Keeps this thread from being woken while it runs host code in the middle of the user's.</summary>
    public static ShieldScope Shield() => new(_here);

    private static void After(TimeSpan time, Action action) => HostTimer.Interrupts.After(time, action);

    private static Task<T> Begin<T>(Func<Task<T>> code)
    {
        try
        {
            return code();
        }
#pragma warning disable CA1031 // Handed to the caller.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return Task.FromException<T>(e);
        }
    }

    /// <summary>Runs the cell's code and waits for its end.</summary>
    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    /// <exception cref="CellGivenUpException">It was interrupted, but still runs.</exception>
    public T Run<T>(Func<Task<T>> code)
    {
        // The end is told by the thread on which it comes: the thread pool, which would do for WaitAny, may be occupied by the cell.
        Task<T>? task = null;
        Post(
            _ =>
            {
                var started = Begin(code);
                Volatile.Write(ref task, started);
                started.ContinueWith(_ => Tell(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            },
            null);
        lock (_gate)
        {
            while (!_givenUp && task is not { IsCompleted: true }) Monitor.Wait(_gate);
        }

        if (task is { IsCompleted: true } end) return end.GetAwaiter().GetResult();
        // A cell that merely awaits something is over; its awaits are not resumed.
        if (_threads.IsEmpty) throw new OperationCanceledException();
        throw new CellGivenUpException();
    }

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state)
    {
        // The execution context flows with the work, so that what it writes and shows goes to this cell.
        var context = ExecutionContext.Capture();
        _pool.Post(context is null ? () => Continue(d, state) : () => ExecutionContext.Run(context, _ => Continue(d, state), null));
    }

    /// <inheritdoc/>
    public override void Send(SendOrPostCallback d, object? state) => d(state);

    /// <inheritdoc/>
    public override SynchronizationContext CreateCopy() => this;

    /// <summary>The cell has ended: what it left running in the background is no longer interrupted with it.</summary>
    public void Dispose()
    {
        _registration.Dispose();
        lock (_gate) _ended = true;
    }

    private void Continue(SendOrPostCallback callback, object? state)
    {
        var here = new UserThread();
        SetSynchronizationContext(this);
        LoopCheck.EnterCellThread();
        _threads[here] = true;
        _here = here;
        try
        {
            // Well after an interrupt what is left of the cell must not go on.
            if (!_dropping) callback(state);
        }
#pragma warning disable CA1031 // An async void of the user's that throws must not end the process.
        catch (Exception e)
#pragma warning restore CA1031
        {
            if (!_stopping) KernelInvocationContext.Current?.Outputs.Write(StreamName.Error, $"Unhandled exception in the background: {e}\n");
        }
        finally
        {
            _here = null;
            here.Leave();
            _threads.TryRemove(here, out _);
            SetSynchronizationContext(null);
        }
    }

    private void Request()
    {
        After(Grace, Stop);
        // What the cell has registered with its token is called here, and may block: nobody else must wait for it.
        new Thread(Ask) { IsBackground = true, Name = "Cell cancellation" }.UnsafeStart();
    }

    private void Ask()
    {
        try
        {
            _cell.Cancel();
        }
#pragma warning disable CA1031 // The user's callbacks may throw anything; the cell is ending anyway.
        catch (Exception)
#pragma warning restore CA1031
        {
            // The interrupt goes on without them.
        }
    }

    /// <summary>The grace is over.</summary>
    private void Stop()
    {
        _stopping = true;
        lock (_gate)
        {
            if (_ended) return;
            Volatile.Write(ref LoopCheck.Stopping[_session], true);
        }

        After(FurtherGrace, Drop);
        After(Patience, GiveUp);
    }

    private void Drop()
    {
        _dropping = true;
        Wake();
    }

    /// <summary>Wakes threads that wait, again if they go on to wait, until none runs the cell's code.</summary>
    private void Wake()
    {
        foreach (var thread in _threads.Keys) thread.Wake();
        if (_threads.IsEmpty) GiveUp();
        else if (!_givenUp) After(Interval, Wake);
    }

    private void GiveUp()
    {
        _givenUp = true;
        Tell();
    }

    private void Tell()
    {
        using var shield = Shield();
        lock (_gate) Monitor.PulseAll(_gate);
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
    internal sealed class UserThread
    {
        private const int Open = 0, Shielded = 1, Waking = 2;

        private readonly Thread _thread = Thread.CurrentThread;
        private int _state;
        private int _depth;
        private bool _woken;

        public void Shield()
        {
            if (_depth++ > 0) return;
            while (Interlocked.CompareExchange(ref _state, Shielded, Open) != Open) Thread.SpinWait(10);
        }

        public void Unshield()
        {
            if (--_depth == 0) Volatile.Write(ref _state, Open);
        }

        public void Wake()
        {
            if (Interlocked.CompareExchange(ref _state, Waking, Open) != Open) return;
            if (_thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin))
            {
                _woken = true;
                _thread.Interrupt();
            }

            Volatile.Write(ref _state, Open);
        }

        /// <summary>The thread no longer runs the cell's code; a waking that came too late is forgotten.</summary>
        public void Leave()
        {
            Shield();
            if (!_woken) return;
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
