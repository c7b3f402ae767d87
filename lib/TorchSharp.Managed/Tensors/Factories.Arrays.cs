namespace TorchSharp;

/// <content>Tensors from numbers and arrays: copies, of the array's own type unless another is named.</content>
public static partial class torch
{
    /// <summary>A tensor of Float64 without dimensions.</summary>
    public static Tensor tensor(double scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Finish(One(scalar), dtype, device, requires_grad);

    /// <summary>A vector.</summary>
    public static Tensor tensor(double[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => From(rawArray, [Required(rawArray).Length], dtype, device, requires_grad);

    /// <summary>The elements under a shape, row by row.</summary>
    /// <exception cref="ArgumentException">The elements do not fill the shape.</exception>
    public static Tensor tensor(double[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => From(rawArray, dimensions.ToArray(), dtype, device, requires_grad);

    /// <summary>A matrix.</summary>
    public static Tensor tensor(double[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => FromGrid<double>(rawArray, dtype, device, requires_grad);

    /// <summary>A tensor of three dimensions.</summary>
    public static Tensor tensor(double[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => FromGrid<double>(rawArray, dtype, device, requires_grad);

    /// <summary>A tensor of four dimensions.</summary>
    public static Tensor tensor(double[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => FromGrid<double>(rawArray, dtype, device, requires_grad);

    /// <summary>A vector.</summary>
    public static Tensor tensor(IList<double> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => From([.. rawArray], [rawArray.Count], dtype, device, requires_grad);

    /// <summary>The elements under a shape, row by row.</summary>
    /// <exception cref="ArgumentException">The elements do not fill the shape.</exception>
    public static Tensor tensor(IList<double> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => From([.. rawArray], [rows, columns], dtype, device, requires_grad);

    /// <summary>The elements under a shape, row by row.</summary>
    /// <exception cref="ArgumentException">The elements do not fill the shape.</exception>
    public static Tensor tensor(IList<double> rawArray, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => From([.. rawArray], [dim0, dim1, dim2], dtype, device, requires_grad);

    /// <summary>The elements under a shape, row by row.</summary>
    /// <exception cref="ArgumentException">The elements do not fill the shape.</exception>
    public static Tensor tensor(IList<double> rawArray, long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => From([.. rawArray], [dim0, dim1, dim2, dim3], dtype, device, requires_grad);

    /// <summary>A tensor of Float32 without dimensions.</summary>
    public static Tensor tensor(float scalar, Device? device = null, bool requires_grad = false) => Finish(One(scalar), null, device, requires_grad);

    /// <summary>A vector.</summary>
    public static Tensor tensor(float[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => From(rawArray, [Required(rawArray).Length], dtype, device, requires_grad);

    /// <summary>The elements under a shape, row by row.</summary>
    /// <exception cref="ArgumentException">The elements do not fill the shape.</exception>
    public static Tensor tensor(float[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => From(rawArray, dimensions.ToArray(), dtype, device, requires_grad);

    /// <summary>A matrix.</summary>
    public static Tensor tensor(float[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => FromGrid<float>(rawArray, dtype, device, requires_grad);

    /// <summary>A tensor of three dimensions.</summary>
    public static Tensor tensor(float[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => FromGrid<float>(rawArray, dtype, device, requires_grad);

    /// <summary>A tensor of four dimensions.</summary>
    public static Tensor tensor(float[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => FromGrid<float>(rawArray, dtype, device, requires_grad);

    /// <summary>A vector.</summary>
    public static Tensor tensor(IList<float> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => From([.. rawArray], [rawArray.Count], dtype, device, requires_grad);

    /// <summary>The elements under a shape, row by row.</summary>
    /// <exception cref="ArgumentException">The elements do not fill the shape.</exception>
    public static Tensor tensor(IList<float> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => From([.. rawArray], dimensions.ToArray(), dtype, device, requires_grad);

    /// <summary>The elements under a shape, row by row.</summary>
    /// <exception cref="ArgumentException">The elements do not fill the shape.</exception>
    public static Tensor tensor(IList<float> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => From([.. rawArray], [rows, columns], dtype, device, requires_grad);

    /// <summary>The elements under a shape, row by row.</summary>
    /// <exception cref="ArgumentException">The elements do not fill the shape.</exception>
    public static Tensor tensor(IList<float> rawArray, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => From([.. rawArray], [dim0, dim1, dim2], dtype, device, requires_grad);

    /// <summary>The elements under a shape, row by row.</summary>
    /// <exception cref="ArgumentException">The elements do not fill the shape.</exception>
    public static Tensor tensor(IList<float> rawArray, long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => From([.. rawArray], [dim0, dim1, dim2, dim3], dtype, device, requires_grad);

    /// <summary>A tensor of Int64 without dimensions.</summary>
    public static Tensor tensor(long scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Finish(One(scalar), dtype, device, requires_grad);

    /// <summary>A vector.</summary>
    public static Tensor tensor(long[] dataArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => From(dataArray, [Required(dataArray).Length], dtype, device, requires_grad);

    /// <summary>The elements under a shape, row by row.</summary>
    /// <exception cref="ArgumentException">The elements do not fill the shape.</exception>
    public static Tensor tensor(long[] dataArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => From(dataArray, dimensions.ToArray(), dtype, device, requires_grad);

    /// <summary>A matrix.</summary>
    public static Tensor tensor(long[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => FromGrid<long>(rawArray, dtype, device, requires_grad);

    /// <summary>A tensor of three dimensions.</summary>
    public static Tensor tensor(long[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => FromGrid<long>(rawArray, dtype, device, requires_grad);

    /// <summary>A tensor of four dimensions.</summary>
    public static Tensor tensor(long[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => FromGrid<long>(rawArray, dtype, device, requires_grad);

    /// <summary>A vector.</summary>
    public static Tensor tensor(IList<long> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => From([.. rawArray], [rawArray.Count], dtype, device, requires_grad);

    /// <summary>The elements under a shape, row by row.</summary>
    /// <exception cref="ArgumentException">The elements do not fill the shape.</exception>
    public static Tensor tensor(IList<long> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => From([.. rawArray], dimensions.ToArray(), dtype, device, requires_grad);

    /// <summary>The elements under a shape, row by row.</summary>
    /// <exception cref="ArgumentException">The elements do not fill the shape.</exception>
    public static Tensor tensor(IList<long> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => From([.. rawArray], [rows, columns], dtype, device, requires_grad);

    /// <summary>The elements under a shape, row by row.</summary>
    /// <exception cref="ArgumentException">The elements do not fill the shape.</exception>
    public static Tensor tensor(IList<long> rawArray, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => From([.. rawArray], [dim0, dim1, dim2], dtype, device, requires_grad);

    /// <summary>The elements under a shape, row by row.</summary>
    /// <exception cref="ArgumentException">The elements do not fill the shape.</exception>
    public static Tensor tensor(IList<long> rawArray, long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => From([.. rawArray], [dim0, dim1, dim2, dim3], dtype, device, requires_grad);

    /// <summary>A tensor of Int32 without dimensions.</summary>
    public static Tensor tensor(int scalar, Device? device = null, bool requires_grad = false) => Finish(One(scalar), null, device, requires_grad);

    /// <summary>A vector.</summary>
    public static Tensor tensor(int[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => From(rawArray, [Required(rawArray).Length], dtype, device, requires_grad);

    /// <summary>The elements under a shape, row by row.</summary>
    /// <exception cref="ArgumentException">The elements do not fill the shape.</exception>
    public static Tensor tensor(int[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => From(rawArray, dimensions.ToArray(), dtype, device, requires_grad);

    /// <summary>A matrix.</summary>
    public static Tensor tensor(int[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => FromGrid<int>(rawArray, dtype, device, requires_grad);

    /// <summary>A tensor of three dimensions.</summary>
    public static Tensor tensor(int[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => FromGrid<int>(rawArray, dtype, device, requires_grad);

    /// <summary>A tensor of four dimensions.</summary>
    public static Tensor tensor(int[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => FromGrid<int>(rawArray, dtype, device, requires_grad);

    /// <summary>A vector.</summary>
    public static Tensor tensor(IList<int> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => From([.. rawArray], [rawArray.Count], dtype, device, requires_grad);

    /// <summary>The elements under a shape, row by row.</summary>
    /// <exception cref="ArgumentException">The elements do not fill the shape.</exception>
    public static Tensor tensor(IList<int> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => From([.. rawArray], dimensions.ToArray(), dtype, device, requires_grad);

    /// <summary>The elements under a shape, row by row.</summary>
    /// <exception cref="ArgumentException">The elements do not fill the shape.</exception>
    public static Tensor tensor(IList<int> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => From([.. rawArray], [rows, columns], dtype, device, requires_grad);

    /// <summary>The elements under a shape, row by row.</summary>
    /// <exception cref="ArgumentException">The elements do not fill the shape.</exception>
    public static Tensor tensor(IList<int> rawArray, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => From([.. rawArray], [dim0, dim1, dim2], dtype, device, requires_grad);

    /// <summary>The elements under a shape, row by row.</summary>
    /// <exception cref="ArgumentException">The elements do not fill the shape.</exception>
    public static Tensor tensor(int[] rawArray, long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => From([.. rawArray], [dim0, dim1, dim2, dim3], dtype, device, requires_grad);

    /// <summary>A tensor of Bool without dimensions.</summary>
    public static Tensor tensor(bool scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Finish(One(scalar), dtype, device, requires_grad);

    /// <summary>A vector.</summary>
    public static Tensor tensor(bool[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => From(rawArray, [Required(rawArray).Length], dtype, device, requires_grad);

    /// <summary>The elements under a shape, row by row.</summary>
    /// <exception cref="ArgumentException">The elements do not fill the shape.</exception>
    public static Tensor tensor(bool[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => From(rawArray, dimensions.ToArray(), dtype, device, requires_grad);

    /// <summary>A matrix.</summary>
    public static Tensor tensor(bool[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => FromGrid<bool>(rawArray, dtype, device, requires_grad);

    /// <summary>A tensor of three dimensions.</summary>
    public static Tensor tensor(bool[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => FromGrid<bool>(rawArray, dtype, device, requires_grad);

    /// <summary>A tensor of four dimensions.</summary>
    public static Tensor tensor(bool[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => FromGrid<bool>(rawArray, dtype, device, requires_grad);

    /// <summary>A vector.</summary>
    public static Tensor tensor(IList<bool> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => From([.. rawArray], [rawArray.Count], dtype, device, requires_grad);

    /// <summary>The elements under a shape, row by row.</summary>
    /// <exception cref="ArgumentException">The elements do not fill the shape.</exception>
    public static Tensor tensor(IList<bool> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => From([.. rawArray], dimensions.ToArray(), dtype, device, requires_grad);

    /// <summary>The elements under a shape, row by row.</summary>
    /// <exception cref="ArgumentException">The elements do not fill the shape.</exception>
    public static Tensor tensor(IList<bool> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => From([.. rawArray], [rows, columns], dtype, device, requires_grad);

    /// <summary>The elements under a shape, row by row.</summary>
    /// <exception cref="ArgumentException">The elements do not fill the shape.</exception>
    public static Tensor tensor(IList<bool> rawArray, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => From([.. rawArray], [dim0, dim1, dim2], dtype, device, requires_grad);

    /// <summary>The elements under a shape, row by row.</summary>
    /// <exception cref="ArgumentException">The elements do not fill the shape.</exception>
    public static Tensor tensor(IList<bool> rawArray, long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => From([.. rawArray], [dim0, dim1, dim2, dim3], dtype, device, requires_grad);

    /// <summary>A tensor of Byte without dimensions.</summary>
    public static Tensor tensor(byte scalar, Device? device = null, bool requires_grad = false) => Finish(One(scalar), null, device, requires_grad);

    /// <summary>A vector.</summary>
    public static Tensor tensor(byte[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => From(rawArray, [Required(rawArray).Length], dtype, device, requires_grad);

    /// <summary>The elements under a shape, row by row.</summary>
    /// <exception cref="ArgumentException">The elements do not fill the shape.</exception>
    public static Tensor tensor(byte[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => From(rawArray, dimensions.ToArray(), dtype, device, requires_grad);

    /// <summary>A matrix.</summary>
    public static Tensor tensor(byte[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => FromGrid<byte>(rawArray, dtype, device, requires_grad);

    /// <summary>A tensor of three dimensions.</summary>
    public static Tensor tensor(byte[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => FromGrid<byte>(rawArray, dtype, device, requires_grad);

    /// <summary>A tensor of four dimensions.</summary>
    public static Tensor tensor(byte[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => FromGrid<byte>(rawArray, dtype, device, requires_grad);

    /// <summary>A vector.</summary>
    public static Tensor tensor(IList<byte> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => From([.. rawArray], [rawArray.Count], dtype, device, requires_grad);

    /// <summary>The elements under a shape, row by row.</summary>
    /// <exception cref="ArgumentException">The elements do not fill the shape.</exception>
    public static Tensor tensor(IList<byte> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => From([.. rawArray], dimensions.ToArray(), dtype, device, requires_grad);

    /// <summary>The elements under a shape, row by row.</summary>
    /// <exception cref="ArgumentException">The elements do not fill the shape.</exception>
    public static Tensor tensor(IList<byte> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => From([.. rawArray], [rows, columns], dtype, device, requires_grad);

    /// <summary>The elements under a shape, row by row.</summary>
    /// <exception cref="ArgumentException">The elements do not fill the shape.</exception>
    public static Tensor tensor(IList<byte> rawArray, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => From([.. rawArray], [dim0, dim1, dim2], dtype, device, requires_grad);

    /// <summary>The elements under a shape, row by row.</summary>
    /// <exception cref="ArgumentException">The elements do not fill the shape.</exception>
    public static Tensor tensor(IList<byte> rawArray, long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => From([.. rawArray], [dim0, dim1, dim2, dim3], dtype, device, requires_grad);

    /// <summary>A tensor of Int8 without dimensions.</summary>
    public static Tensor tensor(sbyte scalar, Device? device = null, bool requires_grad = false) => Finish(One(scalar), null, device, requires_grad);

    /// <summary>A vector.</summary>
    public static Tensor tensor(sbyte[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => From(rawArray, [Required(rawArray).Length], dtype, device, requires_grad);

    /// <summary>The elements under a shape, row by row.</summary>
    /// <exception cref="ArgumentException">The elements do not fill the shape.</exception>
    public static Tensor tensor(sbyte[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => From(rawArray, dimensions.ToArray(), dtype, device, requires_grad);

    /// <summary>A matrix.</summary>
    public static Tensor tensor(sbyte[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => FromGrid<sbyte>(rawArray, dtype, device, requires_grad);

    /// <summary>A tensor of three dimensions.</summary>
    public static Tensor tensor(sbyte[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => FromGrid<sbyte>(rawArray, dtype, device, requires_grad);

    /// <summary>A tensor of four dimensions.</summary>
    public static Tensor tensor(sbyte[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => FromGrid<sbyte>(rawArray, dtype, device, requires_grad);

    /// <summary>A vector.</summary>
    public static Tensor tensor(IList<sbyte> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => From([.. rawArray], [rawArray.Count], dtype, device, requires_grad);

    /// <summary>The elements under a shape, row by row.</summary>
    /// <exception cref="ArgumentException">The elements do not fill the shape.</exception>
    public static Tensor tensor(IList<sbyte> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => From([.. rawArray], dimensions.ToArray(), dtype, device, requires_grad);

    /// <summary>The elements under a shape, row by row.</summary>
    /// <exception cref="ArgumentException">The elements do not fill the shape.</exception>
    public static Tensor tensor(IList<sbyte> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => From([.. rawArray], [rows, columns], dtype, device, requires_grad);

    /// <summary>The elements under a shape, row by row.</summary>
    /// <exception cref="ArgumentException">The elements do not fill the shape.</exception>
    public static Tensor tensor(IList<sbyte> rawArray, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => From([.. rawArray], [dim0, dim1, dim2], dtype, device, requires_grad);

    /// <summary>The elements under a shape, row by row.</summary>
    /// <exception cref="ArgumentException">The elements do not fill the shape.</exception>
    public static Tensor tensor(IList<sbyte> rawArray, long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => From([.. rawArray], [dim0, dim1, dim2, dim3], dtype, device, requires_grad);

    /// <summary>A tensor of Int16 without dimensions.</summary>
    public static Tensor tensor(short scalar, Device? device = null, bool requires_grad = false) => Finish(One(scalar), null, device, requires_grad);

    /// <summary>A vector.</summary>
    public static Tensor tensor(short[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => From(rawArray, [Required(rawArray).Length], dtype, device, requires_grad);

    /// <summary>The elements under a shape, row by row.</summary>
    /// <exception cref="ArgumentException">The elements do not fill the shape.</exception>
    public static Tensor tensor(short[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => From(rawArray, dimensions.ToArray(), dtype, device, requires_grad);

    /// <summary>A matrix.</summary>
    public static Tensor tensor(short[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => FromGrid<short>(rawArray, dtype, device, requires_grad);

    /// <summary>A tensor of three dimensions.</summary>
    public static Tensor tensor(short[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => FromGrid<short>(rawArray, dtype, device, requires_grad);

    /// <summary>A tensor of four dimensions.</summary>
    public static Tensor tensor(short[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => FromGrid<short>(rawArray, dtype, device, requires_grad);

    /// <summary>A vector.</summary>
    public static Tensor tensor(IList<short> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => From([.. rawArray], [rawArray.Count], dtype, device, requires_grad);

    /// <summary>The elements under a shape, row by row.</summary>
    /// <exception cref="ArgumentException">The elements do not fill the shape.</exception>
    public static Tensor tensor(IList<short> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => From([.. rawArray], dimensions.ToArray(), dtype, device, requires_grad);

    /// <summary>The elements under a shape, row by row.</summary>
    /// <exception cref="ArgumentException">The elements do not fill the shape.</exception>
    public static Tensor tensor(IList<short> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => From([.. rawArray], [rows, columns], dtype, device, requires_grad);

    /// <summary>The elements under a shape, row by row.</summary>
    /// <exception cref="ArgumentException">The elements do not fill the shape.</exception>
    public static Tensor tensor(IList<short> rawArray, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => From([.. rawArray], [dim0, dim1, dim2], dtype, device, requires_grad);

    /// <summary>The elements under a shape, row by row.</summary>
    /// <exception cref="ArgumentException">The elements do not fill the shape.</exception>
    public static Tensor tensor(IList<short> rawArray, long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => From([.. rawArray], [dim0, dim1, dim2, dim3], dtype, device, requires_grad);
}
