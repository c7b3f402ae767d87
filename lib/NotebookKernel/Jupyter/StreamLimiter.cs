using System.Globalization;
using System.Text;
using NotebookKernel.Display;

namespace NotebookKernel.Jupyter;

/// <summary>Keeps what a cell prints within what a notebook page can show.</summary>
/// <remarks>
/// A bucket of a million characters that refills at half a million a second: more than anyone reads, less than Jupyter's server lets
/// through. When it is empty, text is left out; a note says how much, and what was printed last follows it. A cell that goes on
/// flooding gets half the rate each time.
/// </remarks>
/// <param name="send">Receives what is let through, one piece at a time.</param>
/// <param name="clock">What time it is.</param>
internal sealed class StreamLimiter(Action<StreamName, string> send, TimeProvider clock)
{
    /// <summary>Characters that pass at once.</summary>
    public const int Capacity = 1_000_000;

    private const int FirstRate = 500_000; // characters a second
    private const int LowestRate = 16_000;
    private const int ResumeAt = 64_000;
    private const int TailLength = 4_000;

    private readonly Lock _gate = new();
    private readonly StringBuilder _tail = new();
    private double _tokens = Capacity;
    private long _last = clock.GetTimestamp();
    private int _rate = FirstRate;
    private int _holds;
    private StreamName _stream;
    private long _leftOutLines, _leftOutCharacters;
    private bool _holding;

    /// <summary>Text of a stream.</summary>
    public void Write(StreamName stream, string text)
    {
        lock (_gate)
        {
            if (!_holding)
            {
                Refill();
                if (text.Length <= _tokens)
                {
                    _tokens -= text.Length;
                    send(stream, text);
                    return;
                }

                Hold();
                // What fits of a piece that is larger than all the room.
                var fits = (int)_tokens;
                if (fits > 0 && char.IsHighSurrogate(text[fits - 1])) fits--;
                if (fits > 0) send(stream, text[..fits]);
                _tokens = 0;
                text = text[fits..];
            }

            _stream = stream;
            _tail.Append(text);
            if (_tail.Length > 2 * TailLength) LeaveOut(_tail.Length - TailLength);
        }
    }

    /// <summary>Sends what is held back; called when the cell ends.</summary>
    public void Flush()
    {
        lock (_gate) Release();
    }

    private void Hold()
    {
        _holding = true;
        _ = ReleaseAfter(TimeSpan.FromSeconds((double)ResumeAt / _rate), ++_holds);
        _rate = Math.Max(LowestRate, _rate / 2);
    }

    private async Task ReleaseAfter(TimeSpan delay, int hold)
    {
        await Task.Delay(delay, clock).ConfigureAwait(false);
        lock (_gate)
        {
            if (hold == _holds) Release();
        }
    }

    /// <summary>Drops so many of the oldest characters, and the rest of their line.</summary>
    private void LeaveOut(int count)
    {
        var lines = 0;
        var end = 0;
        foreach (var chunk in _tail.GetChunks())
        {
            foreach (var c in chunk.Span)
            {
                if (end >= count && (c == '\n' || end >= count + 200))
                {
                    if (c == '\n') (lines, end) = (lines + 1, end + 1);
                    goto found;
                }

                end++;
                if (c == '\n') lines++;
            }
        }

    found:
        if (end < _tail.Length && char.IsLowSurrogate(_tail[end])) end++;
        _tail.Remove(0, end);
        _leftOutLines += lines;
        _leftOutCharacters += end;
    }

    private void Release()
    {
        if (!_holding) return;
        _holding = false;
        Refill();
        if (_tail.Length > TailLength && _leftOutCharacters > 0) LeaveOut(_tail.Length - TailLength);
        if (_leftOutCharacters > 0)
        {
            send(StreamName.Error, string.Create(
                CultureInfo.InvariantCulture,
                $"\n[{_leftOutLines:N0} lines ({_leftOutCharacters:N0} characters) are left out here: they came faster than a notebook can show them.]\n"));
        }

        if (_tail.Length > 0) send(_stream, _tail.ToString());
        _tail.Clear();
        (_leftOutLines, _leftOutCharacters) = (0, 0);
    }

    private void Refill()
    {
        var now = clock.GetTimestamp();
        _tokens = Math.Min(Capacity, _tokens + clock.GetElapsedTime(_last, now).TotalSeconds * _rate);
        _last = now;
    }
}
