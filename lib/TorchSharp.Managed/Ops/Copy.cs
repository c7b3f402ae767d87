namespace TorchSharp;

/// <summary>Copies, fills and conversions of values, without history.</summary>
internal static class Copy
{
    /// <summary>A new row-major tensor with the same values.</summary>
    internal static Tensor Contiguous(Tensor x)
    {
        var y = Tensor.NewLike(x);
        Values(x, y);
        return y;
    }

    /// <summary>The same values as another type, in a new tensor.</summary>
    internal static Tensor Convert(Tensor x, ScalarType type)
    {
        var y = Tensor.New(type, x._shape);
        Values(x, y);
        return y;
    }

    /// <summary>The tensor itself if it is row-major, else a copy. The caller disposes the result either way.</summary>
    internal static Tensor RowMajor(Tensor x) => x._rowMajor ? Tensor.Hold(x) : Contiguous(x);

    /// <summary>The values as a row-major tensor of a type. The caller disposes the result.</summary>
    internal static Tensor RowMajor(Tensor x, ScalarType type) => x._type == type ? RowMajor(x) : Convert(x, type);

    /// <summary>Writes the values of one tensor, stretched and converted as needed, into another.</summary>
    internal static void Values(Tensor from, Tensor to)
    {
        if (to._count == 0) return;
        if (from._type == to._type)
        {
            if (from._rowMajor && to._rowMajor && from._count == to._count)
            {
                from.RawBytes().CopyTo(to.RawBytes());
                return;
            }
            switch (from._type.Size())
            {
                case 1: Move<byte>(from, to); break;
                case 2: Move<short>(from, to); break;
                case 4: Move<int>(from, to); break;
                default: Move<long>(from, to); break;
            }
            return;
        }
        if (from._type == ScalarType.Bool)
        {
            To<byte>(from, to);
            return;
        }
        switch (from._type)
        {
            case ScalarType.Float32: To<float>(from, to); break;
            case ScalarType.Float64: To<double>(from, to); break;
            case ScalarType.Int64: To<long>(from, to); break;
            case ScalarType.Int32: To<int>(from, to); break;
            case ScalarType.Int16: To<short>(from, to); break;
            case ScalarType.Int8: To<sbyte>(from, to); break;
            default: To<byte>(from, to); break;
        }
    }

    /// <summary>Sets every element.</summary>
    internal static void Fill(Tensor x, Number value)
    {
        switch (x._type)
        {
            case ScalarType.Float32: Fill(x, (float)value.Double); break;
            case ScalarType.Float64: Fill(x, value.Double); break;
            case ScalarType.Int64: Fill(x, value.Long); break;
            case ScalarType.Int32: Fill(x, value.To<int>()); break;
            case ScalarType.Int16: Fill(x, value.To<short>()); break;
            case ScalarType.Int8: Fill(x, value.To<sbyte>()); break;
            case ScalarType.Bool: Fill<byte>(x, value.Double != 0 ? (byte)1 : (byte)0); break;
            default: Fill(x, value.To<byte>()); break;
        }
    }

    private static void Fill<T>(Tensor x, T value) where T : unmanaged
    {
        if (x._rowMajor)
        {
            x.Storage.Span<T>(x._offset, x._count).Fill(value);
            return;
        }
        var data = x.Reach<T>();
        var walk = new Walk(x._shape, x._strides, x._strides, x._strides);
        do
        {
            for (int i = 0, a = walk.A; i < walk.Length; i++, a += walk.StepA) data[a] = value;
        }
        while (walk.Next());
    }

    private static void Move<T>(Tensor from, Tensor to) where T : unmanaged
    {
        Span<long> stretched = stackalloc long[to._shape.Length];
        Shapes.Stretch(from._shape, from._strides, to._shape, stretched);
        var source = from.Reach<T>();
        var target = to.Reach<T>();
        var walk = new Walk(to._shape, stretched, to._strides, to._strides);
        do
        {
            if (walk.StepB == 1 && walk.StepA == 1) source.Slice(walk.A, walk.Length).CopyTo(target[walk.B..]);
            else if (walk.StepB == 1 && walk.StepA == 0) target.Slice(walk.B, walk.Length).Fill(source[walk.A]);
            else for (int i = 0, a = walk.A, b = walk.B; i < walk.Length; i++, a += walk.StepA, b += walk.StepB) target[b] = source[a];
        }
        while (walk.Next());
    }

