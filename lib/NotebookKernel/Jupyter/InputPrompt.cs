namespace NotebookKernel.Jupyter;

/// <summary>Asks the front end that runs a cell for a line of input.</summary>
internal sealed class InputPrompt(Channels channels)
{
    private readonly object _gate = new();
    private bool _busy;
    private Question? _question;
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
            Wait(() => !_busy, cancellation);
            _busy = true;
        }

        try
        {
            var peer = request.Identities[0];
            channels.Stdin.WaitForPeer(peer, cancellation);
            var id = channels.NewId();
            lock (_gate) (_question, _answer) = (new Question(peer, id, channels.Stdin.Arrived), null);
            Ask(request, id);
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
                (_busy, _question) = (false, null);
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
                if (_question?.IsAnsweredBy(reply, routed.Number) != true) continue;
                (_question, _answer) = (null, reply.Text("value"));
                Monitor.PulseAll(_gate);
            }
        }
    }

    private void Ask(Message request, string id) => channels.Send(
        channels.Stdin,
        request,
        "input_request",
        static w =>
        {
            w.WriteString("prompt", "");
            w.WriteBoolean("password", false);
        },
        id);

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

    /// <summary>What was asked.</summary>
    /// <param name="Peer">The routing id of who was asked.</param>
    /// <param name="Id">The <c>msg_id</c> of the question.</param>
    /// <param name="Arrived">How many messages had come before it was sent; none of them can answer it.</param>
    private sealed record Question(byte[] Peer, string Id, long Arrived)
    {
        /// <summary>Many front ends do not say what they answer.</summary>
        public bool IsAnsweredBy(Message reply, long number) =>
            number > Arrived && reply.Identities[0].AsSpan().SequenceEqual(Peer) && (reply.ParentId.Length == 0 || reply.ParentId == Id);
    }
}
