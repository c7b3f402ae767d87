namespace TorchSharp.IO;

/// <summary>
/// TorchSharp's format of a tensor: element type, number of dimensions and sizes as LEB128 (seven bits a byte, the lowest first, the top bit set on all
/// but the last), then the elements in row-major order, little-endian.
/// </summary>
internal static class TensorFile
{
    internal static void WriteNumber(BinaryWriter writer, long value)
    {
        do
        {
            byte b = (byte)(value & 0x7f);
            value >>= 7;
            writer.Write((byte)(value == 0 ? b : b | 0x80));
        }
        while (value != 0);
    }

    internal static long ReadNumber(BinaryReader reader)
    {
        long value = 0;
        for (int shift = 0; shift < 63; shift += 7)
        {
            byte b = reader.ReadByte();
            value |= (long)(b & 0x7f) << shift;
            if (b < 0x80) return value;
        }
        throw new InvalidDataException("the file has a number of more than 63 bits: it is damaged, or no file of this format");
    }

    internal static void Write(Tensor tensor, BinaryWriter writer)
    {
        WriteNumber(writer, (long)tensor.dtype);
        WriteNumber(writer, tensor._shape.Length);
        foreach (long size in tensor._shape) WriteNumber(writer, size);
        using var row = Copy.RowMajor(tensor);
        writer.Write(LittleEndian(row));
    }

    /// <summary>The elements of a row-major tensor as they stand in a file.</summary>
    internal static ReadOnlySpan<byte> LittleEndian(Tensor row)
    {
        if (BitConverter.IsLittleEndian) return row.RawBytes();
        byte[] bytes = row.RawBytes().ToArray();
        Swap(bytes, row._type.Size());
        return bytes;
    }

    /// <summary>The head of a tensor: what follows are its elements.</summary>
    internal static (ScalarType Type, long[] Shape) ReadHead(BinaryReader reader)
    {
        var type = (ScalarType)ReadNumber(reader);
        if (!Enum.IsDefined(type)) throw new InvalidDataException($"the file has elements of type {(int)type}, which is none: it is damaged, or no file of this format");
        long rank = ReadNumber(reader);
        if (rank > 64) throw new InvalidDataException($"the file has a tensor with {rank} dimensions: it is damaged, or no file of this format");
        long[] shape = new long[rank];
        long bytes = type.Size();
        for (int i = 0; i < rank; i++)
        {
            shape[i] = ReadNumber(reader);
            if (shape[i] > 0 && bytes > Array.MaxLength / shape[i])
                throw new InvalidDataException($"the file has a tensor of shape [{string.Join(", ", shape[..(i + 1)])}...], larger than any that fits into memory: it is damaged, or no file of this format");
            bytes *= shape[i];
        }
        return (type, shape);
    }

    internal static void ReadElements(BinaryReader reader, Span<byte> target, int size)
    {
        int done = 0;
        while (done < target.Length)
        {
            int n = reader.Read(target[done..]);
            if (n == 0) throw new EndOfStreamException($"the file ends {target.Length - done} bytes before its last tensor does");
            done += n;
        }
        if (!BitConverter.IsLittleEndian) Swap(target, size);
    }

    internal static void Skip(BinaryReader reader, ScalarType type, long[] shape)
    {
        byte[] spare = new byte[4096];
        for (long left = Shapes.Count(shape) * type.Size(); left > 0;)
        {
            int n = reader.Read(spare, 0, (int)Math.Min(left, spare.Length));
            if (n == 0) throw new EndOfStreamException("the file ends inside a tensor");
            left -= n;
        }
    }

    internal static Tensor Read(BinaryReader reader)
    {
        var (type, shape) = ReadHead(reader);
        var y = Tensor.New(type, shape);
        ReadElements(reader, y.RawBytes(), type.Size());
        return y;
    }

    private static void Swap(Span<byte> bytes, int size)
    {
        for (int i = 0; i < bytes.Length; i += size) bytes.Slice(i, size).Reverse();
    }
}
