using System.Net.Sockets;
using System.Text;

namespace NotebookKernel.Zmtp;

/// <summary>One peer of a server's socket.</summary>
/// <remarks>
/// A thread reads and a thread writes, both blocking. Threads and not tasks, because the process also runs the user's code, which may
/// occupy the thread pool wholly (<c>Parallel.For</c> over something that blocks), and an interrupt must get through all the same.
/// </remarks>
internal sealed class Connection : IDisposable
{
    private const int HandshakeMilliseconds = 30_000;
    private const int StackSize = 256 * 1024;

    private readonly Socket _socket;
    private readonly ServerSocket _server;
    private readonly NetworkStream _stream;
    private readonly OutgoingQueue _outgoing;
    private readonly Thread _reading, _writing;
    private volatile bool _closed;
    private int _told;

    public Connection(Socket socket, ServerSocket server)
    {
        _socket = socket;
        _server = server;
        _outgoing = new OutgoingQueue(server.QueueCapacity);
        if (server.Endpoint.Path is null) socket.NoDelay = true;
        _stream = new NetworkStream(socket, ownsSocket: true);
        _reading = new Thread(Read, StackSize) { IsBackground = true, Name = $"ZMTP {server.SocketType} reader" };
        _writing = new Thread(Write, StackSize) { IsBackground = true, Name = $"ZMTP {server.SocketType} writer" };
    }

    /// <summary>The routing id that the peer asked for; empty if it asked for none.</summary>
    public byte[] RoutingId { get; private set; } = [];

    /// <summary>Messages that were dropped because the peer read too slowly.</summary>
    public int Dropped => _outgoing.Dropped;

    /// <summary>Begins to serve the peer.</summary>
    public void Start() => _reading.Start();

    /// <summary>Queues a message; never waits.</summary>
    /// <param name="parts">Its frames.</param>
    /// <param name="essential">Whether it is worth more room than others to a peer that reads slowly.</param>
    /// <returns>False if it was dropped.</returns>
    public bool Send(byte[][] parts, bool essential = false) => _outgoing.TryAdd(new Outgoing(parts), essential);

    /// <summary>Queues a note about the messages that were dropped since the last note, if any were; called on one thread at a time.</summary>
    /// <param name="note">Makes it from their number.</param>
    public void TellDropped(Func<int, byte[][]> note)
    {
        var dropped = Dropped - _told;
        if (dropped > 0 && Send(note(dropped), essential: true)) _told += dropped;
    }

    /// <summary>Sends what is queued, waiting so long for it, and closes.</summary>
    public void Close(TimeSpan linger)
    {
        _outgoing.Complete();
        if (_writing.ThreadState.HasFlag(ThreadState.Unstarted) || linger <= TimeSpan.Zero || !_writing.Join(linger)) Dispose();
    }

    /// <summary>Closes at once.</summary>
    public void Dispose()
    {
        if (_closed) return;
        _closed = true;
        _outgoing.Complete();
        _stream.Dispose();
    }

    private void Read()
    {
        var opened = false;
        var reader = new FrameReader(_stream, _server.MaxMessageSize, _server.Budget);
        try
        {
            _socket.ReceiveTimeout = HandshakeMilliseconds;
            Handshake(reader);
            _socket.ReceiveTimeout = 0;
            _writing.Start();
            opened = true;
            _server.Opened(this);
            while (reader.ReadMessage(OnCommand) is { } message) _server.Received(this, message);
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The peer has gone, or speaks something else: there is nobody to tell.
        }
        finally
        {
            reader.Release();
            _outgoing.Complete();
            _server.Closed(this);
            if (opened) _writing.Join(TimeSpan.FromSeconds(1));
            Dispose();
        }
    }

    private void Handshake(FrameReader reader)
    {
        var writer = new FrameWriter(_stream);
        writer.Write(Greeting.Ours);
        writer.Flush();
        reader.ReadGreeting();
        writer.WriteFrame(FrameFlags.Command, Command.CreateReady(_server.SocketType));
        writer.Flush();

        if (reader.ReadFrame() is not { IsCommand: true } frame) throw new ZmtpException("The peer did not shake hands.");
        var name = Command.Parse(frame.Body, out var data);
        if (name != Command.Ready) throw new ZmtpException($"The peer answered {name}.");
        var properties = Command.ParseProperties(data);
        var type = properties.TryGetValue("Socket-Type", out var value) ? Encoding.ASCII.GetString(value) : "";
        if (!_server.Accepts(type))
        {
            writer.WriteFrame(FrameFlags.Command, Command.CreateError($"A {_server.SocketType} socket does not talk to '{type}'."));
            writer.Flush();
            throw new ZmtpException($"The peer's socket is of type '{type}'.");
        }

        RoutingId = properties.GetValueOrDefault("Identity") ?? [];
        if (RoutingId.Length > byte.MaxValue || (RoutingId.Length > 0 && RoutingId[0] == 0))
            throw new ZmtpException("A routing id has at most 255 bytes and does not begin with zero.");
    }

    private void OnCommand(byte[] body)
    {
        switch (Command.Parse(body, out var data))
        {
            case Command.Ping:
                // A peer that pings without reading is one that reads too slowly.
                _outgoing.TryAdd(new Outgoing([Command.CreatePong(data)], IsCommand: true), essential: false);
                break;
            case Command.Subscribe:
                _server.Subscribed(this, data);
                break;
            case Command.Cancel:
                _server.Unsubscribed(this, data);
                break;
            case Command.Error:
                throw new ZmtpException("The peer reports an error.");
        }
    }

    private void Write()
    {
        try
        {
            var writer = new FrameWriter(_stream);
            while (_outgoing.Take(out var message))
            {
                do
                {
                    if (message.IsCommand) writer.WriteFrame(FrameFlags.Command, message.Parts[0]);
                    else writer.WriteMessage(message.Parts);
                }
                while (_outgoing.TryTake(out message));
                writer.Flush();
            }

            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            // Ends the reader too, which tidies up.
            Dispose();
        }
    }
}
