using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using static TorchSharp.torch;

namespace TorchSharp.Managed.Tests;

/// <summary>Files of torch.save, against files that the real package and Python's PyTorch wrote.</summary>
public sealed class TensorArchiveTests : IDisposable
{
    /// <summary>TorchSharp 0.107.0: torch.save(torch.arange(10f).slice(0, 2, 8, 2), "h.pt"), deflated.</summary>
    private const string OfTorchSharp =
        "lVXfa9NQFL5Jf6zNkCnDsYmTsqcUZpsuW7sNh7Zo54hzXVdZmYxLmmRbtqzpTW6HcyjzYQx99llE2JMw8M0XwX9B/wJB0Ccf/AOE3dzUmmRrwEtOLr33fN89554vpxUpEgUgkQDnRgJc" +
        "A1tZVcZyViiXhsDahcP1PbxNXnfIQ+yQ2Ftin4l9IwaKAFwuVqS+hP7z5AdPFhyr9DyXA6nOuZnWjlEuXe9xsjsOWQVCbFrKFoTcoqm2DY1DIP3iGV9nCJmAGIXuZmAb64bNQUtrtHVD" +
        "hVhr2qYF9yY4xPJ8vY8428RT3tRQxIVwZcOU8Yq7yKHoFlOPEC+l1UYxicPLKC6xvBTBvMTil4piGoamYN1s2tySpWqWpt7VFcyhvnQVV1Gi3UDJjHMLf3aPb50SntPQWxgEV8gtKKaq" +
        "Zbv5ZVr75dIl/3UohmzbKTdx3p3Ss1wqBWFLtuRdDWuWDWFqLvV4TBgbT63TrUZ7Y6O77i7JzaaJZRp+z2WHYp3s1ejVcU4y73Kvlg5IuAehyYyC2YuSyaikFpuQVjkfWuWw+teHyQnl" +
        "pepisQZXF2r34UqtuvBwHtaKpQf3EKg7ASDmCLES6EhhW8cZ2NKVHaIVVwx6Exu6TYoV4dd5DVclIIFjFKUTeY5Q7JjW7sPvT3PbhG87NN0BMELTbdpYbmLblfFV0CP+NGXezSZXCR2I" +
        "hjInQYww75HakYqUSwxYE2kZvrzZfMSSfTYU3U/RjX2smY5AKd7QMTY0h+No7vtInHjFQzmGwSThyNC2YGuWLhv6U6oPqKvlkvDfVczlC4I4LeYm8vm8OD09VRBmBCE/KeRmpoSJyXyh" +
        "UBCnxIIoOhHOL7/P/usfDEu7VCdGb285H/bfPhZEeb9Fzod40kU55QvivLIf9OGeM+AiqQcJvEIa9RFILAj/VoJUXuUM+KhmIyCowyDYK5ykD/yagjtSC8K8Wun3wb5SWFdjQaC3hMM+" +
        "4FAU9BRWRYrHxzt+NyI3PX9R/vkX484fo+5McE5fBydx9zdD12JxF5Og/q7vGQ==";

    /// <summary>PyTorch 1.13 in Python: torch.save(torch.arange(6.).reshape(2, 3), "py.pt"), deflated.</summary>
    private const string OfPython =
        "C/BmZmFg4OBgwADcDOIMBZX6KYkliXoF2TluTsIMUZiggSm5JL8oOUMvvrQkM6eYK74oNak0MyclviQ1rzi/KL7MiKuQQUMjgh1oYjFQZWJ6aiEjRAuXW05+YkkwRJCrkCmCEajGoJA5" +
        "ghlIJxeUFrJ4s5UUsgZ6M3gzeTO3FbJ5M3szthWydyYn5+fkpCaXZObnFXP5F6WkFqWmuGQml3AVcmgGFXKWFHIFFXLrBXizcxwvDlafBTQNhANw+pSTQR/mU30DNydtbP7EBSAmNNgD" +
        "CQcgAuIGIF7gALJdfMLziRJACQm8tnMxGIBsL0stKgZ6yM1JhxTro4y5QDZdnJceygQ0iwlsEyOIgtuFHAbcGLYjxTC6RmTnc6JoeoXQqG+Arg3ZLVwo2jIYGZB8GuDNxqYDlZFj1oWr" +
        "YkajV0DpS4wQGqgPlJgYqpggfEawGCsbRA8zWD1ELQA=";

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    private string Inflated(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        using var file = File.Create(path);
        using var deflate = new DeflateStream(new MemoryStream(Convert.FromBase64String(text)), CompressionMode.Decompress);
        deflate.CopyTo(file);
        return path;
    }

    [Fact]
    public void Reads_what_TorchSharp_wrote()
    {
        using var x = load(Inflated("h.pt", OfTorchSharp));
        x.dtype.ShouldBe(ScalarType.Float32);
        x.data<float>().ToArray().ShouldBe([2, 4, 6]);
    }