    private static void To<TFrom>(Tensor from, Tensor to) where TFrom : unmanaged, INumber<TFrom>
    {
        switch (to._type)
        {
            case ScalarType.Float32: Cast<TFrom, float>(from, to); break;
            case ScalarType.Float64: Cast<TFrom, double>(from, to); break;
            case ScalarType.Int64: Cast<TFrom, long>(from, to); break;
            case ScalarType.Int32: Cast<TFrom, int>(from, to); break;
            case ScalarType.Int16: Cast<TFrom, short>(from, to); break;
            case ScalarType.Int8: Cast<TFrom, sbyte>(from, to); break;
            case ScalarType.Bool: Truth<TFrom>(from, to); break;
            default: Cast<TFrom, byte>(from, to); break;
        }
    }

    private static void Cast<TFrom, TTo>(Tensor from, Tensor to) where TFrom : unmanaged, INumber<TFrom> where TTo : unmanaged, INumber<TTo>
    {
        Span<long> stretched = stackalloc long[to._shape.Length];
        Shapes.Stretch(from._shape, from._strides, to._shape, stretched);
        var source = from.Reach<TFrom>();
        var target = to.Reach<TTo>();
        var walk = new Walk(to._shape, stretched, to._strides, to._strides);
        do
        {
            if (walk.StepA == 1 && walk.StepB == 1 && typeof(TFrom) == typeof(byte) && typeof(TTo) == typeof(float))
                Singles(MemoryMarshal.AsBytes(source.Slice(walk.A, walk.Length)), MemoryMarshal.Cast<TTo, float>(target[walk.B..]));
            else if (walk.StepA == 1 && walk.StepB == 1) TensorPrimitives.ConvertTruncating<TFrom, TTo>(source.Slice(walk.A, walk.Length), target[walk.B..]);
            else for (int i = 0, a = walk.A, b = walk.B; i < walk.Length; i++, a += walk.StepA, b += walk.StepB) target[b] = TTo.CreateTruncating(source[a]);
        }
        while (walk.Next());
    }

    /// <summary>Bytes, or truths, as Float32: one register becomes four.</summary>
    private static void Singles(ReadOnlySpan<byte> from, Span<float> to)
    {
        int step = Vector<float>.Count;
        int i = 0;
        for (; i <= from.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(from[i..]), out Vector<ushort> low, out Vector<ushort> high);
            Vector.Widen(low, out Vector<uint> first, out Vector<uint> second);
            Vector.Widen(high, out Vector<uint> third, out Vector<uint> fourth);
            Vector.ConvertToSingle(first.As<uint, int>()).CopyTo(to[i..]);
            Vector.ConvertToSingle(second.As<uint, int>()).CopyTo(to[(i + step)..]);
            Vector.ConvertToSingle(third.As<uint, int>()).CopyTo(to[(i + 2 * step)..]);
            Vector.ConvertToSingle(fourth.As<uint, int>()).CopyTo(to[(i + 3 * step)..]);
        }
        for (; i < from.Length; i++) to[i] = from[i];
    }

    private static void Truth<TFrom>(Tensor from, Tensor to) where TFrom : unmanaged, INumber<TFrom>
    {
        Span<long> stretched = stackalloc long[to._shape.Length];
        Shapes.Stretch(from._shape, from._strides, to._shape, stretched);
        var source = from.Reach<TFrom>();
        var target = to.Reach<bool>();
        var walk = new Walk(to._shape, stretched, to._strides, to._strides);
        do
        {
            for (int i = 0, a = walk.A, b = walk.B; i < walk.Length; i++, a += walk.StepA, b += walk.StepB) target[b] = source[a] != TFrom.Zero;
        }
        while (walk.Next());
    }
}
