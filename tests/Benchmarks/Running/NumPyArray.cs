using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using MathNet.Numerics.LinearAlgebra;

namespace Benchmarks.Running;

/// <summary>Numbers on their way to a peer, as a file in NumPy's own format, row by row as NumPy likes them.</summary>
internal sealed class NumPyArray
{
    private readonly string _type;
    private readonly int[] _shape;
    // Made when it is written, so that our side's memory does not hold the peer's copy.
    private readonly Action<Stream> _content;

    private NumPyArray(string type, int[] shape, Action<Stream> content) => (_type, _shape, _content) = (type, shape, content);

    public static NumPyArray Of(Matrix<double> x) =>
        new("<f8", [x.RowCount, x.ColumnCount], stream => stream.Write(MemoryMarshal.AsBytes<double>(x.ToRowMajorArray())));

    public static NumPyArray Of(int[] labels) => new("<i4", [labels.Length], stream => stream.Write(MemoryMarshal.AsBytes<int>(labels)));

    /// <summary>A matrix in single precision.</summary>
    public static NumPyArray SingleOf(Matrix<double> x) => new("<f4", [x.RowCount, x.ColumnCount],
        stream => stream.Write(MemoryMarshal.AsBytes<float>(Array.ConvertAll(x.ToRowMajorArray(), value => (float)value))));

    /// <summary>A matrix row by row.</summary>
    public static NumPyArray Of<T>(T[] values, int rows, int columns)
        where T : unmanaged => new(typeof(T) == typeof(float) ? "<f4" : "<f8", [rows, columns], stream => stream.Write(MemoryMarshal.AsBytes<T>(values)));

    /// <summary>Writes the file.</summary>
    public void Write(string path)
    {
        var shape = _shape.Length == 1 ? $"({_shape[0]},)" : $"({string.Join(", ", _shape)})";
        var header = $"{{'descr': '{_type}', 'fortran_order': False, 'shape': {shape}, }}";
        // Ten bytes before the header, a newline behind it, and the data from a multiple of 64 on.
        header = header.PadRight((10 + header.Length + 1 + 63) / 64 * 64 - 10 - 1) + "\n";
        using var stream = File.Create(path);
        stream.Write([0x93, .. "NUMPY"u8, 1, 0]);
        Span<byte> length = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)header.Length);
        stream.Write(length);
        stream.Write(Encoding.ASCII.GetBytes(header));
        _content(stream);
    }
}
