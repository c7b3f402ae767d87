using System.Globalization;
using System.Text;
using System.Text.Json;
using NotebookKernel.Zmtp;

namespace NotebookKernel.Jupyter;

/// <summary>The five sockets of a kernel.</summary>
/// <remarks>Every method may be called from any thread, and none waits for a front end.</remarks>
internal sealed class Channels : IDisposable
{
    // What is never signed is small.
    private const int LargestSubscription = 4096;
    private const int LargestBeat = 1 << 20;

    private readonly MessageCodec _codec;
    private readonly ReplySocket _heartbeat;

    /// <summary>Binds all of them and begins to listen.</summary>
    /// <exception cref="IOException">An address is taken.</exception>
    public Channels(ConnectionInfo connection)
    {
        _codec = new MessageCodec(connection.Key);
        var budget = new ReceiveBudget(256 << 20);
        var bound = new List<ServerSocket>();
        try
        {
            bound.Add(Shell = new RouterSocket(connection.Shell) { Budget = budget });
            bound.Add(Control = new RouterSocket(connection.Control) { Budget = budget });
            bound.Add(Stdin = new RouterSocket(connection.Stdin) { Budget = budget });
            bound.Add(IOPub = new PublisherSocket(connection.IOPub) { Budget = budget, MaxMessageSize = LargestSubscription });
            bound.Add(_heartbeat = new ReplySocket(connection.Heartbeat, static beat => beat)
            {
                Budget = budget,
                MaxMessageSize = LargestBeat,
                QueueCapacity = LargestBeat,
            });
        }
        catch
        {
            bound.ForEach(s => s.Dispose());
            throw;
        }

        bound.ForEach(s => s.Start());
    }

    /// <summary>Requests that are worked off one after another.</summary>
    public RouterSocket Shell { get; }

    /// <summary>Requests that do not wait for those of the shell: interrupt, shutdown.</summary>
    public RouterSocket Control { get; }

    /// <summary>The kernel's own requests for input.</summary>
    public RouterSocket Stdin { get; }

    /// <summary>What every front end is told.</summary>
    public PublisherSocket IOPub { get; }

    /// <summary>Reads a message that came over one of the sockets.</summary>
    /// <returns>Null for one that is none; the log says why.</returns>
    public Message? Parse(Routed routed)
    {
        var message = _codec.Parse([routed.Peer, .. routed.Parts], out var problem);
        if (problem is not null) Log($"A message was ignored: {problem}.");
        return message is null ? null : message with { Origin = routed.Origin };
    }

    /// <summary>Sends to the one that a request came from, over the same socket or another.</summary>
    /// <param name="socket">One of the three.</param>
    /// <param name="parent">The request.</param>
    /// <param name="type">The message's type.</param>
    /// <param name="content">Writes the members of the content.</param>
    /// <param name="id">Its <c>msg_id</c>, from <see cref="NewId"/>; null for a new one.</param>
    /// <returns>False if it is not connected there.</returns>
    public bool Send(RouterSocket socket, Message parent, string type, Action<Utf8JsonWriter> content, string? id = null) =>
        socket.Send(parent.Identities[0], _codec.Create(parent.Identities[1..], type, parent, content, id), parent.Origin);

    /// <inheritdoc cref="MessageCodec.NewId"/>
    public string NewId() => _codec.NewId();

    /// <summary>Tells every front end.</summary>
    /// <param name="type">The message's type, and its topic.</param>
    /// <param name="parent">The request that led to it.</param>
    /// <param name="content">Writes the members of the content.</param>
    /// <param name="essential">Whether a front end that reads slowly must have it all the same.</param>
    public void Publish(string type, Message? parent, Action<Utf8JsonWriter> content, bool essential = false) =>
        IOPub.Publish(_codec.Create([Encoding.ASCII.GetBytes(type)], type, parent, content), essential);

    /// <summary>Waits until a front end listens to what is published.</summary>
    /// <exception cref="OperationCanceledException">It was not worth waiting any longer.</exception>
    public void WaitForSubscriber(CancellationToken cancellation)
    {
        while (IOPub.SubscriberCount == 0)
        {
            cancellation.ThrowIfCancellationRequested();
            Thread.Sleep(10);
        }
    }

    /// <summary>Tells every front end that a request is being worked on, or no longer is.</summary>
    public void PublishStatus(string state, Message? parent) =>
        Publish("status", parent, w => w.WriteString("execution_state", state), essential: true);

    /// <summary>Tells each front end that read too slowly how many outputs it has lost; the note is shown with those of the request.</summary>
    public void TellDropped(Message parent)
    {
        var topic = "stream"u8.ToArray();
        IOPub.TellDropped(topic, dropped => _codec.Create([topic], "stream", parent, w =>
        {
            var outputs = dropped == 1 ? "1 output" : string.Create(CultureInfo.InvariantCulture, $"{dropped:N0} outputs");
            w.WriteString("name", "stderr");
            w.WriteString("text", $"\n[{outputs} could not be sent: more than {IOPub.QueueCapacity >> 20} MB waited to be read.]\n");
        }));
    }

    /// <summary>The content of a <c>connect_reply</c>.</summary>
    public void WritePorts(Utf8JsonWriter w)
    {
        w.WriteString("status", "ok");
        w.WriteNumber("shell_port", Shell.Endpoint.Port);
        w.WriteNumber("iopub_port", IOPub.Endpoint.Port);
        w.WriteNumber("stdin_port", Stdin.Endpoint.Port);
        w.WriteNumber("hb_port", _heartbeat.Endpoint.Port);
        w.WriteNumber("control_port", Control.Endpoint.Port);
    }

    /// <summary>A line in the front end's own log, which is where a kernel's standard error goes.</summary>
    public static void Log(string line) => Console.Error.WriteLine(line);

    /// <inheritdoc/>
    public void Dispose()
    {
        // The listeners of control and shell first: what they still do may be told over the others.
        Shell.Dispose();
        Control.Dispose();
        Stdin.Dispose();
        IOPub.Dispose();
        _heartbeat.Dispose();
    }
}
