namespace NotebookKernel.Engine;

/// <summary>Calls things later, on a thread of its own: cells may occupy the thread pool wholly, and what a timer of .NET calls runs there.</summary>
internal sealed class HostTimer
{
    private readonly object _gate = new();
    private readonly PriorityQueue<Action, long> _calls = new();
    private readonly string _name;
    private bool _started;

    private HostTimer(string name) => _name = name;

    /// <summary>For ending cells; what it calls must not wait for anything.</summary>
    public static HostTimer Interrupts { get; } = new("Interrupt timer");

    /// <summary>For delivering outputs, which their receiver may keep waiting.</summary>
    public static HostTimer Outputs { get; } = new("Output timer");

    /// <summary>Calls <paramref name="action"/>, which does not throw, after a while, outside of every cell.</summary>
    public void After(TimeSpan time, Action action)
    {
        lock (_gate)
        {
            _calls.Enqueue(action, Environment.TickCount64 + (long)time.TotalMilliseconds);
            Monitor.Pulse(_gate);
            if (_started) return;
            _started = true;
            new Thread(Loop) { IsBackground = true, Name = _name }.UnsafeStart();
        }
    }

    private void Loop()
    {
        while (true) Next()();
    }

    private Action Next()
    {
        lock (_gate)
        {
            while (true)
            {
                if (!_calls.TryPeek(out var action, out var due))
                {
                    Monitor.Wait(_gate);
                }
                else if (due - Environment.TickCount64 is > 0 and var left)
                {
                    Monitor.Wait(_gate, (int)left);
                }
                else
                {
                    _calls.Dequeue();
                    return action;
                }
            }
        }
    }
}
