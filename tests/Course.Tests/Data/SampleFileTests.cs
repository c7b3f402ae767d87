using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Course.Data;
using Course.Decomposition;
using Course.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Tests.Data;

public sealed class SampleFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("Proben und Maße ").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Text_comes_back_number_by_number_in_pieces()
    {
        var x = new NumPyRandom(1).StandardNormal(3000, 100);
        var path = Text("zahlen.csv", ["first,second", .. x.EnumerateRows().Select(row => string.Join(",", row.Select(value => value.ToString("R", CultureInfo.InvariantCulture)))), ""]);
        var pieces = SampleFile.Read(path).ToList();

        pieces.Count.ShouldBeGreaterThan(1);
        Joined(pieces).ShouldBe(x);
    }

    [Theory]
    [InlineData("<f8", 8)]
    [InlineData("<f4", 4)]
    [InlineData("|u1", 1)]
    public void A_numpy_array_comes_back_in_pieces(string type, int width)
    {
        var x = new NumPyRandom(1).StandardNormal(20_000, 9).Map(value => Math.Abs(Math.Round(40 * value)));
        var path = NumPy("zahlen.npy", type, width, x);
        var pieces = SampleFile.Read(path).ToList();

        pieces.Count.ShouldBeGreaterThan(1);
        Joined(pieces).ShouldBe(x);
    }

    [Fact]
    public void Incremental_pca_learns_from_a_file_what_it_learns_from_memory()
    {
        var x = new NumPyRandom(2).StandardNormal(20_000, 9).Map(value => Math.Round(40 * value));
        var pca = new IncrementalPca(3, 50).Fit(NumPy("zahlen.npy", "<f8", 8, x));
        pca.Components.ShouldBe(new IncrementalPca(3, 50).Fit(x).Components);
    }

    [Theory]
    [InlineData("1,2\n3,x\n", "line 2", "field 2 is \"x\"")]
    [InlineData("1,2\n3\n", "line 2", "1 fields and the first line 2")]
    [InlineData("1,2\n3,4,5\n", "line 2", "more than the 2 fields")]
    [InlineData("a,b\n\n1,NaN\n", "line 3", "no finite number")]
    [InlineData("1.5\n1,2\n", "line 2", "more than the 1 fields")]
    [InlineData("1.5;2\n2.5;3\n", "line 2", "field 1 is \"2.5;3\"")]
    public void Text_that_is_no_table_of_numbers_is_refused_with_its_line(string text, string line, string what)
    {
        var path = Path.Combine(_folder, "falsch.csv");
        File.WriteAllText(path, text);
        var message = Should.Throw<InvalidDataException>(() => SampleFile.Read(path).ToList()).Message;
        message.ShouldContain(line);
        message.ShouldContain(what);
    }

    [Fact]
    public void An_array_of_another_kind_or_cut_off_is_refused()
    {
        var x = Matrix<double>.Build.Dense(4, 3, 1);
        Should.Throw<InvalidDataException>(() => SampleFile.Read(NumPy("a.npy", "<i8", 8, x)).ToList()).Message.ShouldContain("'<i8'");
        var whole = File.ReadAllBytes(NumPy("b.npy", "<f8", 8, x));
        foreach (var length in new[] { 0, 5, 40, whole.Length - 1 })
        {
            var path = Path.Combine(_folder, "c.npy");
            File.WriteAllBytes(path, whole[..length]);
            Should.Throw<InvalidDataException>(() => SampleFile.Read(path).ToList());
        }
        Should.Throw<FileNotFoundException>(() => SampleFile.Read(Path.Combine(_folder, "nirgends.csv")));
    }

    [Fact]
    public void Leaving_the_loop_closes_the_file()
    {
        var path = NumPy("d.npy", "<f8", 8, Matrix<double>.Build.Dense(100_000, 3, 1));
        foreach (var piece in SampleFile.Read(path))
        {
            piece.ColumnCount.ShouldBe(3);
            break;
        }
        using var exclusive = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        exclusive.Length.ShouldBeGreaterThan(0);
    }

    private static Matrix<double> Joined(List<Matrix<double>> pieces)
    {
        var all = Matrix<double>.Build.Dense(pieces.Sum(piece => piece.RowCount), pieces[0].ColumnCount);
        var row = 0;
        foreach (var piece in pieces)
        {
            all.SetSubMatrix(row, 0, piece);
            row += piece.RowCount;
        }
        return all;
    }

    private string Text(string name, string[] lines)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllLines(path, lines);
        return path;
    }

    internal static byte[] Header(string type, int rows, int columns)
    {
        var header = Encoding.Latin1.GetBytes($"{{'descr': '{type}', 'fortran_order': False, 'shape': ({rows}, {columns}), }}".PadRight(117) + "\n");
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. header];
    }

    private string NumPy(string name, string type, int width, Matrix<double> x)
    {
        var path = Path.Combine(_folder, name);
        using var stream = File.Create(path);
        stream.Write(Header(type, x.RowCount, x.ColumnCount));
        var bytes = new byte[8];
        foreach (var value in x.ToRowMajorArray())
        {
            if (width == 8)
                BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
            else if (width == 4)
                BinaryPrimitives.WriteSingleLittleEndian(bytes, (float)value);
            else
                bytes[0] = (byte)value;
            stream.Write(bytes, 0, width);
        }
        return path;
    }
}
