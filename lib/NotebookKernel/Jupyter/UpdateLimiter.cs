using NotebookKernel.Display;

namespace NotebookKernel.Jupyter;

/// <summary>Keeps the updates of shown values to what an eye can follow and a page can draw.</summary>
/// <remarks>
/// After an update the next one of the same value waits for a moment, longer after a large one, and only the newest of those that come
/// meanwhile is sent: a loop that updates a chart in every round shows it move and ends on its last state.
/// </remarks>
/// <param name="send">Receives what is let through.</param>
/// <param name="clock">What time it is.</param>
internal sealed class UpdateLimiter(Action<string, MimeBundle> send, TimeProvider clock)
{
    private const double CharactersPerSecond = 10_000_000;
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(40);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, MimeBundle?> _waiting = new(StringComparer.Ordinal);

    /// <summary>Another value for what is shown under the id.</summary>
    public void Update(string displayId, MimeBundle data)
    {
        lock (_gate)
        {
            if (_waiting.ContainsKey(displayId)) _waiting[displayId] = data;
            else Send(displayId, data);
        }
    }

    /// <summary>Sends what waits; called when the cell ends.</summary>
    public void Flush()
    {
        lock (_gate)
        {
            foreach (var (displayId, data) in _waiting.ToList())
            {
                if (data is null) continue;
                _waiting[displayId] = null;
                send(displayId, data);
            }
        }
    }

    private void Send(string displayId, MimeBundle data)
    {
        _waiting[displayId] = null;
        var size = data.Data.Values.Sum(content => (long)content.Length);
        _ = Rest(displayId, Shortest + TimeSpan.FromSeconds(size / CharactersPerSecond));
        send(displayId, data);
    }

    private async Task Rest(string displayId, TimeSpan time)
    {
        await Task.Delay(time, clock).ConfigureAwait(false);
        lock (_gate)
        {
            if (_waiting.Remove(displayId, out var data) && data is not null) Send(displayId, data);
        }
    }
}
