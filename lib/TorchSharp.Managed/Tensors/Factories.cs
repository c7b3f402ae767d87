namespace TorchSharp;

public static partial class torch
{
    /// <summary>The same elements as <see cref="from_array(Array, Device)"/>; a tensor is returned as it is.</summary>
    public static Tensor as_tensor(Tensor data, ScalarType? dtype = null, Device? device = null) => Finish(Required(data).alias(), dtype, device, false);

    /// <summary>The elements of an array of any number of dimensions, in a tensor of the array's type.</summary>
    public static Tensor as_tensor(Array data, ScalarType? dtype = null, Device? device = null) => from_array(data, dtype, device);

    /// <summary>The elements of an array of any number of dimensions, in a tensor of the array's type: a copy.</summary>
    /// <exception cref="ArgumentException">The array's elements are no numbers a tensor can hold.</exception>
    public static Tensor from_array(Array rawArray, Device? device = null) => from_array(rawArray, null, device);

    /// <summary>The elements of an array of any number of dimensions: a copy, converted if a type is named.</summary>
    public static Tensor from_array(Array rawArray, ScalarType? dtype, Device? device = null, bool requires_grad = false, string[]? names = null) => rawArray switch
    {
        null => throw new ArgumentNullException(nameof(rawArray)),
        _ when rawArray.GetType().GetElementType() == typeof(double) => FromGrid<double>(rawArray, dtype, device, requires_grad),
        _ when rawArray.GetType().GetElementType() == typeof(float) => FromGrid<float>(rawArray, dtype, device, requires_grad),
        _ when rawArray.GetType().GetElementType() == typeof(long) => FromGrid<long>(rawArray, dtype, device, requires_grad),
        _ when rawArray.GetType().GetElementType() == typeof(int) => FromGrid<int>(rawArray, dtype, device, requires_grad),
        _ when rawArray.GetType().GetElementType() == typeof(short) => FromGrid<short>(rawArray, dtype, device, requires_grad),
        _ when rawArray.GetType().GetElementType() == typeof(byte) => FromGrid<byte>(rawArray, dtype, device, requires_grad),
        _ when rawArray.GetType().GetElementType() == typeof(sbyte) => FromGrid<sbyte>(rawArray, dtype, device, requires_grad),
        _ when rawArray.GetType().GetElementType() == typeof(bool) => FromGrid<bool>(rawArray, dtype, device, requires_grad),
        _ => throw new ArgumentException($"an array of {rawArray.GetType().GetElementType()} makes no tensor: its elements are float, double, long, int, short, sbyte, byte or bool", nameof(rawArray)),
    };

    /// <summary>0, 1, ... up to (not with) <paramref name="stop"/>: Int64 for an integer, else the default type.</summary>
    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => arange(0, stop, 1, dtype, device, requires_grad);

    /// <summary>start, start + 1, ... up to (not with) <paramref name="stop"/>.</summary>
    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(start, stop, 1, dtype, device, requires_grad);

    /// <summary>start, start + step, ... up to (not with) <paramref name="stop"/>: Int64 if all three are integers, else the default type.</summary>
    /// <exception cref="ExternalException">The step is 0 or leads away from the end.</exception>
    public static Tensor arange(Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        bool real = Required(start).Type.IsFloating() || Required(stop).Type.IsFloating() || Required(step).Type.IsFloating();
        var type = dtype ?? (real ? _defaultType : ScalarType.Int64);
        double a = start.Value.Double, b = stop.Value.Double, by = step.Value.Double;
        if (by == 0 || (b - a) * by < 0) throw Fail.Native($"arange: steps of {by} do not lead from {a} to {b}");
        long n = (long)Math.Ceiling((b - a) / by);
        if (real || type.IsFloating())
        {
            double[] values = new double[n];
            for (long i = 0; i < n; i++) values[i] = a + i * by;
            return Finish(Wrap(values, [n]), type, device, requires_grad);
        }
        long[] whole = new long[n];
        for (long i = 0; i < n; i++) whole[i] = start.Value.Long + i * step.Value.Long;
        return Finish(Wrap(whole, [n]), type, device, requires_grad);
    }

    /// <summary>Numbers at equal distances, both ends included; of the default type unless another is named.</summary>
    public static Tensor linspace(double start, double end, long steps, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        if (steps < 0) throw Fail.Native($"linspace: the number of steps is not negative, and this is {steps}");
        double[] values = new double[steps];
        double by = steps > 1 ? (end - start) / (steps - 1) : 0;
        // From both ends to the middle, so that both are met exactly.
        for (long i = 0; i < steps; i++) values[i] = i < steps / 2 ? start + i * by : end - (steps - 1 - i) * by;
        if (steps == 1) values[0] = start;
        return Finish(Wrap(values, [steps]), dtype ?? _defaultType, device, requires_grad);
    }

    /// <summary>A matrix with ones on the diagonal; square unless columns are named.</summary>
    public static Tensor eye(long rows, long columns = -1, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        if (columns < 0) columns = rows;
        var y = Tensor.NewZeros(dtype ?? _defaultType, [rows, columns]);
        using (var diagonal = y.Share([Math.Min(rows, columns)], [columns + 1], 0)) Copy.Fill(diagonal, 1);
        return Finish(y, null, device, requires_grad);
    }

