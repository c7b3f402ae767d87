using System.Text;
using NotebookKernel.Tests.Cli;
using NotebookKernel.Zmtp;

namespace NotebookKernel.Tests.Zmtp;

/// <summary>Our sockets with libzmq, the reference, at the other end.</summary>
public sealed class LibzmqTests : IDisposable
{
    private static readonly string[] Modules = ["zmq"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableTheory]
    [InlineData("dealer", "tcp")]
    [InlineData("dealer", "ipc")]
    [InlineData("req", "tcp")]
    [InlineData("reconnect", "tcp")]
    [InlineData("heartbeat", "tcp")]
    [InlineData("wrong_kind", "tcp")]
    public async Task A_router_answers(string scenario, string transport)
    {
        Python.SkipUnless(Modules);
        using var router = new RouterSocket(Endpoint(transport));
        router.Start();
        var echo = Task.Factory.StartNew(
            () =>
            {
                while (router.Receive(out var message)) router.Send(message.Peer, message.Parts);
            },
            TaskCreationOptions.LongRunning);

        await Succeeds(scenario, router);

        router.Dispose();
        await echo;
    }

    [SkippableFact]
    public async Task A_reply_socket_answers_at_once()
    {
        Python.SkipUnless(Modules);
        using var reply = new ReplySocket(Endpoint("tcp"), m => m);
        reply.Start();

        await Succeeds("req", reply);
    }

    [SkippableTheory]
    [InlineData("tcp")]
    [InlineData("ipc")]
    public async Task A_publisher_sends_what_is_subscribed_to(string transport)
    {
        Python.SkipUnless(Modules);
        using var publisher = new PublisherSocket(Endpoint(transport));
        publisher.Start();

        var subscribers = Succeeds("subscribe", publisher);
        byte[][] topics = ["a"u8.ToArray(), "ab"u8.ToArray(), "b"u8.ToArray(), "end"u8.ToArray()];
        for (var i = 0; !subscribers.IsCompleted; i++)
        {
            foreach (var topic in topics) publisher.Publish([topic, Encoding.ASCII.GetBytes($"{i}")]);
            // Room for the subscribers, who share the machine.
            await Task.Delay(1);
        }

        await subscribers;
    }

    private static async Task Succeeds(string scenario, ServerSocket socket)
    {
        var (exitCode, output) = await Python.RunAsync("zmtp_peer.py", null, Modules, scenario, socket.Endpoint.ToString());
        exitCode.ShouldBe(0, output);
    }

    private Endpoint Endpoint(string transport) =>
        NotebookKernel.Zmtp.Endpoint.Parse(transport == "ipc" ? $"ipc://{_folder["s"]}" : "tcp://127.0.0.1:0");
}
