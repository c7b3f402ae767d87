namespace NotebookKernel.Tests.Jupyter;

/// <summary>Time that passes when told to.</summary>
internal sealed class ManualClock : TimeProvider
{
    private readonly List<ManualTimer> _timers = [];
    private long _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(() => callback(state), _now + dueTime.Ticks);
        _timers.Add(timer);
        return timer;
    }

    /// <summary>Lets time pass and waits until what it leads to has happened.</summary>
    public async Task Advance(TimeSpan time, Func<bool> happened)
    {
        _now += time.Ticks;
        foreach (var timer in _timers.Where(t => t.Due <= _now).ToList()) timer.Call();
        while (!happened()) await Task.Yield();
    }

    private sealed class ManualTimer(Action call, long due) : ITimer
    {
        public long Due => due;

        public void Call() => call();

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