    /// <summary>Zeros of the shape and, unless another is named, the type of a tensor.</summary>
    public static Tensor zeros_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Full(Required(input)._shape, 0, dtype ?? input._type, device, requires_grad);

    /// <summary>Ones of the shape and, unless another is named, the type of a tensor.</summary>
    public static Tensor ones_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Full(Required(input)._shape, 1, dtype ?? input._type, device, requires_grad);

    /// <summary>Undefined values of the shape and, unless another is named, the type of a tensor.</summary>
    public static Tensor empty_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Empty(Required(input)._shape, dtype ?? input._type, device, requires_grad);

    /// <summary>One number everywhere, of the shape and, unless another is named, the type of a tensor.</summary>
    public static Tensor full_like(Tensor input, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Full(Required(input)._shape, value, dtype ?? input._type, device, requires_grad);

    /// <summary>Uniform random numbers of the shape and, unless another is named, the type of a tensor.</summary>
    public static Tensor rand_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Rand(Required(input)._shape, dtype ?? input._type, device, requires_grad, null);

    /// <summary>Normal random numbers of the shape and, unless another is named, the type of a tensor.</summary>
    public static Tensor randn_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Randn(Required(input)._shape, dtype ?? input._type, device, requires_grad, null);

    internal static T Required<T>(T? argument, [CallerArgumentExpression(nameof(argument))] string? name = null) where T : class =>
        argument ?? throw new ArgumentNullException(name);

    /// <summary>A tensor with a copy of the elements.</summary>
    internal static Tensor Wrap<T>(T[] values, long[] shape) where T : unmanaged
    {
        var y = Tensor.New(Promotion.Of<T>(), shape);
        values.CopyTo(y.Span<T>());
        return y;
    }

    /// <summary>A tensor without dimensions.</summary>
    internal static Tensor One<T>(T value) where T : unmanaged
    {
        var y = Tensor.New(Promotion.Of<T>(), Shapes.Empty);
        y.Span<T>()[0] = value;
        return y;
    }

    /// <summary>A tensor without dimensions, of a given type.</summary>
    internal static Tensor Make(Number value, ScalarType type)
    {
        var y = Tensor.New(type, Shapes.Empty);
        Copy.Fill(y, value);
        return y;
    }

    private static Tensor Finish(Tensor made, ScalarType? type, Device? device, bool requires)
    {
        RequireCpu(device);
        if (type is { } t && t != made._type)
        {
            var converted = Copy.Convert(made, t);
            made.Dispose();
            made = converted;
        }
        if (requires) made.requires_grad = true;
        return made;
    }

    private static Tensor From<T>(T[] values, long[] shape, ScalarType? type, Device? device, bool requires) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(values);
        if (shape.Any(s => s < 0) || Shapes.Count(shape) != values.Length)
            throw new ArgumentException($"{values.Length} elements do not fill the shape [{string.Join(", ", shape)}]", nameof(values));
        return Finish(Wrap(values, shape), type, device, requires);
    }

    private static Tensor FromGrid<T>(Array values, ScalarType? type, Device? device, bool requires) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(values);
        long[] shape = new long[values.Rank];
        for (int i = 0; i < shape.Length; i++) shape[i] = values.GetLength(i);
        var y = Tensor.New(Promotion.Of<T>(), shape);
        if (values.Length > 0) MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(values)), values.Length).CopyTo(y.Span<T>());
        return Finish(y, type, device, requires);
    }

    private static Tensor Zeros(long[] shape, ScalarType? type, Device? device, bool requires) => Finish(Tensor.NewZeros(type ?? _defaultType, shape), null, device, requires);

    private static Tensor Ones(long[] shape, ScalarType? type, Device? device, bool requires) => Full(shape, 1, type ?? _defaultType, device, requires);

    private static Tensor Empty(long[] shape, ScalarType? type, Device? device, bool requires) => Finish(Tensor.New(type ?? _defaultType, shape), null, device, requires);

    private static Tensor Full(long[] shape, Scalar value, ScalarType? type, Device? device, bool requires)
    {
        var y = Tensor.New(type ?? (Required(value).Type.IsFloating() ? _defaultType : value.Type), shape);
        Copy.Fill(y, value.Value);
        return Finish(y, null, device, requires);
    }

    private static Tensor Rand(long[] shape, ScalarType? type, Device? device, bool requires, Generator? generator)
    {
        var y = Tensor.New(type ?? _defaultType, shape);
        Distributions.Uniform(y, 0, 1, generator ?? Generator.Default);
        return Finish(y, null, device, requires);
    }

    private static Tensor Randn(long[] shape, ScalarType? type, Device? device, bool requires, Generator? generator)
    {
        var y = Tensor.New(type ?? _defaultType, shape);
        Distributions.Normal(y, 0, 1, generator ?? Generator.Default);
        return Finish(y, null, device, requires);
    }
}
