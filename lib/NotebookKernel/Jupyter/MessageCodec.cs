using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace NotebookKernel.Jupyter;

/// <summary>Makes messages of frames and frames of messages, and signs them.</summary>
/// <remarks>
/// On the wire: identities, <c>&lt;IDS|MSG&gt;</c>, signature, header, parent header, metadata, content, buffers; the signature is the
/// HMAC-SHA256 of the four JSON frames in hexadecimal. Source: "Messaging in Jupyter", The Wire Protocol.
/// </remarks>
internal sealed class MessageCodec
{
    /// <summary>The version of the messages' form.</summary>
    public const string ProtocolVersion = "5.3";

    private const int SignedFrames = 4;
    private const int RememberedSignatures = 1 << 16;

    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = false };
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 64 };
    private static readonly byte[] EmptyObject = "{}"u8.ToArray();

    private readonly byte[] _key;
    private readonly Lock _gate = new();
    private readonly HashSet<UInt128> _seen = [];
    private readonly Queue<UInt128> _order = new();
    private readonly string _session = Guid.NewGuid().ToString("N");
    private long _count;

    /// <param name="key">The connection file's key; empty if messages are not signed.</param>
    public MessageCodec(string key) => _key = Encoding.UTF8.GetBytes(key);

    private static ReadOnlySpan<byte> Delimiter => "<IDS|MSG>"u8;

    /// <summary>Reads a message; one that is malformed, not signed by us, or was there before, is none.</summary>
    /// <returns>Null, and why.</returns>
    public Message? Parse(byte[][] frames, out string? problem)
    {
        var delimiter = Array.FindIndex(frames, f => Delimiter.SequenceEqual(f));
        if (delimiter < 0 || frames.Length < delimiter + 2 + SignedFrames)
        {
            problem = "it lacks frames";
            return null;
        }

        var signed = frames.AsSpan(delimiter + 2, SignedFrames);
        if (_key.Length > 0 && !Verify(frames[delimiter + 1], signed, out problem)) return null;
        try
        {
            var header = Object(signed[0]);
            var parent = Object(signed[1]);
            Object(signed[2]);
            var content = Object(signed[3]);
            problem = null;
            return new Message(frames[..delimiter], signed[0], Text(header, "msg_id"), Text(header, "msg_type"), content)
            {
                ParentId = parent.TryGetProperty("msg_id", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString()! : "",
                Session = header.TryGetProperty("session", out var session) && session.ValueKind == JsonValueKind.String ? session.GetString()! : "",
                Written = header.TryGetProperty("date", out var date) && date.ValueKind == JsonValueKind.String && date.TryGetDateTimeOffset(out var written)
                    ? written
                    : null,
            };
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            problem = e.Message;
            return null;
        }
    }

    /// <summary>A <c>msg_id</c> that no other message has.</summary>
    public string NewId() => $"{_session}_{Interlocked.Increment(ref _count)}";

    /// <summary>Writes a message.</summary>
    /// <param name="address">The frames before the delimiter: the way to a peer, or a topic.</param>
    /// <param name="type">The message's type.</param>
    /// <param name="parent">The request that led to it; null if none did.</param>
    /// <param name="content">Writes the members of the content.</param>
    /// <param name="id">Its <c>msg_id</c>; null for a new one.</param>
    public byte[][] Create(byte[][] address, string type, Message? parent, Action<Utf8JsonWriter> content, string? id = null)
    {
        var frames = new byte[address.Length + 2 + SignedFrames][];
        address.CopyTo(frames, 0);
        var signed = frames.AsSpan(address.Length + 2);
        signed[0] = Write(w =>
        {
            w.WriteString("msg_id", id ?? NewId());
            w.WriteString("session", _session);
            w.WriteString("username", "kernel");
            w.WriteString("date", DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
            w.WriteString("msg_type", type);
            w.WriteString("version", ProtocolVersion);
        });
        signed[1] = parent?.Header ?? EmptyObject;
        signed[2] = EmptyObject;
        signed[3] = Write(content);
        frames[address.Length] = Delimiter.ToArray();
        frames[address.Length + 1] = _key.Length == 0 ? [] : Encoding.ASCII.GetBytes(Convert.ToHexStringLower(Sign(signed)));
        return frames;
    }

    private static JsonElement Object(byte[] json)
    {
        if (!Utf8.IsValid(json)) throw new FormatException("a frame is not UTF-8");
        // The buffer is the frame itself, which nobody changes: the document lives as long as it is referred to.
        var document = JsonDocument.Parse(json, Reading);
        return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement : throw new FormatException("a frame is not a JSON object");
    }

    private static string Text(JsonElement header, string name) =>
        header.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new FormatException($"its header lacks {name}");

    private static byte[] Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, Writing))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private bool Verify(byte[] signature, ReadOnlySpan<byte[]> signed, out string? problem)
    {
        var expected = Sign(signed);
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (Convert.FromHexString(Encoding.ASCII.GetString(signature.AsSpan(0, Math.Min(signature.Length, 128))), given, out var consumed, out var written)
                != OperationStatus.Done
            || consumed != signature.Length || written != given.Length || !CryptographicOperations.FixedTimeEquals(given, expected))
        {
            problem = signature.Length == 0 ? "it is not signed" : "its signature is wrong";
            return false;
        }

        // Half of the signature tells messages apart as well as the whole.
        var mark = BinaryPrimitives.ReadUInt128LittleEndian(expected);
        lock (_gate)
        {
            if (!_seen.Add(mark))
            {
                problem = "it was sent before";
                return false;
            }

            _order.Enqueue(mark);
            if (_order.Count > RememberedSignatures) _seen.Remove(_order.Dequeue());
        }

        problem = null;
        return true;
    }

    private byte[] Sign(ReadOnlySpan<byte[]> frames)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        foreach (var frame in frames) hash.AppendData(frame);
        return hash.GetHashAndReset();
    }
}
