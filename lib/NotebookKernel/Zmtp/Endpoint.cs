using System.Net;
using System.Net.Sockets;
using System.Text;

namespace NotebookKernel.Zmtp;

/// <summary>Where a socket listens: <c>tcp://address:port</c> or <c>ipc://path</c> (a Unix domain socket, on Windows too).</summary>
/// <remarks>Source: ZeroMQ RFC 23/ZMTP and libzmq's zmq_tcp(7), zmq_ipc(7).</remarks>
internal sealed class Endpoint
{
    // sun_path holds 108 bytes on Linux and Windows and 104 on macOS, a zero among them.
    private const int LongestPath = 103;

    private readonly EndPoint _address;

    private Endpoint(EndPoint address, string? path)
    {
        _address = address;
        Path = path;
    }

    /// <summary>The socket's file; null for TCP.</summary>
    public string? Path { get; }

    /// <summary>The TCP port; 0 for IPC.</summary>
    public int Port => (_address as IPEndPoint)?.Port ?? 0;

    /// <param name="text">
    /// Such as <c>tcp://127.0.0.1:5555</c>, <c>tcp://*:5555</c> for every interface, or <c>ipc:///run/kernel-1</c>. Port 0 asks for a free one.
    /// </param>
    /// <exception cref="FormatException">It is neither.</exception>
    public static Endpoint Parse(string text)
    {
        if (text.StartsWith("ipc://", StringComparison.Ordinal) && text.Length > 6)
        {
            var path = System.IO.Path.GetFullPath(text[6..]);
            if (Encoding.UTF8.GetByteCount(path) > LongestPath)
                throw new FormatException($"{path} is too long for a Unix domain socket: at most {LongestPath} bytes.");
            return new Endpoint(new UnixDomainSocketEndPoint(path), path);
        }

        if (text.StartsWith("tcp://", StringComparison.Ordinal) && text.LastIndexOf(':') is > 5 and var colon
            && ushort.TryParse(text.AsSpan(colon + 1), out var port))
        {
            var host = text[6..colon];
            var address = host switch
            {
                "*" => IPAddress.Any,
                "localhost" => IPAddress.Loopback,
                _ => IPAddress.TryParse(host.Trim('[', ']'), out var parsed) ? parsed : null,
            };
            if (address is not null) return new Endpoint(new IPEndPoint(address, port), null);
        }

        throw new FormatException($"'{text}' is no endpoint; expected tcp://address:port, with a numeric address, or ipc://path.");
    }

    /// <summary>Binds a listening socket here.</summary>
    /// <returns>The socket, and where it listens: with its port when 0 was asked for.</returns>
    /// <exception cref="IOException">The address is in use or not of this machine.</exception>
    public (Socket Socket, Endpoint Bound) Listen()
    {
        var socket = new Socket(_address.AddressFamily, SocketType.Stream, Path is null ? ProtocolType.Tcp : ProtocolType.Unspecified);
        try
        {
            // What a kernel that died left behind would refuse its successor.
            if (Path is not null && !IsAlive()) File.Delete(Path);
            socket.Bind(_address);
            socket.Listen(128);
            return (socket, Path is null ? new Endpoint(socket.LocalEndPoint!, null) : this);
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw new IOException($"Cannot listen on {this}: {e.Message}. Another program may have taken it; start the kernel again.", e);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Path is null ? $"tcp://{_address}" : $"ipc://{Path}";

    private bool IsAlive()
    {
        if (!File.Exists(Path)) return false;
        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            probe.Connect(_address);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
