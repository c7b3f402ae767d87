using System.Buffers.Binary;
using System.IO.Compression;

namespace Course.Data;

/// <summary>Reads the IDX format of Y. LeCun's MNIST pages: a magic number, the sizes as big-endian 32-bit numbers, then bytes.</summary>
public static class IdxReader
{
    private const int Images = 0x00000803, Labels = 0x00000801;
    private const int LargestSide = 1024;

    /// <summary>Grey pictures of a file, packed by gzip or not.</summary>
    /// <param name="path">The file.</param>
    /// <param name="most">How many to read from the beginning, 1 or more; default all.</param>
    /// <returns>The pixels of all pictures row by row, 0 to 255; number, height and width of the pictures.</returns>
    /// <exception cref="InvalidDataException">It is no file of pictures, is cut short, goes on too long, or is damaged.</exception>
    public static (byte[] Pixels, int Count, int Height, int Width) ReadImages(string path, int? most = null)
    {
        var (bytes, sizes) = Read(path, Images, "pictures", most);
        return (bytes, sizes[0], sizes[1], sizes[2]);
    }

    /// <summary>Labels of a file, packed by gzip or not.</summary>
    /// <param name="path">The file.</param>
    /// <param name="most">How many to read from the beginning, 1 or more; default all.</param>
    /// <exception cref="InvalidDataException">It is no file of labels, is cut short, goes on too long, or is damaged.</exception>
    public static byte[] ReadLabels(string path, int? most = null) => Read(path, Labels, "labels", most).Bytes;

    private static (byte[] Bytes, int[] Sizes) Read(string path, int magic, string what, int? most)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Guard.Count(most ?? 1, 1, nameof(most), what);
        using var file = File.OpenRead(path);
        using var stream = Unpacked(file);
        try
        {
            Span<byte> head = stackalloc byte[4 + 4 * (magic & 0xff)];
            if (stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length)
                throw new InvalidDataException(Guard.Text($"{path} ends within its first {head.Length} bytes; it is no IDX file of {what}, or was cut short. Fetch it again."));
            var found = BinaryPrimitives.ReadInt32BigEndian(head);
            if (found != magic)
                throw new InvalidDataException(Guard.Text($"{path} begins with {found:x8}; an IDX file of {what} begins with {magic:x8}.{Hint(found)}"));
            var sizes = new int[magic & 0xff];
            for (var i = 0; i < sizes.Length; i++)
                sizes[i] = BinaryPrimitives.ReadInt32BigEndian(head[(4 + 4 * i)..]);
            if (sizes[0] < 1 || sizes[1..].Any(side => side is < 1 or > LargestSide))
                throw new InvalidDataException($"{path} says that its sizes are {string.Join(" x ", sizes)}; a file of {what} has at least one, with sides up to {LargestSide}. It is damaged: fetch it again.");

            var one = sizes[1..].Aggregate(1, (product, side) => product * side);
            var all = sizes[0];
            sizes[0] = Math.Min(all, most ?? all);
            if ((long)sizes[0] * one > Array.MaxLength)
                throw new InvalidDataException(Guard.Text($"{path} says that it holds {all} {what}, more than fit into memory at once. It is damaged, or read fewer of them."));
            var bytes = new byte[sizes[0] * one];
            var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (read < bytes.Length)
                throw new InvalidDataException(Guard.Text($"{path} should hold {all} {what} and ends after {read / one}; it was cut short. Fetch it again."));
            if (sizes[0] == all && stream.ReadByte() >= 0)
                throw new InvalidDataException(Guard.Text($"{path} goes on after its {all} {what}; it is damaged or of another kind. Fetch it again."));
            return (bytes, sizes);
        }
        catch (InvalidDataException e) when (!e.Message.StartsWith(path, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{path} cannot be unpacked: {e.Message} Fetch it again.", e);
        }
    }

    private static string Hint(int found) => found switch
    {
        Images => " This one holds pictures.",
        Labels => " This one holds labels.",
        _ => "",
    };

    private static Stream Unpacked(FileStream file)
    {
        var packed = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
        file.Position = 0;
        return packed ? new GZipStream(file, CompressionMode.Decompress) : file;
    }
}
