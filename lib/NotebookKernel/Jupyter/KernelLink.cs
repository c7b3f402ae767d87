using System.IO.Pipes;

namespace NotebookKernel.Jupyter;

/// <summary>A kernel's end of two pipes to the process that watches over it: what it is doing goes there, what it is to do comes from there.</summary>
/// <remarks>It lives as long as the process: closing a pipe would wait for the thread that reads it.</remarks>
#pragma warning disable CA1001 // So it does.
internal sealed class KernelLink
#pragma warning restore CA1001
{
    private readonly AnonymousPipeClientStream _orders;
    private readonly BinaryWriter _writer;

    /// <param name="orders">The handle of the pipe that tells the kernel what to do.</param>
    /// <param name="reports">The handle of the pipe that takes what it tells.</param>
    public KernelLink(string orders, string reports)
    {
        _orders = new AnonymousPipeClientStream(PipeDirection.In, orders);
        _writer = new BinaryWriter(new AnonymousPipeClientStream(PipeDirection.Out, reports));
    }

    /// <summary>What the kernel is told to do.</summary>
    public enum Order : byte
    {
        /// <summary>Interrupt the cell that runs.</summary>
        Interrupt = 1,

        /// <summary>End.</summary>
        Stop,
    }

    /// <summary>What the kernel tells.</summary>
    public enum Report : byte
    {
        /// <summary>It begins to run a cell: the request follows.</summary>
        Cell = 1,

        /// <summary>It ends because it was told to.</summary>
        End,
    }

    /// <summary>Takes orders until there are no more, on the thread that calls; whoever gave them is gone then.</summary>
    public void Serve(Action<Order> obey)
    {
        try
        {
            while (_orders.ReadByte() is >= 0 and var order) obey((Order)order);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // So is it here.
        }

        obey(Order.Stop);
    }

    /// <summary>Tells that a cell begins to run.</summary>
    public void Begins(Message request, int executionCount) => Tell(w =>
    {
        w.Write((byte)Report.Cell);
        w.Write(executionCount);
        w.Write(request.Identities.Length);
        foreach (var part in request.Identities.Append(request.Header))
        {
            w.Write(part.Length);
            w.Write(part);
        }
    });

    /// <summary>Tells that the kernel ends as it should.</summary>
    public void Ends() => Tell(w => w.Write((byte)Report.End));

    /// <summary>Reads what <see cref="Begins"/> has written, behind its first byte.</summary>
    public static (Message Request, int ExecutionCount) ReadCell(BinaryReader reader)
    {
        var count = reader.ReadInt32();
        var identities = new byte[reader.ReadInt32()][];
        for (var i = 0; i < identities.Length; i++) identities[i] = reader.ReadBytes(reader.ReadInt32());
        var header = reader.ReadBytes(reader.ReadInt32());
        return (new Message(identities, header, "", "execute_request", default), count);
    }

    private void Tell(Action<BinaryWriter> what)
    {
        try
        {
            what(_writer);
            _writer.Flush();
        }
        catch (IOException)
        {
            // Nobody watches any more; the orders have ended too.
        }
    }
}
