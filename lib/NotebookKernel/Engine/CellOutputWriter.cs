using System.Text;
using Microsoft.DotNet.Interactive;
using NotebookKernel.Display;

namespace NotebookKernel.Engine;

/// <summary>Brings one cell's outputs to its <see cref="ICellOutputs"/>: in order, text in sensible pieces.</summary>
/// <remarks>
/// Writers never call the receiver while holding the lock, and one thread at a time delivers: a receiver may itself write to the console
/// without a deadlock. All of it runs shielded from the cell's interrupt, which so leaves no half-made state here or in the receiver.
/// </remarks>
internal sealed class CellOutputWriter(ICellOutputs receiver)
{
    private const int PieceLength = 8192;
    private static readonly TimeSpan PieceTime = TimeSpan.FromMilliseconds(20);

    private readonly object _gate = new();
    private readonly Queue<Action<ICellOutputs>> _queue = new();
    private readonly StringBuilder _text = new();
    private StreamName _stream;
    private bool _timing, _delivering;
    private Exception? _receiverFailure;

    /// <summary>Text for a standard stream.</summary>
    public void Write(StreamName stream, ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return;
        using var shield = CellInterrupt.Shield();
        bool deliver;
        lock (_gate)
        {
            if (_stream != stream) CutText();
            _stream = stream;
            _text.Append(text);
            if (_text.Length >= PieceLength)
            {
                CutText();
            }
            else if (!_timing)
            {
                _timing = true;
                HostTimer.Outputs.After(PieceTime, Flush);
            }

            deliver = _queue.Count > 0;
        }

        if (deliver) Deliver();
    }

    /// <inheritdoc cref="ICellOutputs.Display"/>
    public void Display(MimeBundle data, string displayId) => Send(outputs => outputs.Display(data, displayId));

    /// <inheritdoc cref="ICellOutputs.Update"/>
    public void Update(string displayId, MimeBundle data) => Send(outputs => outputs.Update(displayId, data));

    /// <inheritdoc cref="ICellOutputs.Result"/>
    public void Result(MimeBundle data) => Send(outputs => outputs.Result(data));

    /// <inheritdoc cref="ICellOutputs.Clear"/>
    public void Clear(bool wait) => Send(outputs => outputs.Clear(wait));

    /// <summary>Asks for a line of input, what was printed before being shown; null where nobody can be asked.</summary>
    public string? ReadLine()
    {
        if (receiver is not ICellInput input) return null;
        Flush();
        return input.ReadLine();
    }

    /// <summary>Waits until all that was written has been delivered.</summary>
    public void Drain()
    {
        Flush();
        lock (_gate)
        {
            while (_delivering || _queue.Count > 0) Monitor.Wait(_gate);
            if (_receiverFailure is { } failure) throw new InvalidOperationException("The receiver of a cell's outputs failed.", failure);
        }
    }

    private void Flush()
    {
        lock (_gate)
        {
            _timing = false;
            CutText();
        }

        Deliver();
    }

    private void Send(Action<ICellOutputs> output)
    {
        using var shield = CellInterrupt.Shield();
        lock (_gate)
        {
            CutText();
            _queue.Enqueue(output);
        }

        Deliver();
    }

    /// <summary>Queues the text so far; under the lock.</summary>
    private void CutText()
    {
        if (_text.Length == 0) return;
        var (stream, text) = (_stream, _text.ToString());
        _text.Clear();
        _queue.Enqueue(outputs => outputs.Stream(stream, text));
    }

    private void Deliver()
    {
        while (true)
        {
            Action<ICellOutputs>? output;
            lock (_gate)
            {
                if (_delivering || !_queue.TryDequeue(out output)) return;
                _delivering = true;
            }

            // What the receiver itself writes to the console is the host's, not the cell's.
            var cell = KernelInvocationContext.Current;
            KernelInvocationContext.Current = null;
            Exception? failure = null;
            try
            {
                output(receiver);
            }
#pragma warning disable CA1031 // Reported by Drain: it must not surface in the user's code, nor on the timer's thread.
            catch (Exception e)
#pragma warning restore CA1031
            {
                failure = e;
            }

            KernelInvocationContext.Current = cell;
            lock (_gate)
            {
                _receiverFailure ??= failure;
                _delivering = false;
                Monitor.PulseAll(_gate);
            }
        }
    }
}
