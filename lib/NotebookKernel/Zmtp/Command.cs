using System.Buffers.Binary;
using System.Text;

namespace NotebookKernel.Zmtp;

/// <summary>The commands of ZMTP 3.1 that a server with the NULL mechanism meets.</summary>
internal static class Command
{
    public const string Ready = "READY", Error = "ERROR", Subscribe = "SUBSCRIBE", Cancel = "CANCEL", Ping = "PING", Pong = "PONG";

    private const int PingTimeToLive = 2, LongestPingContext = 16;

    /// <summary>Cuts a command's body into name and data.</summary>
    /// <exception cref="ZmtpException">The name is missing or cut off.</exception>
    public static string Parse(byte[] body, out ReadOnlySpan<byte> data)
    {
        if (body.Length == 0 || body[0] == 0 || body.Length < 1 + body[0]) throw new ZmtpException("A command without its name.");
        data = body.AsSpan(1 + body[0]);
        return Encoding.ASCII.GetString(body, 1, body[0]);
    }

    /// <summary>A command's body.</summary>
    public static byte[] Create(string name, ReadOnlySpan<byte> data)
    {
        var body = new byte[1 + name.Length + data.Length];
        body[0] = (byte)name.Length;
        Encoding.ASCII.GetBytes(name, body.AsSpan(1));
        data.CopyTo(body.AsSpan(1 + name.Length));
        return body;
    }

    /// <summary>READY with our socket type.</summary>
    public static byte[] CreateReady(string socketType)
    {
        using var data = new MemoryStream();
        WriteProperty(data, "Socket-Type", Encoding.ASCII.GetBytes(socketType));
        return Create(Ready, data.ToArray());
    }

    /// <summary>ERROR with a reason of at most 255 ASCII characters.</summary>
    public static byte[] CreateError(string reason)
    {
        var text = Encoding.ASCII.GetBytes(reason.Length > byte.MaxValue ? reason[..byte.MaxValue] : reason);
        return Create(Error, [(byte)text.Length, .. text]);
    }

    /// <summary>The answer to a ping: its context comes back.</summary>
    /// <exception cref="ZmtpException">The ping is malformed.</exception>
    public static byte[] CreatePong(ReadOnlySpan<byte> ping)
    {
        if (ping.Length is < PingTimeToLive or > PingTimeToLive + LongestPingContext) throw new ZmtpException("A malformed PING.");
        return Create(Pong, ping[PingTimeToLive..]);
    }

    /// <summary>The properties of a READY command; their names are case-insensitive.</summary>
    /// <exception cref="ZmtpException">A property is cut off.</exception>
    public static Dictionary<string, byte[]> ParseProperties(ReadOnlySpan<byte> data)
    {
        var properties = new Dictionary<string, byte[]>(StringComparer.OrdinalIgnoreCase);
        while (!data.IsEmpty)
        {
            var nameLength = data[0];
            if (nameLength == 0 || data.Length < 1 + nameLength + 4) throw new ZmtpException("A malformed READY.");
            var name = Encoding.ASCII.GetString(data.Slice(1, nameLength));
            data = data[(1 + nameLength)..];
            var valueLength = BinaryPrimitives.ReadUInt32BigEndian(data);
            data = data[4..];
            if (valueLength > data.Length) throw new ZmtpException("A malformed READY.");
            properties[name] = data[..(int)valueLength].ToArray();
            data = data[(int)valueLength..];
        }

        return properties;
    }

    private static void WriteProperty(MemoryStream data, string name, byte[] value)
    {
        data.WriteByte((byte)name.Length);
        data.Write(Encoding.ASCII.GetBytes(name));
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, value.Length);
        data.Write(length);
        data.Write(value);
    }
}
