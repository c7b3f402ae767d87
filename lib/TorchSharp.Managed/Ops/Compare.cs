namespace TorchSharp;

internal enum Comparison { Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual }

/// <summary>Comparisons and logic: tensors of Bool, without history.</summary>
internal static class Compare
{
    internal static Tensor Apply(Comparison kind, Tensor a, Tensor b)
    {
        var type = Promotion.Of(a, b);
        long[] shape = Shapes.Broadcast("comparison", a._shape, b._shape);
        var y = Tensor.New(ScalarType.Bool, shape);
        if (y._count == 0) return y;
        using var ca = a._type == type ? Tensor.Hold(a) : Copy.Convert(a, type);
        using var cb = b._type == type ? Tensor.Hold(b) : Copy.Convert(b, type);
        switch (type)
        {
            case ScalarType.Float32: Run<float>(kind, ca, cb, y); break;
            case ScalarType.Float64: Run<double>(kind, ca, cb, y); break;
            case ScalarType.Int64: Run<long>(kind, ca, cb, y); break;
            case ScalarType.Int32: Run<int>(kind, ca, cb, y); break;
            case ScalarType.Int16: Run<short>(kind, ca, cb, y); break;
            case ScalarType.Int8: Run<sbyte>(kind, ca, cb, y); break;
            default: Run<byte>(kind, ca, cb, y); break;
        }
        return y;
    }

    internal static Tensor Apply(Comparison kind, Tensor a, Number b)
    {
        using var number = torch.Make(b, Promotion.Of(a, b));
        return Apply(kind, a, number);
    }

    private static void Run<T>(Comparison kind, Tensor a, Tensor b, Tensor y) where T : unmanaged, INumber<T>
    {
        if (typeof(T) == typeof(float) && a._rowMajor && b._rowMajor && a._count == y._count && b._count == y._count)
        {
            Run(kind, a.Span<float>(), b.Span<float>(), MemoryMarshal.Cast<bool, byte>(y.Span<bool>()));
            return;
        }
        Span<long> sa = stackalloc long[y._shape.Length], sb = stackalloc long[y._shape.Length];
        Shapes.Stretch(a._shape, a._strides, y._shape, sa);
        Shapes.Stretch(b._shape, b._strides, y._shape, sb);
        var xa = a.Reach<T>();
        var xb = b.Reach<T>();
        var z = y.Span<bool>();
        var walk = new Walk(y._shape, sa, sb, y._strides);
        do
        {
            var target = z.Slice(walk.C, walk.Length);
            var u = xa[walk.A..];
            var v = xb[walk.B..];
            switch (kind)
            {
                case Comparison.Equal: for (int i = 0, p = 0, q = 0; i < target.Length; i++, p += walk.StepA, q += walk.StepB) target[i] = u[p] == v[q]; break;
                case Comparison.NotEqual: for (int i = 0, p = 0, q = 0; i < target.Length; i++, p += walk.StepA, q += walk.StepB) target[i] = u[p] != v[q]; break;
                case Comparison.Less: for (int i = 0, p = 0, q = 0; i < target.Length; i++, p += walk.StepA, q += walk.StepB) target[i] = u[p] < v[q]; break;
                case Comparison.LessEqual: for (int i = 0, p = 0, q = 0; i < target.Length; i++, p += walk.StepA, q += walk.StepB) target[i] = u[p] <= v[q]; break;
                case Comparison.Greater: for (int i = 0, p = 0, q = 0; i < target.Length; i++, p += walk.StepA, q += walk.StepB) target[i] = u[p] > v[q]; break;
                default: for (int i = 0, p = 0, q = 0; i < target.Length; i++, p += walk.StepA, q += walk.StepB) target[i] = u[p] >= v[q]; break;
            }
        }
        while (walk.Next());
    }

    /// <summary>The same element by element, four registers of numbers into one of truths.</summary>
    private static void Run(Comparison kind, ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<byte> y)
    {
        int step = Vector<float>.Count;
        int i = 0;
        for (; i <= y.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            var first = Vector.Narrow(Mask(kind, new(a[i..]), new(b[i..])), Mask(kind, new(a[(i + step)..]), new(b[(i + step)..])));
            var second = Vector.Narrow(Mask(kind, new(a[(i + 2 * step)..]), new(b[(i + 2 * step)..])), Mask(kind, new(a[(i + 3 * step)..]), new(b[(i + 3 * step)..])));
            (Vector.Narrow(first, second).As<sbyte, byte>() & Vector<byte>.One).CopyTo(y[i..]);
        }
        for (; i < y.Length; i++) y[i] = Mask(kind, new Vector<float>(a[i]), new Vector<float>(b[i]))[0] == 0 ? (byte)0 : (byte)1;
    }

