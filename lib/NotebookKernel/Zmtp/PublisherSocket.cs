namespace NotebookKernel.Zmtp;

/// <summary>A PUB: sends each message to every peer that subscribed to a prefix of its first frame, and never waits for any.</summary>
internal sealed class PublisherSocket(Endpoint endpoint) : ServerSocket(endpoint, "PUB", "SUB", "XSUB")
{
    private const int MaxSubscriptions = 10_000;
    private const int LongestPrefix = 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<Connection, Dictionary<byte[], int>> _subscribers = [];

    /// <summary>How many peers subscribe to anything.</summary>
    public int SubscriberCount
    {
        get
        {
            lock (_gate) return _subscribers.Count(s => s.Value.Count > 0);
        }
    }

    /// <summary>Messages dropped so far because a connected subscriber read too slowly.</summary>
    public int Dropped
    {
        get
        {
            lock (_gate) return _subscribers.Keys.Sum(c => c.Dropped);
        }
    }

    /// <summary>Sends a message to those who subscribed to it.</summary>
    /// <param name="parts">Its frames; the first is what subscriptions are compared with.</param>
    /// <param name="essential">Whether it is worth more room than others to a peer that reads slowly.</param>
    public void Publish(byte[][] parts, bool essential = false)
    {
        lock (_gate)
        {
            foreach (var (connection, prefixes) in _subscribers)
            {
                if (Matches(prefixes, parts[0])) connection.Send(parts, essential);
            }
        }
    }

    /// <summary>Tells each subscriber that has lost messages, since it was told last, how many they were.</summary>
    /// <param name="topic">The note's first frame.</param>
    /// <param name="note">Makes the note from the number.</param>
    public void TellDropped(byte[] topic, Func<int, byte[][]> note)
    {
        lock (_gate)
        {
            foreach (var (connection, prefixes) in _subscribers)
            {
                if (Matches(prefixes, topic)) connection.TellDropped(note);
            }
        }
    }

    internal override void Opened(Connection connection)
    {
        lock (_gate) _subscribers.Add(connection, new Dictionary<byte[], int>(ByteArrayComparer.Instance));
    }

    /// <summary>ZMTP 3.0 subscribes by a message: 1 or 0, then the prefix.</summary>
    internal override void Received(Connection connection, byte[][] message)
    {
        if (message.Length != 1 || message[0].Length == 0) return;
        var prefix = message[0].AsSpan(1);
        if (message[0][0] == 1) Subscribed(connection, prefix);
        else if (message[0][0] == 0) Unsubscribed(connection, prefix);
    }

    internal override void Subscribed(Connection connection, ReadOnlySpan<byte> prefix)
    {
        lock (_gate)
        {
            if (!_subscribers.TryGetValue(connection, out var prefixes)) return;
            if (prefix.Length > LongestPrefix || prefixes.Count >= MaxSubscriptions) throw new ZmtpException("Too much subscribed to.");
            var key = prefix.ToArray();
            prefixes[key] = prefixes.GetValueOrDefault(key) + 1;
        }
    }

    internal override void Unsubscribed(Connection connection, ReadOnlySpan<byte> prefix)
    {
        lock (_gate)
        {
            if (!_subscribers.TryGetValue(connection, out var prefixes)) return;
            var key = prefix.ToArray();
            if (!prefixes.TryGetValue(key, out var count)) return;
            if (count == 1) prefixes.Remove(key);
            else prefixes[key] = count - 1;
        }
    }

    internal override void Closed(Connection connection)
    {
        lock (_gate) _subscribers.Remove(connection);
        base.Closed(connection);
    }

    private static bool Matches(Dictionary<byte[], int> prefixes, byte[] topic)
    {
        foreach (var prefix in prefixes.Keys)
        {
            if (topic.AsSpan().StartsWith(prefix)) return true;
        }

        return false;
    }
}
