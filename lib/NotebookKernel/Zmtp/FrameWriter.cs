using System.Buffers.Binary;

namespace NotebookKernel.Zmtp;

/// <summary>Writes messages and commands to a byte stream; small ones together in one write.</summary>
internal sealed class FrameWriter(Stream stream)
{
    private const int LongestHeader = 9;

    private readonly byte[] _buffer = new byte[32 * 1024];
    private int _count;

    /// <summary>Writes the frames of a message.</summary>
    public void WriteMessage(byte[][] parts)
    {
        for (var i = 0; i < parts.Length; i++) WriteFrame(i < parts.Length - 1 ? FrameFlags.More : FrameFlags.None, parts[i]);
    }

    /// <summary>Writes a frame; <see cref="FrameFlags.Long"/> is set where its size needs it.</summary>
    public void WriteFrame(FrameFlags flags, ReadOnlySpan<byte> body)
    {
        if (_count + LongestHeader > _buffer.Length) Flush();
        if (body.Length <= byte.MaxValue)
        {
            _buffer[_count++] = (byte)flags;
            _buffer[_count++] = (byte)body.Length;
        }
        else
        {
            _buffer[_count++] = (byte)(flags | FrameFlags.Long);
            BinaryPrimitives.WriteInt64BigEndian(_buffer.AsSpan(_count), body.Length);
            _count += sizeof(long);
        }

        Write(body);
    }

    /// <summary>Writes bytes as they are.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= _buffer.Length - _count)
        {
            bytes.CopyTo(_buffer.AsSpan(_count));
            _count += bytes.Length;
            return;
        }

        Flush();
        if (bytes.Length <= _buffer.Length) Write(bytes);
        else stream.Write(bytes);
    }

    /// <summary>Hands on what has been gathered.</summary>
    public void Flush()
    {
        if (_count == 0) return;
        stream.Write(_buffer, 0, _count);
        _count = 0;
    }
}
