using System.Text;
using NotebookKernel.Tests.Cli;
using NotebookKernel.Zmtp;

namespace NotebookKernel.Tests.Zmtp;

public sealed class ServerSocketTests
{
    private static readonly Endpoint AnyPort = Endpoint.Parse("tcp://127.0.0.1:0");

    [Fact]
    public void A_subscriber_that_does_not_read_holds_up_nobody_and_costs_bounded_memory()
    {
        using var publisher = new PublisherSocket(AnyPort) { QueueCapacity = 1 << 20 };
        publisher.Start();
        using var peer = new RawPeer(publisher);
        peer.Handshake("SUB");
        peer.SendCommand(Command.Subscribe);
        SpinWait.SpinUntil(() => publisher.SubscriberCount == 1);

        var message = new byte[100_000];
        for (var i = 0; i < 2000; i++) publisher.Publish(["topic"u8.ToArray(), message]);
        publisher.Dropped.ShouldBeGreaterThan(1000);
        publisher.Publish(["last"u8.ToArray()], essential: true);

        // Having woken up, it gets what was kept for it, whole messages only, and the one that mattered.
        var received = new List<byte[][]>();
        while (received.Count == 0 || !received[^1][0].SequenceEqual("last"u8.ToArray())) received.Add(peer.Reader.ReadMessage(_ => { })!);
        received.Count.ShouldBe(2000 - publisher.Dropped + 1);
        received.SkipLast(1).ShouldAllBe(m => m.Length == 2 && m[1].Length == 100_000);
    }

    [Fact]
    public void A_peer_of_version_3_0_subscribes_by_messages()
    {
        using var publisher = new PublisherSocket(AnyPort);
        publisher.Start();
        using var peer = new RawPeer(publisher);
        peer.Handshake("SUB");
        peer.Send([1, (byte)'a']);
        SpinWait.SpinUntil(() => publisher.SubscriberCount == 1);
        publisher.Publish(["b"u8.ToArray()]);
        publisher.Publish(["ab"u8.ToArray()]);
        peer.Reader.ReadMessage(_ => { })![0].ShouldBe("ab"u8.ToArray());

        peer.Send([0, (byte)'a']);
        SpinWait.SpinUntil(() => publisher.SubscriberCount == 0);
    }

    [Fact]
    public void A_ping_is_answered_with_its_context()
    {
        using var router = new RouterSocket(AnyPort);
        router.Start();
        using var peer = new RawPeer(router);
        peer.Handshake("DEALER");
        peer.SendCommand(Command.Ping, 0, 10, 1, 2, 3);
        Command.Parse(peer.Reader.ReadFrame()!.Value.Body, out var context).ShouldBe(Command.Pong);
        context.ToArray().ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void A_peer_that_comes_back_takes_its_own_place()
    {
        using var router = new RouterSocket(AnyPort);
        router.Start();
        using var first = new RawPeer(router);
        first.Handshake("DEALER", 7);
        first.Send([1]);
        router.Receive(out var message).ShouldBeTrue();
        message.Peer.ShouldBe([7]);

        using var second = new RawPeer(router);
        second.Handshake("DEALER", 7);
        second.Send([2]);
        router.Receive(out _).ShouldBeTrue();
        first.Dispose();
        SpinWait.SpinUntil(() => router.ConnectionCount == 1);
        router.Send([7], [[3]]).ShouldBeTrue();
        second.Reader.ReadMessage(_ => { })![0].ShouldBe([3]);
    }

    [Fact]
    public async Task Who_sends_much_to_a_busy_kernel_waits()
    {
        using var router = new RouterSocket(AnyPort);
        router.Start();
        using var peer = new RawPeer(router);
        peer.Handshake("DEALER");
        const int count = 30, size = 10 << 20;
        var sending = Task.Run(() =>
        {
            for (var i = 0; i < count; i++) peer.Send([(byte)i], new byte[size]);
        });
        SpinWait.SpinUntil(() => router.Waiting > 110 << 20, TimeSpan.FromSeconds(60)).ShouldBeTrue();
        await Task.Delay(300);
        router.Waiting.ShouldBeLessThanOrEqualTo(128 << 20);
        for (var i = 0; i < count; i++)
        {
            router.Receive(out var message).ShouldBeTrue();
            message.Parts[0].ShouldBe([(byte)i]);
        }

        await sending.WaitAsync(TimeSpan.FromSeconds(60));
        router.Waiting.ShouldBe(0);
    }

    [Fact]
    public void Connections_share_what_may_be_on_its_way_in()
    {
        var budget = new ReceiveBudget(1 << 20);
        using var shell = new RouterSocket(AnyPort) { Budget = budget };
        using var control = new RouterSocket(AnyPort) { Budget = budget };
        shell.Start();
        control.Start();
        var large = new byte[900_000];
        using var first = new RawPeer(shell);
        first.Handshake("DEALER");
        first.Writer.WriteFrame(FrameFlags.More, large);
        first.Writer.Flush();
        SpinWait.SpinUntil(() => budget.Used > large.Length - ReceiveBudget.Free);

        // Another large message is one too many; small ones still get through.
        using (var second = new RawPeer(control))
        {
            second.Handshake("DEALER");
            Should.Throw<IOException>(() =>
            {
                for (var i = 0; i < 100; i++) second.Send(large);
            });
        }

        control.TryReceive(out _).ShouldBeFalse();
        Serves(control);

        // Whoever sent the first completes it, or goes: its share comes back.
        first.Writer.WriteFrame(FrameFlags.None, [1]);
        first.Writer.Flush();
        shell.Receive(out var message).ShouldBeTrue();
        message.Parts[0].Length.ShouldBe(large.Length);
        SpinWait.SpinUntil(() => budget.Used == 0);
        using (var third = new RawPeer(control))
        {
            third.Handshake("DEALER");
            third.Writer.WriteFrame(FrameFlags.More, large);
            third.Writer.Flush();
            SpinWait.SpinUntil(() => budget.Used > large.Length - ReceiveBudget.Free);
        }

        SpinWait.SpinUntil(() => budget.Used == 0);
    }

    [Fact]
    public void Commands_without_end_cost_nothing_that_stays()
    {
        var budget = new ReceiveBudget(100_000);
        using var router = new RouterSocket(AnyPort) { Budget = budget };
        router.Start();
        using var peer = new RawPeer(router);
        peer.Handshake("DEALER");
        for (var i = 0; i < 100; i++) peer.SendCommand("UNKNOWN", new byte[50_000]);
        peer.Send([7]);
        router.Receive(out var message).ShouldBeTrue();
        message.Parts[0].ShouldBe([7]);
    }

    [Fact]
    public void Nobody_there_gets_nothing()
    {
        using var router = new RouterSocket(AnyPort);
        router.Start();
        router.Send([1, 2, 3], [[4]]).ShouldBeFalse();
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("\u0016\u0003\u0001")]
    [InlineData("SSH-2.0-OpenSSH\r\n")]
    public void Who_speaks_something_else_is_sent_away_and_others_are_served(string text)
    {
        using var router = new RouterSocket(AnyPort);
        router.Start();
        using var stranger = new RawPeer(router);
        stranger.Stream.Write(Encoding.Latin1.GetBytes(text));
        stranger.ReadToEnd();
        Serves(router);
    }

    [Theory]
    [InlineData("CURVE", 3)]
    [InlineData("NULL", 2)]
    public void Another_mechanism_or_version_is_sent_away(string mechanism, byte version)
    {
        using var router = new RouterSocket(AnyPort);
        router.Start();
        using var stranger = new RawPeer(router);
        var greeting = Greeting.Ours.ToArray();
        greeting[10] = version;
        greeting.AsSpan(12, 20).Clear();
        Encoding.ASCII.GetBytes(mechanism, greeting.AsSpan(12));
        stranger.Stream.Write(greeting);
        stranger.ReadToEnd();
        Serves(router);
    }

    [Fact]
    public void Garbage_after_the_handshake_is_sent_away_and_others_are_served()
    {
        using var router = new RouterSocket(AnyPort);
        router.Start();
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            using var peer = new RawPeer(router);
            peer.Handshake("DEALER");
            var garbage = new byte[random.Next(2, 200)];
            random.NextBytes(garbage);
            garbage[0] |= 0x80; // no flag of the protocol
            peer.Stream.Write(garbage);
            peer.ReadToEnd();
        }

        Serves(router);
        SpinWait.SpinUntil(() => router.ConnectionCount == 0);
    }

