namespace NotebookKernel.Zmtp;

/// <summary>A message or command on its way out.</summary>
internal readonly record struct Outgoing(byte[][] Parts, bool IsCommand = false)
{
    /// <summary>Bytes, its frames' headers not counted.</summary>
    public long Size => Parts.Sum(p => (long)p.Length);
}

/// <summary>What waits to be sent to one peer: bounded, so that a peer that reads slowly costs neither time nor memory.</summary>
/// <param name="capacity">
/// Bytes beyond which messages are dropped, as ZeroMQ does at its high-water mark; one message of any size fits into an empty queue.
/// Messages named essential have four times the room.
/// </param>
internal sealed class OutgoingQueue(long capacity)
{
    private readonly object _gate = new();
    private readonly Queue<Outgoing> _queue = new();
    private long _size;
    private bool _completed;

    /// <summary>How many messages found no room; answers to pings are not counted.</summary>
    public int Dropped { get; private set; }

    /// <summary>Adds a message without ever waiting.</summary>
    /// <returns>False if it was dropped.</returns>
    public bool TryAdd(Outgoing message, bool essential)
    {
        // A header's worth for each, lest empty messages cost nothing.
        var size = message.Size + 64;
        lock (_gate)
        {
            if (_completed) return false;
            if (_queue.Count > 0 && _size + size > (essential ? 4 * capacity : capacity))
            {
                if (!message.IsCommand) Dropped++;
                return false;
            }

            _queue.Enqueue(message);
            _size += size;
            Monitor.Pulse(_gate);
            return true;
        }
    }

    /// <summary>Takes the next message if there is one.</summary>
    public bool TryTake(out Outgoing message)
    {
        lock (_gate)
        {
            if (!_queue.TryDequeue(out message)) return false;
            _size -= message.Size + 64;
            return true;
        }
    }

    /// <summary>Waits for the next message.</summary>
    /// <returns>False when there will be none.</returns>
    public bool Take(out Outgoing message)
    {
        lock (_gate)
        {
            while (_queue.Count == 0 && !_completed) Monitor.Wait(_gate);
            return TryTake(out message);
        }
    }

    /// <summary>No message is added any more; those in the queue can still be taken.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _completed = true;
            Monitor.PulseAll(_gate);
        }
    }
}