    private static Vector<int> Mask(Comparison kind, Vector<float> a, Vector<float> b) => kind switch
    {
        Comparison.Equal => Vector.Equals(a, b),
        Comparison.NotEqual => ~Vector.Equals(a, b),
        Comparison.Less => Vector.LessThan(a, b),
        Comparison.LessEqual => Vector.LessThanOrEqual(a, b),
        Comparison.Greater => Vector.GreaterThan(a, b),
        _ => Vector.GreaterThanOrEqual(a, b),
    };

    /// <summary>Each element's truth (not zero), as a row-major Bool tensor; the caller disposes it.</summary>
    internal static Tensor Truth(Tensor x) => Copy.RowMajor(x, ScalarType.Bool);

    internal static Tensor Not(Tensor x)
    {
        using var truth = Truth(x);
        var y = Tensor.New(ScalarType.Bool, x._shape);
        var a = truth.Span<bool>();
        var z = y.Span<bool>();
        for (int i = 0; i < z.Length; i++) z[i] = !a[i];
        return y;
    }

    /// <summary>Both (Mul), either (Max) or exactly one (Sub) of two truths.</summary>
    internal static Tensor Logic(BinaryKind kind, Tensor a, Tensor b)
    {
        using var ta = Truth(a);
        using var tb = Truth(b);
        return kind == BinaryKind.Sub ? Apply(Comparison.NotEqual, ta, tb) : Binary.Compute(kind, ta, tb);
    }

    /// <summary>Bitwise and, or, exclusive or of integers; logic for Bool.</summary>
    internal static Tensor Bits(BinaryKind kind, Tensor a, Tensor b)
    {
        if (a._type == ScalarType.Bool && b._type == ScalarType.Bool) return Logic(kind, a, b);
        var type = Promotion.Of(a, b);
        if (type.IsFloating()) throw Fail.Type("a bitwise operation", type);
        long[] shape = Shapes.Broadcast("bitwise operation", a._shape, b._shape);
        using var ya = Tensor.New(ScalarType.Int64, shape);
        using var yb = Tensor.New(ScalarType.Int64, shape);
        Copy.Values(a, ya);
        Copy.Values(b, yb);
        var p = ya.Span<long>();
        var q = yb.Span<long>();
        for (int i = 0; i < p.Length; i++) p[i] = kind == BinaryKind.Mul ? p[i] & q[i] : kind == BinaryKind.Max ? p[i] | q[i] : p[i] ^ q[i];
        return Copy.Convert(ya, type);
    }

    internal static Tensor IsClose(Tensor a, Tensor b, double rtol, double atol, bool equalNan)
    {
        if (a._type != b._type) throw Fail.Types("isclose", a._type, b._type);
        long[] shape = Shapes.Broadcast("isclose", a._shape, b._shape);
        using var x = Tensor.New(ScalarType.Float64, shape);
        using var t = Tensor.New(ScalarType.Float64, shape);
        Copy.Values(a, x);
        Copy.Values(b, t);
        var y = Tensor.New(ScalarType.Bool, shape);
        var p = x.Span<double>();
        var q = t.Span<double>();
        var z = y.Span<bool>();
        for (int i = 0; i < z.Length; i++)
            z[i] = p[i] == q[i] || (double.IsFinite(p[i]) && double.IsFinite(q[i]) && Math.Abs(p[i] - q[i]) <= atol + rtol * Math.Abs(q[i]))
                || (equalNan && double.IsNaN(p[i]) && double.IsNaN(q[i]));
        return y;
    }

    /// <summary>A test of each element as a number.</summary>
    internal static Tensor Test(Tensor x, Func<double, bool> test)
    {
        using var d = Copy.RowMajor(x, ScalarType.Float64);
        var y = Tensor.New(ScalarType.Bool, x._shape);
        var a = d.Span<double>();
        var z = y.Span<bool>();
        for (int i = 0; i < z.Length; i++) z[i] = test(a[i]);
        return y;
    }
}
