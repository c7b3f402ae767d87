using System.Text;
using NotebookKernel.Jupyter;

namespace NotebookKernel.Tests.Jupyter;

public sealed class MessageCodecTests
{
    [Fact]
    public void A_message_goes_through()
    {
        var request = Parse(new MessageCodec("key"), Create("key")).ShouldNotBeNull();
        request.Type.ShouldBe("execute_request");
        request.Text("code").ShouldBe("1 + 1 // ä😀");
        request.Identities.ShouldBe(["peer"u8.ToArray()]);
        request.Flag("silent", false).ShouldBeTrue();
        request.Flag("absent", true).ShouldBeTrue();
        request.Number("n").ShouldBe(3);
        request.Number("code").ShouldBeNull();
    }

    [Fact]
    public void The_signature_is_that_of_the_reference()
    {
        // hmac.new(b"key", b'{"a":1}{}{}{"b":2}', hashlib.sha256).hexdigest()
        byte[][] frames =
        [
            "<IDS|MSG>"u8.ToArray(), Encoding.ASCII.GetBytes(Hmac("key", "{\"a\":1}{}{}{\"b\":2}")),
            "{\"a\":1}"u8.ToArray(), "{}"u8.ToArray(), "{}"u8.ToArray(), "{\"b\":2}"u8.ToArray(),
        ];
        new MessageCodec("key").Parse(frames, out var problem).ShouldBeNull();
        problem.ShouldBe("its header lacks msg_id"); // and not: its signature is wrong
    }

    [Fact]
    public void A_wrong_key_a_changed_frame_and_a_second_time_are_refused()
    {
        var frames = Create("key");
        new MessageCodec("another").Parse(frames, out var problem).ShouldBeNull();
        problem.ShouldBe("its signature is wrong");

        var codec = new MessageCodec("key");
        var changed = (byte[][])frames.Clone();
        changed[^1] = "{}"u8.ToArray();
        codec.Parse(changed, out problem).ShouldBeNull();
        problem.ShouldBe("its signature is wrong");

        codec.Parse(frames, out problem).ShouldNotBeNull();
        codec.Parse(frames, out problem).ShouldBeNull();
        problem.ShouldBe("it was sent before");
    }

    [Fact]
    public void Without_a_key_nothing_is_signed() => Parse(new MessageCodec(""), Create("")).ShouldNotBeNull();

    [Theory]
    [InlineData(@"a\ud83d b", "a\ufffd b")]
    [InlineData(@"a\ude00", "a\ufffd")]
    [InlineData(@"\ud83d\ude00\ud83d", "😀\ufffd")]
    public void Half_a_surrogate_pair_is_replaced(string json, string text)
    {
        byte[][] frames = ["<IDS|MSG>"u8.ToArray(), [], """{"msg_id":"1","msg_type":"t"}"""u8.ToArray(), "{}"u8.ToArray(), "{}"u8.ToArray(), Encoding.UTF8.GetBytes($$"""{"code":"{{json}}"}""")];
        Parse(new MessageCodec(""), frames).ShouldNotBeNull().Text("code").ShouldBe(text);
    }

    [Fact]
    public void A_parent_header_comes_back_as_it_was()
    {
        var codec = new MessageCodec("");
        var request = Parse(codec, Create("")).ShouldNotBeNull();
        codec.Create([], "status", request, _ => { })[3].ShouldBe(request.Header);
    }

    [Theory]
    [InlineData("s", "2026-01-01T10:00:00.000001Z", "s", "2026-01-01T10:00:00.000002+00:00", true)]
    [InlineData("s", "2026-01-01T11:00:00+01:00", "s", "2026-01-01T10:00:01Z", true)]
    [InlineData("s", "2026-01-01T10:00:00Z", "s", "2026-01-01T10:00:00Z", false)]
    [InlineData("s", "2026-01-01T10:00:01Z", "s", "2026-01-01T10:00:00Z", false)]
    [InlineData("s", "2026-01-01T10:00:00Z", "another's clock", "2026-01-01T10:00:01Z", false)]
    [InlineData("s", "2026-01-01T10:00:00Z", "s", "2026-01-01T10:05:00Z", false)] // the clock was set, not the message long on its way
    [InlineData("s", "yesterday", "s", "2026-01-01T10:00:01Z", false)]
    [InlineData("", "2026-01-01T10:00:00Z", "", "2026-01-01T10:00:01Z", false)]
    public void What_was_written_first_is_known_of_one_writers_messages(string session, string date, string otherSession, string otherDate, bool expected)
    {
        Written(session, date).Precedes(Written(otherSession, otherDate)).ShouldBe(expected);

        static Message Written(string session, string date)
        {
            var header = $$"""{"msg_id":"1","msg_type":"t","session":"{{session}}","date":"{{date}}"}""";
            return Parse(new MessageCodec(""), ["<IDS|MSG>"u8.ToArray(), [], Encoding.UTF8.GetBytes(header), "{}"u8.ToArray(), "{}"u8.ToArray(), "{}"u8.ToArray()]).ShouldNotBeNull();
        }
    }

    /// <summary>Any frames, any JSON: a message or none, but never an exception.</summary>
    [Fact]
    public void Damaged_messages_are_none()
    {
        var codec = new MessageCodec("");
        var good = Create("");
        var read = 0;
        for (var seed = 0; seed < 20_000; seed++)
        {
            var random = new Random(seed);
            var frames = good.Select(f => (byte[])f.Clone()).ToList();
            for (var i = random.Next(0, 4); i > 0; i--)
            {
                var at = random.Next(frames.Count);
                switch (random.Next(5))
                {
                    case 0:
                        frames.RemoveAt(at);
                        break;
                    case 1:
                        frames.Insert(at, frames[random.Next(frames.Count)]);
                        break;
                    case 2:
                        frames[at] = [.. Enumerable.Repeat((byte)"[{\"0 "[random.Next(5)], random.Next(200))];
                        break;
                    default:
                        if (frames[at].Length > 0) frames[at][random.Next(frames[at].Length)] = (byte)random.Next(256);
                        break;
                }

                if (frames.Count == 0) frames.Add([]);
            }

            if (codec.Parse([.. frames], out var problem) is not { } message)
            {
                problem.ShouldNotBeNull();
                continue;
            }

            read++;
            // What a handler asks of a message must not throw either.
            message.Text("code").ShouldNotBeNull();
            message.Flag("silent", false);
            message.Number("n");
            message.Content.GetRawText();
        }

        read.ShouldBeInRange(1000, 19_000);
    }

    private static Message? Parse(MessageCodec codec, byte[][] frames) => codec.Parse(frames, out _);

    private static byte[][] Create(string key) => new MessageCodec(key).Create(["peer"u8.ToArray()], "execute_request", null, w =>
    {
        w.WriteString("code", "1 + 1 // ä😀");
        w.WriteBoolean("silent", true);
        w.WriteNumber("n", 3);
    });

    private static string Hmac(string key, string text) =>
        Convert.ToHexStringLower(System.Security.Cryptography.HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(text)));
}