    [Fact]
    public void Reads_what_Python_wrote()
    {
        using var x = load(Inflated("py.pt", OfPython));
        x.shape.ShouldBe([2, 3]);
        x.data<float>().ToArray().ShouldBe([0, 1, 2, 3, 4, 5]);
    }

    /// <summary>The descriptions that TorchSharp 0.107.0 writes, from the storage's class on.</summary>
    [Theory]
    [InlineData("Float", "71046801580300000063707571054b06745171064b00284b024b0374284b034b01748963")]
    [InlineData("Bool", "71046801580300000063707571054b02745171064b00284b0274284b01748963")]
    [InlineData("Double", "71046801580300000063707571054b01745171064b002874287489")]
    [InlineData("Long", "71046801580300000063707571054d2c01745171064b00284d2c0174284b017489")]
    [InlineData("with gradient", "71046801580300000063707571054b04745171064b00284b024b0274284b024b01748863")]
    public void Describes_a_tensor_as_TorchSharp_does(string what, string description)
    {
        string path = Path.Combine(_folder, "x.pt");
        (what switch
        {
            "Float" => arange(0, 6, 1, float32).reshape(2, 3),
            "Bool" => tensor(new[] { true, false }),
            "Double" => tensor(3.5),
            "Long" => arange(300),
            _ => ones(2, 2, requires_grad: true),
        }).save(path);
        using var archive = ZipFile.OpenRead(path);
        archive.Entries.ShouldAllBe(e => e.FullName.StartsWith("x/") && e.CompressedLength == e.Length);
        using var stream = archive.GetEntry("x/data.pkl")!.Open();
        var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        string storage = what == "with gradient" ? "Float" : what;
        string before = $"ctorch\n{storage}Storage\n";
        Convert.ToHexStringLower(bytes.ToArray()).ShouldContain(Convert.ToHexStringLower(Encoding.ASCII.GetBytes(before)) + description);
    }

    [Fact]
    public void Every_type_shape_and_view_comes_back()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        Tensor[] tensors =
        [
            rand(3, 4), rand(2, 3, dtype: float64).t(), arange(70_000), tensor(new[] { true, false, true }), tensor(-1.5f), zeros(0, 3), rand(2, 3, 4).permute(2, 0, 1)[1],
            rand(2, requires_grad: true), tensor(long.MinValue),
        ];
        for (int i = 0; i < tensors.Length; i++)
        {
            string path = Path.Combine(_folder, $"{i}.pt");
            save(tensors[i], path);
            var read = load(path);
            read.dtype.ShouldBe(tensors[i].dtype);
            read.shape.ShouldBe(tensors[i].shape);
            read.Equals(tensors[i]).ShouldBeTrue();
            read.requires_grad.ShouldBe(tensors[i].requires_grad);
        }
        Directory.GetFiles(_folder).Length.ShouldBe(tensors.Length);
    }

    [Fact]
    public void What_is_no_tensor_file_is_refused_and_what_is_damaged_never_crashes()
    {
        string good = Inflated("h.pt", OfTorchSharp), bad = Path.Combine(_folder, "bad.pt");
        Should.Throw<ExternalException>(() => load(Path.Combine(_folder, "none.pt"))).Message.ShouldContain("no file");
        File.WriteAllText(bad, "text");
        Should.Throw<ExternalException>(() => load(bad)).Message.ShouldContain("bad.pt");
        using (var archive = new ZipArchive(File.Create(bad), ZipArchiveMode.Create)) archive.CreateEntry("x/other");
        Should.Throw<ExternalException>(() => load(bad)).Message.ShouldContain("data.pkl");

        byte[] bytes = File.ReadAllBytes(good);
        for (int length = 0; length < bytes.Length; length += 7)
        {
            File.WriteAllBytes(bad, bytes[..length]);
            Should.Throw<ExternalException>(() => load(bad));
        }
        // The description, changed byte by byte: refused, or a tensor all the same.
        byte[] description = Entry(good, "data.pkl");
        for (int i = 0; i < description.Length; i++)
            foreach (byte change in new byte[] { 0x01, 0x80, 0xff })
            {
                byte[] changed = (byte[])description.Clone();
                changed[i] ^= change;
                using (var archive = new ZipArchive(File.Create(bad), ZipArchiveMode.Create))
                {
                    Put(archive, "x/data.pkl", changed);
                    Put(archive, "x/data/0", Entry(good, "data/0"));
                }
                try
                {
                    load(bad).Dispose();
                }
                catch (ExternalException e)
                {
                    e.Message.ShouldContain("bad.pt");
                }
            }

        static byte[] Entry(string path, string end)
        {
            using var archive = ZipFile.OpenRead(path);
            using var stream = archive.Entries.First(e => e.FullName.EndsWith(end)).Open();
            var content = new MemoryStream();
            stream.CopyTo(content);
            return content.ToArray();
        }
        static void Put(ZipArchive archive, string name, byte[] content)
        {
            using var stream = archive.CreateEntry(name).Open();
            stream.Write(content);
        }
    }
}
