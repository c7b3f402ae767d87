using System.Buffers.Binary;
using System.IO.Compression;
using Benchmarks.Running;
using MathNet.Numerics.LinearAlgebra;

namespace Benchmarks.Groups;

/// <summary>Ten thousand images of handwritten digits, which are not part of the repository: 8,000 for training, then 2,000 held out.</summary>
internal static class Mnist
{
    public const int Count = 10_000;
    private const int Size = 784;

    /// <summary>The first images, count x 784, 0 to 1.</summary>
    /// <exception cref="SkipException">The files are not there.</exception>
    public static Matrix<double> Images(int count)
    {
        var bytes = Bytes();
        return Matrix<double>.Build.Dense(count, Size, (i, j) => bytes[i * Size + j] / 255.0);
    }

    /// <summary>The same row by row, in single precision.</summary>
    /// <exception cref="SkipException">The files are not there.</exception>
    public static float[] Pixels(int count) => Array.ConvertAll(Bytes()[..(count * Size)], value => value / 255f);

    private static byte[] Bytes() => [.. Read("train-images-idx3-ubyte.gz", 16), .. Read("t10k-images-idx3-ubyte.gz", 16)];

    /// <summary>The classes of all images.</summary>
    public static int[] Labels() => Array.ConvertAll<byte, int>([.. Read("train-labels-idx1-ubyte.gz", 8), .. Read("t10k-labels-idx1-ubyte.gz", 8)], label => label);

    // The IDX format: a big-endian number of items at byte 4, the items' bytes after the header.
    private static byte[] Read(string name, int header)
    {
        var folder = Environment.GetEnvironmentVariable("COURSE_DATA");
        if (string.IsNullOrEmpty(folder))
            throw new SkipException("COURSE_DATA is not set; it should name the folder that holds mnist10k with the four .gz files of MNIST's first images.");
        var path = Path.Combine(folder, "mnist10k", name);
        if (!File.Exists(path))
            throw new SkipException($"There is no {path}; COURSE_DATA should name the folder that holds mnist10k.");
        using var unpacked = new MemoryStream();
        using (var packed = new GZipStream(File.OpenRead(path), CompressionMode.Decompress))
            packed.CopyTo(unpacked);
        var bytes = unpacked.ToArray();
        var count = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(4));
        return bytes.Length == header + count * (header == 16 ? Size : 1) ? bytes[header..] : throw new SkipException($"{path} is damaged.");
    }
}
