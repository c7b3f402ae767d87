using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.DotNet.Interactive;

namespace NotebookKernel.Engine;

/// <summary>What compiled cells use in each round of a loop and at each call of a recursive function, so that an interrupt can end them.</summary>
/// <remarks>
/// A round reads one byte. The call that ends the loop never returns, which lets the JIT keep the loop's variables in registers: a check
/// that could return makes a tight loop four times slower.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LoopCheck
{
    private const int Sessions = 4096;

    private static readonly Lock Gate = new();
    private static readonly Stack<int> Free = new(Enumerable.Range(0, Sessions).Reverse());

    [ThreadStatic]
    private static bool _isCellThread;

    /// <summary>For each session of the process whether its loops are to end.</summary>
#pragma warning disable CA1051 // Read by compiled cells, by reference.
    public static readonly bool[] Stopping = new bool[Sessions];
#pragma warning restore CA1051

    /// <summary>Ends the loop.</summary>
    /// <exception cref="OperationCanceledException">Always.</exception>
    [StackTraceHidden]
    public static void Stop() => throw Stopped();

    /// <summary>A function that may call itself begins: it must not when it is to end, nor when the stack is full, which would end the process.</summary>
    /// <param name="session">The session's place in <see cref="Stopping"/>.</param>
    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    /// <exception cref="InsufficientExecutionStackException">The stack is full.</exception>
    [StackTraceHidden]
    public static void Enter(int session)
    {
        if (Volatile.Read(ref Stopping[session])) Stop();
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new InsufficientExecutionStackException("The stack is full: a function calls itself without end, or too deeply.");
    }

    /// <summary>The session's place in <see cref="Stopping"/>.</summary>
    internal static int Rent()
    {
        lock (Gate) return Free.TryPop(out var session) ? session : throw new InvalidOperationException($"More than {Sessions} notebooks are open.");
    }

    /// <summary>The session has ended.</summary>
    internal static void Return(int session)
    {
        Volatile.Write(ref Stopping[session], false);
        lock (Gate) Free.Push(session);
    }

    /// <summary>Exceptions on this thread are caught.</summary>
    internal static void EnterCellThread() => _isCellThread = true;

    /// <summary>Ends the work of the cell that runs here if it is being interrupted.</summary>
    internal static void ThrowIfStopping()
    {
        if (KernelInvocationContext.Current is { IsStopping: true }) throw Stopped();
    }

    private static OperationCanceledException Stopped()
    {
        if (!_isCellThread && Task.CurrentId is null)
        {
            // A thread that the user's code started by itself: an exception would end the whole process, so it only rests.
            Thread.CurrentThread.IsBackground = true;
            Thread.Sleep(Timeout.Infinite);
        }

        return new OperationCanceledException("The cell was interrupted.", KernelInvocationContext.Current?.CancellationToken ?? default);
    }
}
