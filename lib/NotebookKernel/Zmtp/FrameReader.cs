using System.Buffers.Binary;

namespace NotebookKernel.Zmtp;

/// <summary>Reads greetings, frames and messages from a byte stream that nobody vouches for.</summary>
/// <remarks>Memory grows with the bytes that have come, never with a length that was merely announced.</remarks>
/// <param name="stream">Read synchronously.</param>
/// <param name="maxMessageSize">The largest message in bytes, all its frames together.</param>
/// <param name="budget">What it shares with others.</param>
internal sealed class FrameReader(Stream stream, int maxMessageSize, ReceiveBudget budget)
{
    /// <summary>The most frames that a message may have.</summary>
    public const int MaxFrames = 4096;

    private const FrameFlags Known = FrameFlags.More | FrameFlags.Long | FrameFlags.Command;
    private const int FirstAllocation = ReceiveBudget.Free;
    private const int FrameCost = 64; // lest empty frames cost nothing

    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _start, _end;
    private long _held, _taken;

    /// <summary>Reads and checks a greeting.</summary>
    /// <exception cref="ZmtpException">The peer speaks something else.</exception>
    /// <exception cref="EndOfStreamException">It ended before.</exception>
    public void ReadGreeting()
    {
        // What is certainly no ZMTP is refused at its first byte, for it may never send sixty-four.
        Need(1);
        if (_buffer[_start] != 0xFF) throw new ZmtpException("The peer does not speak ZMTP.");
        Need(Greeting.Size);
        Greeting.Check(_buffer.AsSpan(_start, Greeting.Size));
        _start += Greeting.Size;
    }

    /// <summary>Reads a frame.</summary>
    /// <returns>Null at the end of the stream.</returns>
    /// <exception cref="ZmtpException">The frame is malformed or too large.</exception>
    /// <exception cref="EndOfStreamException">The stream ended within the frame.</exception>
    public Frame? ReadFrame() => ReadFrame(maxMessageSize);

    /// <summary>Reads until a whole message has come, which counts as held until the next is asked for.</summary>
    /// <param name="onCommand">Gets the commands before and between its frames.</param>
    /// <returns>Null at the end of the stream.</returns>
    /// <inheritdoc cref="ReadFrame()" path="/exception"/>
    public byte[][]? ReadMessage(Action<byte[]> onCommand)
    {
        Release();
        var parts = new List<byte[]>(8);
        var left = maxMessageSize;
        while (true)
        {
            var held = _held;
            if (ReadFrame(left) is not { } frame) return parts.Count == 0 ? null : throw new EndOfStreamException();
            if (frame.IsCommand)
            {
                onCommand(frame.Body);
                Hold(held);
                continue;
            }

            if (parts.Count == MaxFrames) throw new ZmtpException($"A message of more than {MaxFrames} frames.");
            parts.Add(frame.Body);
            left -= frame.Body.Length;
            if (!frame.HasMore) return [.. parts];
        }
    }

    /// <summary>Gives back its share of the budget.</summary>
    public void Release() => Hold(0);

    private Frame? ReadFrame(int limit)
    {
        if (_start == _end && !Fill()) return null;
        Need(2);
        var flags = (FrameFlags)_buffer[_start];
        if ((flags & ~Known) != 0 || (flags & (FrameFlags.Command | FrameFlags.More)) == (FrameFlags.Command | FrameFlags.More))
            throw new ZmtpException($"A frame with the flags 0x{(byte)flags:X2}.");
        ulong size = _buffer[_start + 1];
        var header = 2;
        if ((flags & FrameFlags.Long) != 0)
        {
            header = 9;
            Need(header);
            size = BinaryPrimitives.ReadUInt64BigEndian(_buffer.AsSpan(_start + 1));
        }

        if (size > (ulong)limit) throw new ZmtpException($"A frame of {size} bytes, where at most {limit} are taken.");
        _start += header;
        Hold(_held + FrameCost);
        return new Frame(flags, ReadBody((int)size));
    }

    private byte[] ReadBody(int size)
    {
        if (size == 0) return [];
        var length = Math.Min(size, FirstAllocation);
        Hold(_held + length);
        var body = new byte[length];
        var filled = Math.Min(length, _end - _start);
        _buffer.AsSpan(_start, filled).CopyTo(body);
        _start += filled;
        while (filled < size)
        {
            if (filled == body.Length)
            {
                length = (int)Math.Min(size, 2L * filled);
                Hold(_held + length - filled);
                Array.Resize(ref body, length);
            }

            var count = stream.Read(body.AsSpan(filled));
            if (count == 0) throw new EndOfStreamException();
            filled += count;
        }

        return body;
    }

    private void Hold(long bytes)
    {
        var taken = Math.Max(0, bytes - ReceiveBudget.Free);
        if (!budget.TryTake(taken - _taken)) throw new ZmtpException("Too much is being received at once.");
        (_held, _taken) = (bytes, taken);
    }

    /// <summary>Makes sure that so many bytes are in the buffer.</summary>
    private void Need(int count)
    {
        while (_end - _start < count)
        {
            if (!Fill()) throw new EndOfStreamException();
        }
    }

    private bool Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        var count = stream.Read(_buffer.AsSpan(_end));
        _end += count;
        return count > 0;
    }
}
