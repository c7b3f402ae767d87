using System.IO.Compression;
using System.Text;

namespace TorchSharp.IO;

/// <summary>
/// PyTorch's own file of a tensor, as its C++ library writes it: a zip archive of a TorchScript module whose only part is the tensor. What Python's
/// <c>torch.save(tensor, path)</c> writes is read too.
/// </summary>
internal static class TensorArchive
{
    private const string Description = "data.pkl", Order = "byteorder";

    /// <summary>What belongs to a module without functions; a reader of TorchScript asks for it.</summary>
    private static readonly (string Name, byte[] Content)[] Module =
    [
        ("code/__torch__.py", Encoding.ASCII.GetBytes("class Module(Module):\n  __parameters__ = [\"0\", ]\n  __buffers__ = []\n  __annotations__ = []\n  __annotations__[\"0\"] = Tensor\n")),
        ("constants.pkl", [0x80, 2, (byte)')', (byte)'.']),
        ("version", "3\n"u8.ToArray()),
        (Order, "little"u8.ToArray()),
    ];

    /// <summary>Writes a tensor, row by row whatever its strides.</summary>
    internal static void Write(Tensor tensor, string path)
    {
        if (tensor._type is not (ScalarType.Float32 or ScalarType.Float64 or ScalarType.Int64 or ScalarType.Bool)) throw Fail.Type("save", tensor._type);
        string folder = Path.GetFileNameWithoutExtension(path);
        using var row = Copy.RowMajor(tensor);
        AtomicFile.Write(path, writer =>
        {
            using var archive = new ZipArchive(writer.BaseStream, ZipArchiveMode.Create, leaveOpen: true);
            Add(archive, $"{folder}/data/0", TensorFile.LittleEndian(row));
            Add(archive, $"{folder}/{Description}", Pickle.Write(row._type, row._shape, row._strides, row._count, tensor.requires_grad));
            foreach (var (name, content) in Module) Add(archive, $"{folder}/{name}", content);
        });
    }

    private static void Add(ZipArchive archive, string name, ReadOnlySpan<byte> content)
    {
        using var stream = archive.CreateEntry(name, CompressionLevel.NoCompression).Open();
        stream.Write(content);
    }

    /// <summary>Reads a tensor.</summary>
    /// <exception cref="ExternalException">There is no such file, or it is none of a tensor, or damaged.</exception>
    internal static Tensor Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path)) throw Fail.Native($"load: there is no file {path}");
        try
        {
            using var archive = ZipFile.OpenRead(path);
            var description = archive.Entries.FirstOrDefault(e => e.Name == Description) ?? throw new InvalidDataException($"it has no {Description}");
            string folder = description.FullName[..^Description.Length];
            var order = archive.GetEntry(folder + Order);
            if (order is not null && Encoding.ASCII.GetString(Content(order)) != "little") throw new InvalidDataException("its numbers are not little-endian");
            var view = Pickle.Read(Content(description));
            var elements = archive.GetEntry($"{folder}data/{view.Elements.Key}") ?? throw new InvalidDataException($"it has no data/{view.Elements.Key}");
            return Rebuilt(view, Content(elements));
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or IndexOutOfRangeException or ArgumentException or InvalidOperationException
            or InvalidCastException or NullReferenceException or KeyNotFoundException or OverflowException)
        {
            throw Fail.Native($"load: {path} is no file that torch.save wrote, or it is damaged: {e.Message}");
        }
    }

    private static byte[] Content(ZipArchiveEntry entry)
    {
        byte[] content = new byte[checked((int)entry.Length)];
        using var stream = entry.Open();
        stream.ReadExactly(content);
        return content;
    }

    private static Tensor Rebuilt(Pickle.View view, byte[] content)
    {
        int rank = view.Shape.Length;
        if (view.Strides.Length != rank || view.Shape.Any(n => n < 0) || view.Strides.Any(n => n < 0) || view.Offset < 0) throw new InvalidDataException("its shape and strides do not fit together");
        long last = view.Offset;
        for (int i = 0; i < rank; i++) last = checked(last + Math.Max(0, view.Shape[i] - 1) * view.Strides[i]);
        var (type, _, count) = view.Elements;
        if (content.Length != checked(count * type.Size())) throw new InvalidDataException($"it has {content.Length} bytes of elements, and should have {count * type.Size()}");
        if (!view.Shape.Contains(0) && last >= count) throw new InvalidDataException($"its tensor reaches to element {last}, and it has {count}");
        using var all = Tensor.New(type, [count]);
        using (var reader = new BinaryReader(new MemoryStream(content))) TensorFile.ReadElements(reader, all.RawBytes(), type.Size());
        using var shaped = all.Share(view.Shape, view.Strides, view.Shape.Contains(0) ? 0 : view.Offset);
        var y = Copy.Contiguous(shaped);
        y.requires_grad = view.RequiresGrad;
        return y;
    }
}
