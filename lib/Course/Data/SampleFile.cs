using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Data;

/// <summary>Samples in a file, read a piece at a time: the file may be larger than the memory.</summary>
/// <remarks>
/// <para>
/// A name that ends in <c>.npy</c> is a NumPy array of one or two dimensions, written by <c>np.save</c>, of float64, float32 or uint8 in C order;
/// anything else is text, one sample a line, numbers in the invariant culture separated by commas. A first line that holds no number at all is a
/// header and is left out; so are empty lines.
/// </para>
/// <para>Nothing is read before the pieces are asked for, and the file is closed when the last one has been, or when the loop over them is
/// left.</para>
/// </remarks>
public static class SampleFile
{
    private const int PieceBytes = 1 << 20;

    /// <summary>The samples in order.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Pieces of about 1 MB, each a few rows of p numbers.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">While reading: a line is no list of p finite numbers (the message names line and field), or the array
    /// is of another type, or cut off.</exception>
    public static IEnumerable<Matrix<double>> Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no file {path}.", path);
        return path.EndsWith(".npy", StringComparison.OrdinalIgnoreCase) ? ReadNumPy(path) : ReadText(path);
    }

    private static IEnumerable<Matrix<double>> ReadText(string path)
    {
        using var reader = new StreamReader(path, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16);
        double[] row = [], rows = [];
        int held = 0, number = 0;
        var headed = false;
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            if (row.Length == 0)
            {
                if (!headed && IsHeader(line))
                {
                    headed = true;
                    continue;
                }
                row = new double[line.AsSpan().Count(',') + 1];
                rows = new double[Math.Max(1, PieceBytes / sizeof(double) / row.Length) * row.Length];
            }
            Parse(line, row, path, number);
            row.CopyTo(rows, held);
            held += row.Length;
            if (held < rows.Length)
                continue;
            yield return ByColumns(rows, held, row.Length);
            held = 0;
        }
        if (held > 0)
            yield return ByColumns(rows, held, row.Length);
    }

    private static void Parse(string line, double[] row, string path, int number)
    {
        var column = 0;
        foreach (var range in line.AsSpan().Split(','))
        {
            var field = line.AsSpan()[range];
            if (column == row.Length)
                throw new InvalidDataException(Guard.Text($"{path}, line {number}: it has more than the {row.Length} fields of the first line."));
            if (!double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out row[column]) || !double.IsFinite(row[column]))
                throw new InvalidDataException(Guard.Text($"{path}, line {number}: field {column + 1} is \"{field}\", which is no finite number."));
            column++;
        }
        if (column < row.Length)
            throw new InvalidDataException(Guard.Text($"{path}, line {number}: it has {column} fields and the first line {row.Length}."));
    }

    private static bool IsHeader(string line)
    {
        foreach (var range in line.AsSpan().Split(','))
            if (double.TryParse(line.AsSpan()[range], NumberStyles.Float, CultureInfo.InvariantCulture, out _))
                return false;
        return true;
    }

    private static IEnumerable<Matrix<double>> ReadNumPy(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, FileOptions.SequentialScan);
        var (type, count, columns) = ReadHeader(stream, path);
        var width = type switch { "<f8" => 8, "<f4" => 4, _ => 1 };
        if (stream.Length - stream.Position < count * columns * width)
            throw new InvalidDataException(Guard.Text($"{path} should hold {count} x {columns} numbers of {width} bytes after its header and is cut off."));
        var piece = (int)Math.Clamp(PieceBytes / sizeof(double) / columns, 1, Math.Max(1, count));
        var bytes = new byte[piece * columns * width];
        for (var start = 0L; start < count; start += piece)
        {
            var rows = (int)Math.Min(piece, count - start);
            stream.ReadExactly(bytes, 0, rows * columns * width);
            yield return Decoded(bytes, rows, columns, width);
        }
    }

    // The header is a Python dictionary in text: {'descr': '<f8', 'fortran_order': False, 'shape': (100, 64), }
    private static (string Type, long Rows, int Columns) ReadHeader(Stream stream, string path)
    {
        Span<byte> start = stackalloc byte[10];
        if (stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length || start[0] != 0x93 || !start[1..].StartsWith("NUMPY"u8))
            throw new InvalidDataException($"{path} does not begin like a NumPy array (.npy).");
        if (start[6] != 1)
            throw new InvalidDataException(Guard.Text($"{path} is a NumPy array in version {start[6]} of the format; version 1, which np.save writes for plain numbers, is read."));
        var header = new byte[BinaryPrimitives.ReadUInt16LittleEndian(start[8..])];
        if (stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length)
            throw new InvalidDataException($"{path} is cut off within its header.");
        var text = Encoding.Latin1.GetString(header);

        var type = Between(text, "'descr': '", "'");
        var shape = Between(text, "'shape': (", ")").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (type is not ("<f8" or "<f4" or "|u1") || Between(text, "'fortran_order': ", ",") != "False" || shape.Length is not (1 or 2)
            || !long.TryParse(shape[0], NumberStyles.None, CultureInfo.InvariantCulture, out var rows))
            throw new InvalidDataException($"{path} holds {text.Trim()}; a two-dimensional array of float64, float32 or uint8 in C order is wanted: np.save(path, np.ascontiguousarray(x, float)).");
        var columns = 1;
        if (shape.Length == 2 && !int.TryParse(shape[1], NumberStyles.None, CultureInfo.InvariantCulture, out columns) || columns < 1)
            throw new InvalidDataException($"{path} has the shape ({string.Join(", ", shape)}); at least one column is wanted.");
        return (type, rows, columns);
    }

    private static string Between(string text, string before, string after)
    {
        var start = text.IndexOf(before, StringComparison.Ordinal);
        if (start < 0)
            return "";
        start += before.Length;
        var end = text.IndexOf(after, start, StringComparison.Ordinal);
        return end < 0 ? "" : text[start..end];
    }

    private static Matrix<double> Decoded(byte[] bytes, int rows, int columns, int width)
    {
        var values = new double[rows * columns];
        for (var i = 0; i < rows; i++)
            for (var j = 0; j < columns; j++)
            {
                var at = bytes.AsSpan((i * columns + j) * width);
                values[j * rows + i] = width switch
                {
                    8 => BinaryPrimitives.ReadDoubleLittleEndian(at),
                    4 => BinaryPrimitives.ReadSingleLittleEndian(at),
                    _ => at[0],
                };
            }
        return Columns.Matrix(rows, columns, values);
    }

    private static Matrix<double> ByColumns(double[] rows, int held, int columns) =>
        Columns.Matrix(held / columns, columns, Columns.Transposed(rows.AsSpan(0, held), columns, held / columns));
}
