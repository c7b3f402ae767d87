using System.IO.Compression;
using Course.Data;

namespace Course.Tests.Data;

public sealed class IdxReaderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("course-idx-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Pictures_and_labels_are_read_packed_or_not(bool packed)
    {
        var images = Write(Images(3, 2, 4), packed);

        var (pixels, count, height, width) = IdxReader.ReadImages(images);
        (count, height, width).ShouldBe((3, 2, 4));
        pixels.ShouldBe([.. Enumerable.Range(0, 24).Select(i => (byte)(i * 7))]);
        IdxReader.ReadImages(images, 2).Pixels.ShouldBe(pixels[..16]);
        IdxReader.ReadImages(images, 9).Count.ShouldBe(3);
        IdxReader.ReadLabels(Write([0, 0, 8, 1, 0, 0, 0, 3, 5, 0, 9], packed)).ShouldBe([5, 0, 9]);
    }

    [Fact]
    public void Each_damage_has_its_message()
    {
        var whole = Images(3, 2, 4);
        Fails(whole[..10], "ends within its first 16 bytes");
        Fails([], "ends within its first 16 bytes");
        Fails(whole[..^9], "should hold 3 pictures and ends after 1");
        Fails([.. whole, 0], "goes on after its 3 pictures");
        Fails([0, 0, 8, 1, 0, 0, 0, 3, 5, 0, 9, 0, 0, 0, 0, 0], "This one holds labels.");
        Fails("<html>not found</html>"u8.ToArray(), "begins with 3c68746d");
        Fails(Images(0, 2, 4), "0 x 2 x 4");
        Fails([0, 0, 8, 3, 0xff, 0, 0, 0, .. whole[8..]], "-16777216 x 2 x 4");
        Fails([0, 0, 8, 3, 0, 0, 0, 1, 0, 1, 0, 0, 0, 1, 0, 0], "65536 x 65536");
        Fails([0, 0, 8, 3, 0x7f, 0xff, 0xff, 0xff, 0, 0, 4, 0, 0, 0, 4, 0], "more than fit into memory");
        Should.Throw<ArgumentOutOfRangeException>(() => IdxReader.ReadImages(Write(whole, false), 0)).ParamName.ShouldBe("most");
    }

    [Fact]
    public void A_packed_file_that_was_cut_short_or_changed_is_named()
    {
        var path = Write(Images(50, 28, 28), packed: true);
        var bytes = File.ReadAllBytes(path);

        File.WriteAllBytes(path, bytes[..(bytes.Length / 2)]);
        Should.Throw<InvalidDataException>(() => IdxReader.ReadImages(path)).Message.ShouldStartWith(path);
        bytes[bytes.Length / 2] ^= 0xff;
        File.WriteAllBytes(path, bytes);
        Should.Throw<InvalidDataException>(() => IdxReader.ReadImages(path)).Message.ShouldStartWith(path);
    }

    internal static byte[] Images(int count, int height, int width) =>
        [0, 0, 8, 3, 0, 0, (byte)(count >> 8), (byte)count, 0, 0, 0, (byte)height, 0, 0, 0, (byte)width, .. Enumerable.Range(0, count * height * width).Select(i => (byte)(i * 7))];

    private void Fails(byte[] content, string message)
    {
        var path = Write(content, packed: false);
        var error = Should.Throw<InvalidDataException>(() => IdxReader.ReadImages(path)).Message;
        error.ShouldStartWith(path);
        error.ShouldContain(message);
    }

    private string Write(byte[] content, bool packed)
    {
        var path = Path.Combine(_folder, Path.GetRandomFileName());
        using var file = File.Create(path);
        using Stream stream = packed ? new GZipStream(file, CompressionLevel.Optimal) : file;
        stream.Write(content);
        return path;
    }
}
