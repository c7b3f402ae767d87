using NotebookKernel.Zmtp;

namespace NotebookKernel.Tests.Zmtp;

public sealed class FrameReaderTests
{
    private const int MaxMessage = 1 << 20;

    private static readonly ReceiveBudget Unbounded = new(long.MaxValue);

    public static TheoryData<int> Sizes => [0, 1, 254, 255, 256, 16_383, 16_384, 16_385, 65_536, 65_537, 300_000];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void What_is_written_is_read(int size)
    {
        var body = new byte[size];
        new Random(size).NextBytes(body);
        byte[][] message = [body, [], [1]];
        for (var chunk = 1; chunk <= 70_000; chunk *= 7)
        {
            var reader = new FrameReader(new Chunked(Written(w => w.WriteMessage(message)), chunk), MaxMessage, Unbounded);
            reader.ReadMessage(_ => throw new InvalidOperationException()).ShouldBe(message);
            reader.ReadMessage(_ => { }).ShouldBeNull();
        }
    }

    [Fact]
    public void Commands_come_between_the_frames_of_a_message()
    {
        var bytes = Written(w =>
        {
            w.WriteFrame(FrameFlags.More, [1]);
            w.WriteFrame(FrameFlags.Command, Command.Create(Command.Ping, [0, 0]));
            w.WriteFrame(FrameFlags.None, [2]);
        });
        var commands = new List<string>();
        var message = new FrameReader(new MemoryStream(bytes), MaxMessage, Unbounded).ReadMessage(c => commands.Add(Command.Parse(c, out _)));
        message.ShouldBe([[1], [2]]);
        commands.ShouldBe([Command.Ping]);
    }

    [Fact]
    public void An_announced_length_costs_no_memory()
    {
        var reader = new FrameReader(new MemoryStream([(byte)FrameFlags.Long, 0, 0, 0, 0, 0x7F, 0xFF, 0xFF, 0xFF]), int.MaxValue, Unbounded);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Should.Throw<EndOfStreamException>(() => reader.ReadFrame());
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1 << 20);
    }

    [Fact]
    public void A_message_in_too_many_or_too_large_frames_is_refused()
    {
        var many = Written(w =>
        {
            for (var i = 0; i <= FrameReader.MaxFrames; i++) w.WriteFrame(FrameFlags.More, []);
        });
        Should.Throw<ZmtpException>(() => new FrameReader(new MemoryStream(many), MaxMessage, Unbounded).ReadMessage(_ => { }));

        var large = Written(w =>
        {
            for (var i = 0; i < 3; i++) w.WriteFrame(FrameFlags.More, new byte[MaxMessage / 2]);
        });
        Should.Throw<ZmtpException>(() => new FrameReader(new MemoryStream(large), MaxMessage, Unbounded).ReadMessage(_ => { }));
    }

    /// <summary>Bytes that are almost right do more harm than those that are all wrong: each round damages a good conversation a little.</summary>
    [Fact]
    public void Damaged_streams_end_in_an_error_or_in_messages_and_never_in_anything_else()
    {
        var good = Written(w =>
        {
            w.Write(Greeting.Ours);
            w.WriteFrame(FrameFlags.Command, RawPeer.Ready("DEALER", [1, 2, 3]));
            w.WriteMessage([[1], new byte[300], []]);
            w.WriteFrame(FrameFlags.Command, Command.Create(Command.Ping, [0, 1, 2]));
            w.WriteFrame(FrameFlags.Command, Command.Create(Command.Subscribe, [9]));
            w.WriteMessage([new byte[20_000]]);
        });
        var (messages, errors) = (0, 0);
        for (var seed = 0; seed < 20_000; seed++)
        {
            var random = new Random(seed);
            var bytes = Damage(good, random);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                messages += Converse(new Chunked(bytes, random.Next(1, 5000)));
            }
            catch (Exception e) when (e is ZmtpException or EndOfStreamException)
            {
                errors++;
            }

            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(8 * MaxMessage, $"seed {seed}");
        }

        // Both happen, or nothing was tried.
        messages.ShouldBeGreaterThan(1000);
        errors.ShouldBeGreaterThan(1000);
    }

    private static int Converse(Stream stream)
    {
        var reader = new FrameReader(stream, MaxMessage, Unbounded);
        reader.ReadGreeting();
        var count = 0;
        while (reader.ReadMessage(OnCommand) is { } message)
        {
            message.Length.ShouldBeInRange(1, FrameReader.MaxFrames);
            message.Sum(p => p.Length).ShouldBeLessThanOrEqualTo(MaxMessage);
            count++;
        }

        return count;

        static void OnCommand(byte[] body)
        {
            switch (Command.Parse(body, out var data))
            {
                case Command.Ready:
                    Command.ParseProperties(data);
                    break;
                case Command.Ping:
                    Command.CreatePong(data);
                    break;
            }
        }
    }

    private static byte[] Damage(byte[] good, Random random)
    {
        var bytes = good.ToList();
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            var at = random.Next(Math.Min(bytes.Count, random.Next(2) == 0 ? 150 : bytes.Count));
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 10), bytes.Count - at));
                    break;
                default:
                    bytes.InsertRange(at, Enumerable.Range(0, random.Next(1, 10)).Select(_ => (byte)random.Next(256)));
                    break;
            }

            if (bytes.Count == 0) bytes.Add(0xFF);
        }

        return [.. bytes];
    }

    private static byte[] Written(Action<FrameWriter> write)
    {
        using var stream = new MemoryStream();
        var writer = new FrameWriter(stream);
        write(writer);
        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>Gives at most so many bytes at a time, as a network does.</summary>
    private sealed class Chunked(byte[] bytes, int size) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(size, buffer.Length)]);
    }
}
