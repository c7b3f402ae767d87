namespace NotebookKernel.Jupyter;

/// <summary>Asks the front end that runs a cell for a line of input.</summary>
internal sealed class InputPrompt(Channels channels)
{
    private readonly object _gate = new();
    private bool _waiting;
    private string? _answer;

    /// <summary>Asks and waits; one at a time.</summary>
    /// <param name="request">The request that runs the cell.</param>
    /// <param name="cancellation">Ends the waiting: the cell was interrupted, or is over.</param>
    /// <exception cref="OperationCanceledException">So it was.</exception>
    public string ReadLine(Message request, CancellationToken cancellation)
    {
        using var registration = cancellation.UnsafeRegister(_ => Pulse(), null);
        lock (_gate)
        {
            Wait(() => !_waiting, cancellation);
            (_waiting, _answer) = (true, null);
        }

        try
        {
            channels.Stdin.WaitForPeer(request.Identities[0], cancellation);
            channels.Send(channels.Stdin, request, "input_request", w =>
            {
                w.WriteString("prompt", "");
                w.WriteBoolean("password", false);
            });
            lock (_gate)
            {
                Wait(() => _answer is not null, cancellation);
                return _answer!;
            }
        }
        finally
        {
            lock (_gate)
            {
                _waiting = false;
                Monitor.PulseAll(_gate);
            }
        }
    }

    /// <summary>Takes answers until the socket closes.</summary>
    public void Serve()
    {
        while (channels.Stdin.Receive(out var routed))
        {
            if (channels.Parse(routed) is not { Type: "input_reply" } reply) continue;
            lock (_gate)
            {
                // An answer that nobody waits for is to a question of a cell that was interrupted.
                if (!_waiting) continue;
                _answer = reply.Text("value");
                Monitor.PulseAll(_gate);
            }
        }
    }

    private void Wait(Func<bool> condition, CancellationToken cancellation)
    {
        while (!condition())
        {
            cancellation.ThrowIfCancellationRequested();
            Monitor.Wait(_gate);
        }
    }

    private void Pulse()
    {
        lock (_gate) Monitor.PulseAll(_gate);
    }
}
