using System.Buffers.Binary;
using System.Collections.Concurrent;

namespace NotebookKernel.Zmtp;

/// <summary>A message and the peer that sent it.</summary>
/// <param name="Peer">The peer's routing id, for answering.</param>
/// <param name="Parts">The message's frames.</param>
/// <param name="Origin">The connection that it came over; several may share a routing id.</param>
/// <param name="Number">How many messages had come to the socket with this one.</param>
internal readonly record struct Routed(byte[] Peer, byte[][] Parts, Connection Origin, long Number);

/// <summary>A ROUTER: takes messages from many peers in the order in which they come, and answers the one it names.</summary>
/// <remarks>
/// A peer may come back under the routing id that it had before its former connection is known to be gone, and two may share one:
/// the newest connection gets what is sent to the id, and answers go where the question came from.
/// </remarks>
internal sealed class RouterSocket(Endpoint endpoint) : ServerSocket(endpoint, "ROUTER", "DEALER", "REQ", "ROUTER")
{
    // A peer that sends faster than its messages are worked off waits, as TCP lets it: beyond so many messages, or bytes but for a single message.
    private const long MostWaiting = 128 << 20;
    private readonly BlockingCollection<Routed> _incoming = new(1024);
    private readonly object _gate = new();
    private long _waiting;
    private long _arrived;
    private readonly Dictionary<byte[], List<Connection>> _routes = new(ByteArrayComparer.Instance);
    private readonly Dictionary<Connection, byte[]> _ids = [];
    private readonly CancellationTokenSource _closing = new();
    private uint _nextId = (uint)Random.Shared.Next();

    /// <summary>Waits for the next message.</summary>
    /// <returns>False when the socket is closed.</returns>
    public bool Receive(out Routed message)
    {
        try
        {
            if (!_incoming.TryTake(out message, Timeout.Infinite, _closing.Token)) return false;
            Taken(message);
            return true;
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            message = default;
            return false;
        }
    }

    /// <summary>Takes the next message if one has come.</summary>
    public bool TryReceive(out Routed message)
    {
        if (!_incoming.TryTake(out message)) return false;
        Taken(message);
        return true;
    }

    /// <summary>Messages that have come and wait to be taken.</summary>
    public int Count => _incoming.Count;

    /// <summary>How many messages have come so far, taken or not.</summary>
    public long Arrived
    {
        get
        {
            lock (_gate) return _arrived;
        }
    }

    /// <summary>Bytes of the messages that have come and wait to be taken.</summary>
    internal long Waiting
    {
        get
        {
            lock (_gate) return _waiting;
        }
    }

    /// <summary>Sends a message to a peer; never waits. It is one that the peer waits for, so it has more room than others.</summary>
    /// <param name="peer">Its routing id.</param>
    /// <param name="parts">The message's frames.</param>
    /// <param name="origin">The connection to prefer, as long as it is one of this socket's and open.</param>
    /// <returns>False if the peer is not connected or reads too slowly.</returns>
    public bool Send(byte[] peer, byte[][] parts, Connection? origin = null)
    {
        lock (_gate)
        {
            if (origin is not null && _ids.ContainsKey(origin)) return origin.Send(parts, essential: true);
            return _routes.TryGetValue(peer, out var connections) && connections[^1].Send(parts, essential: true);
        }
    }

    /// <summary>Waits until a peer is connected.</summary>
    /// <exception cref="OperationCanceledException">It was not worth waiting any longer.</exception>
    public void WaitForPeer(byte[] peer, CancellationToken cancellation)
    {
        using var registration = cancellation.UnsafeRegister(_ => Pulse(), null);
        lock (_gate)
        {
            while (!_routes.ContainsKey(peer))
            {
                cancellation.ThrowIfCancellationRequested();
                _closing.Token.ThrowIfCancellationRequested();
                Monitor.Wait(_gate);
            }
        }
    }

    internal override void Opened(Connection connection)
    {
        lock (_gate)
        {
            var id = connection.RoutingId;
            if (id.Length == 0)
            {
                // Five bytes beginning with zero, which no peer can ask for.
                id = new byte[5];
                BinaryPrimitives.WriteUInt32BigEndian(id.AsSpan(1), ++_nextId);
            }

            if (!_routes.TryGetValue(id, out var connections)) _routes[id] = connections = [];
            connections.Add(connection);
            _ids[connection] = id;
            Monitor.PulseAll(_gate);
        }
    }

    internal override void Received(Connection connection, byte[][] message)
    {
        byte[] id;
        long number;
        lock (_gate)
        {
            number = ++_arrived;
            while (_waiting > 0 && _waiting + Size(message) > MostWaiting && !_closing.IsCancellationRequested) Monitor.Wait(_gate);
            _waiting += Size(message);
            id = _ids[connection];
        }

        _incoming.Add(new Routed(id, message, connection, number), _closing.Token);
    }

    internal override void Closed(Connection connection)
    {
        lock (_gate)
        {
            if (_ids.Remove(connection, out var id) && _routes.TryGetValue(id, out var connections))
            {
                connections.Remove(connection);
                if (connections.Count == 0) _routes.Remove(id);
            }
        }

        base.Closed(connection);
    }

    protected override void Disposed()
    {
        _closing.Cancel();
        Pulse();
    }

    private static long Size(byte[][] message) => message.Sum(part => (long)part.Length);

    private void Taken(Routed message)
    {
        lock (_gate)
        {
            _waiting -= Size(message.Parts);
            Monitor.PulseAll(_gate);
        }
    }

    private void Pulse()
    {
        lock (_gate) Monitor.PulseAll(_gate);
    }
}
