using System.Net.Sockets;

namespace NotebookKernel.Zmtp;

/// <summary>The server side of a ZeroMQ socket: it listens, and talks to every peer that connects.</summary>
/// <remarks>Source: ZMTP 3.1 (ZeroMQ RFC 37) and 3.0 (RFC 23), NULL mechanism; socket patterns of RFC 28 and 29.</remarks>
internal abstract class ServerSocket : IDisposable
{
    private const int MaxConnections = 1024;
    private const int StackSize = 256 * 1024;

    private readonly Lock _gate = new();
    private readonly HashSet<Connection> _connections = [];
    private readonly Socket _listener;
    private readonly Thread _accepting;
    private readonly string[] _peerTypes;
    private bool _disposed;

    /// <summary>Binds; peers are served from <see cref="Start"/> on.</summary>
    /// <param name="endpoint">Where to listen.</param>
    /// <param name="socketType">The pattern's name for this side.</param>
    /// <param name="peerTypes">The types that may connect.</param>
    /// <exception cref="IOException">The endpoint is taken.</exception>
    protected ServerSocket(Endpoint endpoint, string socketType, params string[] peerTypes)
    {
        SocketType = socketType;
        _peerTypes = peerTypes;
        (_listener, Endpoint) = endpoint.Listen();
        _accepting = new Thread(Accept, StackSize) { IsBackground = true, Name = $"ZMTP {socketType} listener" };
    }

    /// <summary>Where it listens.</summary>
    public Endpoint Endpoint { get; }

    /// <summary>The pattern's name for this side, such as ROUTER.</summary>
    public string SocketType { get; }

    /// <summary>The largest message taken from a peer, in bytes.</summary>
    public int MaxMessageSize { get; init; } = 64 << 20;

    /// <summary>Bounds what is being received over all connections, of this socket and of those that share it.</summary>
    public ReceiveBudget Budget { get; init; } = new(256 << 20);

    /// <summary>Bytes that may wait for one slow peer before messages to it are dropped.</summary>
    public long QueueCapacity { get; init; } = 64 << 20;

    /// <summary>How many peers are connected.</summary>
    public int ConnectionCount
    {
        get
        {
            lock (_gate) return _connections.Count;
        }
    }

    /// <summary>Begins to accept peers.</summary>
    public void Start() => _accepting.Start();

    /// <summary>Sends what is queued, waiting at most a second for all peers together, and closes everything.</summary>
    public void Dispose()
    {
        Connection[] connections;
        lock (_gate)
        {
            if (_disposed) return;
            _disposed = true;
            connections = [.. _connections];
        }

        _listener.Dispose();
        if (Endpoint.Path is { } path) File.Delete(path);
        var end = Environment.TickCount64 + 1000;
        foreach (var connection in connections) connection.Close(TimeSpan.FromMilliseconds(Math.Max(0, end - Environment.TickCount64)));
        if (_accepting.IsAlive) _accepting.Join(TimeSpan.FromSeconds(1));
        Disposed();
    }

    /// <summary>Whether a peer of this type may connect.</summary>
    internal bool Accepts(string type) => Array.IndexOf(_peerTypes, type) >= 0;

    /// <summary>A peer has shaken hands.</summary>
    internal virtual void Opened(Connection connection)
    {
    }

    /// <summary>A peer has sent a message; called on its own thread, which may be kept waiting.</summary>
    internal abstract void Received(Connection connection, byte[][] message);

    /// <summary>A peer wants messages that begin so.</summary>
    internal virtual void Subscribed(Connection connection, ReadOnlySpan<byte> prefix)
    {
    }

    /// <summary>A peer no longer wants messages that begin so.</summary>
    internal virtual void Unsubscribed(Connection connection, ReadOnlySpan<byte> prefix)
    {
    }

    /// <summary>A peer has gone.</summary>
    internal virtual void Closed(Connection connection)
    {
        lock (_gate) _connections.Remove(connection);
    }

    /// <summary>All is closed.</summary>
    protected virtual void Disposed()
    {
    }

    private void Accept()
    {
        while (true)
        {
            try
            {
                var socket = _listener.Accept();
                lock (_gate)
                {
                    if (_disposed || _connections.Count >= MaxConnections)
                    {
                        socket.Dispose();
                        continue;
                    }

                    var connection = new Connection(socket, this);
                    _connections.Add(connection);
                    connection.Start();
                }
            }
            catch (ObjectDisposedException)
            {
                return;
            }
            catch (SocketException) when (_disposed)
            {
                return;
            }
            catch (SocketException)
            {
                // A peer that gave up while it waited in the queue. The process may also be out of file handles: let others close some.
                Thread.Sleep(10);
            }
        }
    }
}
