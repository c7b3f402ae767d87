using System.Net;
using System.Net.Sockets;
using System.Text;
using NotebookKernel.Zmtp;

namespace NotebookKernel.Tests.Zmtp;

/// <summary>A peer that can also do what libzmq never would.</summary>
internal sealed class RawPeer : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    public RawPeer(ServerSocket server)
    {
        _socket.Connect(new IPEndPoint(IPAddress.Loopback, server.Endpoint.Port));
        Stream = new NetworkStream(_socket);
        Reader = new FrameReader(Stream, 64 << 20, new ReceiveBudget(long.MaxValue));
        Writer = new FrameWriter(Stream);
    }

    public NetworkStream Stream { get; }

    public FrameReader Reader { get; }

    public FrameWriter Writer { get; }

    public static byte[] Ready(string socketType, byte[] identity) => Command.Create(
        Command.Ready,
        [.. Property("Socket-Type", Encoding.ASCII.GetBytes(socketType)), .. Property("Identity", identity)]);

    public void Handshake(string socketType, params byte[] identity)
    {
        Writer.Write(Greeting.Ours);
        Writer.WriteFrame(FrameFlags.Command, Ready(socketType, identity));
        Writer.Flush();
        Reader.ReadGreeting();
        Command.Parse(Reader.ReadFrame()!.Value.Body, out _).ShouldBe(Command.Ready);
    }

    public void Send(params byte[][] parts)
    {
        Writer.WriteMessage(parts);
        Writer.Flush();
    }

    public void SendCommand(string name, params byte[] data)
    {
        Writer.WriteFrame(FrameFlags.Command, Command.Create(name, data));
        Writer.Flush();
    }

    /// <summary>Reads until the other side closes.</summary>
    public void ReadToEnd()
    {
        try
        {
            var buffer = new byte[4096];
            while (Stream.Read(buffer) > 0)
            {
            }
        }
        catch (IOException)
        {
            // Closed with what we sent unread.
        }
    }

    public void Dispose()
    {
        Stream.Dispose();
        _socket.Dispose();
    }

    private static byte[] Property(string name, byte[] value) =>
        [(byte)name.Length, .. Encoding.ASCII.GetBytes(name), 0, 0, (byte)(value.Length >> 8), (byte)value.Length, .. value];
}
