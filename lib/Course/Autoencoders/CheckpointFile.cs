using System.Security.Cryptography;
using System.Text;

namespace Course.Autoencoders;

/// <summary>A file that is always whole: what is written appears under its name at once or not at all, and a checksum tells if it was damaged later.</summary>
/// <remarks>A line of text, the length of the content, its SHA-256, the content.</remarks>
internal sealed class CheckpointFile(string path) : IDisposable
{
    private static readonly byte[] Magic = "course checkpoint 1\n"u8.ToArray();

    // Kept from epoch to epoch, so that writing allocates nothing after the first.
    private readonly MemoryStream _content = new();

    /// <summary>Writes the file anew.</summary>
    public void Write(Action<BinaryWriter> write)
    {
        _content.SetLength(0);
        using (var writer = new BinaryWriter(_content, Encoding.UTF8, leaveOpen: true))
            write(writer);
        var content = _content.GetBuffer().AsSpan(0, (int)_content.Length);
        var temporary = path + ".tmp";
        using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write))
        {
            file.Write(Magic);
            file.Write(BitConverter.GetBytes((long)content.Length));
            file.Write(SHA256.HashData(content));
            file.Write(content);
            file.Flush(flushToDisk: true);
        }
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>The content.</summary>
    /// <exception cref="InvalidDataException">The file is no checkpoint, cut short or damaged.</exception>
    public static BinaryReader Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var head = Magic.Length + sizeof(long) + SHA256.HashSizeInBytes;
        if (bytes.Length < head || !bytes.AsSpan(0, Magic.Length).SequenceEqual(Magic))
            throw new InvalidDataException($"{path} is no checkpoint of a training. Name another file, or delete it to begin anew.");
        var length = BitConverter.ToInt64(bytes, Magic.Length);
        if (bytes.Length - head != length)
            throw new InvalidDataException(Guard.Text($"{path} has {bytes.Length - head} bytes of content and should have {length}: it was cut short, perhaps while it was copied. Delete it to begin anew."));
        if (!SHA256.HashData(bytes.AsSpan(head)).AsSpan().SequenceEqual(bytes.AsSpan(Magic.Length + sizeof(long), SHA256.HashSizeInBytes)))
            throw new InvalidDataException($"{path} is damaged: its content does not match its checksum. Delete it to begin anew.");
        return new BinaryReader(new MemoryStream(bytes, head, bytes.Length - head), Encoding.UTF8);
    }

    public void Dispose() => _content.Dispose();
}
