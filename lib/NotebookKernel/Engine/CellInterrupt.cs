using System.Runtime;
using Microsoft.DotNet.Interactive;
using NotebookKernel.Display;

namespace NotebookKernel.Engine;

/// <summary>Runs one cell's code so that it can be interrupted.</summary>
/// <remarks>
/// First the token asks; code that listens to it ends by itself. After a moment of grace the threads that still run the cell's code are
/// aborted, which ends <c>while (true) { }</c> and <c>Thread.Sleep</c> as well. Continuations of the cell's awaits run on the thread pool,
/// not on one thread, so that <c>task.Result</c> in a cell does not deadlock; a synchronisation context carries the interrupt to them.
/// </remarks>
internal sealed class CellInterrupt : SynchronizationContext, IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _abort = new();
    private readonly CancellationTokenRegistration _registration;
    private volatile bool _ended;

    public CellInterrupt(CancellationToken cancellation)
    {
        Cancellation = cancellation;
        _registration = cancellation.UnsafeRegister(_ => _abort.CancelAfter(Grace), null);
    }

    /// <summary>The request to stop.</summary>
    public CancellationToken Cancellation { get; }

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
    public override void Post(SendOrPostCallback d, object? state) => ThreadPool.QueueUserWorkItem(_ => Continue(d, state), null);

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
            if (_abort.IsCancellationRequested) return;
            if (_ended) callback(state);
            else Abortable(() => callback(state));
        }
        catch (OperationCanceledException) when (_abort.IsCancellationRequested)
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

    // Aborting user code in place is what this API was made for (hosts of notebooks and scripts); the diagnostic warns everybody else.
#pragma warning disable SYSLIB0046
    private void Abortable(Action code) => ControlledExecution.Run(code, _abort.Token);
#pragma warning restore SYSLIB0046
}