    [Fact]
    public void A_length_that_is_too_large_is_sent_away_at_once()
    {
        using var router = new RouterSocket(AnyPort) { MaxMessageSize = 1000 };
        router.Start();
        using var peer = new RawPeer(router);
        peer.Handshake("DEALER");
        peer.Stream.Write([(byte)FrameFlags.Long, 0, 0, 0, 0, 0, 0, 0x03, 0xE9]);
        peer.ReadToEnd();
    }

    [Fact]
    public void What_was_sent_arrives_although_the_socket_closes()
    {
        var router = new RouterSocket(AnyPort);
        router.Start();
        using var peer = new RawPeer(router);
        peer.Handshake("DEALER", 1);
        peer.Send([0]);
        router.Receive(out var message).ShouldBeTrue();
        var large = new byte[1 << 20];
        router.Send(message.Peer, [large]);
        router.Dispose();
        peer.Reader.ReadMessage(_ => { })![0].Length.ShouldBe(large.Length);
        router.Receive(out _).ShouldBeFalse();
    }

    [Fact]
    public void An_endpoint_in_use_is_said_to_be()
    {
        using var first = new RouterSocket(AnyPort);
        var error = Should.Throw<IOException>(() => new RouterSocket(first.Endpoint));
        error.Message.ShouldContain(first.Endpoint.ToString());
    }

    [Fact]
    public void The_file_of_a_socket_goes_with_it_and_one_left_behind_is_no_obstacle()
    {
        using var folder = new TemporaryFolder();
        var endpoint = Endpoint.Parse($"ipc://{folder["s"]}");
        File.WriteAllText(endpoint.Path!, "left behind");
        using (new RouterSocket(endpoint)) File.Exists(endpoint.Path).ShouldBeTrue();
        File.Exists(endpoint.Path).ShouldBeFalse();
    }

    [Theory]
    [InlineData("tcp://127.0.0.1")]
    [InlineData("tcp://127.0.0.1:66000")]
    [InlineData("tcp://nowhere.invalid:1")]
    [InlineData("udp://127.0.0.1:1")]
    [InlineData("ipc://")]
    [InlineData("")]
    public void What_is_no_endpoint_is_refused(string text) => Should.Throw<FormatException>(() => Endpoint.Parse(text));

    private static void Serves(RouterSocket router)
    {
        using var peer = new RawPeer(router);
        peer.Handshake("DEALER");
        peer.Send([42]);
        router.Receive(out var message).ShouldBeTrue();
        message.Parts.ShouldHaveSingleItem().ShouldBe([42]);
        router.Send(message.Peer, message.Parts);
        peer.Reader.ReadMessage(_ => { })![0].ShouldBe([42]);
    }
}
