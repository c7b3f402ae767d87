namespace TorchSharp;

/// <summary>Choices by a mask.</summary>
internal static class Select
{
    /// <summary>Writes a number where the mask, stretched to x's shape, is true.</summary>
    internal static void Fill(Tensor x, Tensor mask, Number value)
    {
        using var wide = Tensor.New(ScalarType.Bool, x._shape);
        RequireMask("masked_fill", mask);
        Shapes.Broadcast("masked_fill", x._shape, mask._shape);
        Copy.Values(mask, wide);
        switch (x._type)
        {
            case ScalarType.Float32: Fill(x, wide.Span<bool>(), (float)value.Double); break;
            case ScalarType.Float64: Fill(x, wide.Span<bool>(), value.Double); break;
            case ScalarType.Int64: Fill(x, wide.Span<bool>(), value.Long); break;
            case ScalarType.Int32: Fill(x, wide.Span<bool>(), value.To<int>()); break;
            case ScalarType.Int16: Fill(x, wide.Span<bool>(), value.To<short>()); break;
            case ScalarType.Bool: Fill<byte>(x, wide.Span<bool>(), value.Double != 0 ? (byte)1 : (byte)0); break;
            default: Fill(x, wide.Span<bool>(), value.To<byte>()); break;
        }
    }

    private static void Fill<T>(Tensor x, ReadOnlySpan<bool> mask, T value) where T : unmanaged
    {
        var data = x.Span<T>();
        for (int i = 0; i < data.Length; i++) if (mask[i]) data[i] = value;
    }

    internal static void RequireMask(string operation, Tensor mask)
    {
        if (mask._type != ScalarType.Bool) throw Fail.Native($"{operation}: the mask is a tensor of Bool, not of {mask._type}");
    }

    /// <summary>x where the condition is true, else y; recorded.</summary>
    internal static Tensor Where(Tensor condition, Tensor x, Tensor y)
    {
        RequireMask("where", condition);
        var type = Promotion.Of(x, y);
        long[] shape = Shapes.Broadcast("where", condition._shape, Shapes.Broadcast("where", x._shape, y._shape));
        using var mask = Tensor.New(ScalarType.Bool, shape);
        using var a = Tensor.New(type, shape);
        var z = Tensor.New(type, shape);
        Copy.Values(condition, mask);
        Copy.Values(x, a);
        Copy.Values(y, z);
        var m = mask.Span<bool>();
        int size = type.Size();
        var from = a.RawBytes();
        var to = z.RawBytes();
        for (int i = 0; i < m.Length; i++) if (m[i]) from.Slice(i * size, size).CopyTo(to[(i * size)..]);
        return GradMode.Records(x, y) ? z.SetHistory(new WhereNode(mask, x, y)) : z;
    }

    /// <summary>x with a number where the mask is true; recorded.</summary>
    internal static Tensor MaskedFill(Tensor x, Tensor mask, Number value)
    {
        long[] shape = Shapes.Broadcast("masked_fill", x._shape, mask._shape);
        using var wide = x.expand(shape);
        var y = Copy.Contiguous(wide);
        Fill(y, mask, value);
        if (!GradMode.Records(x)) return y;
        using var all = Tensor.New(ScalarType.Bool, shape);
        Copy.Values(mask, all);
        using var keep = Compare.Not(all);
        return y.SetHistory(new WhereNode(keep, x, null));
    }

    private sealed class WhereNode : Node
    {
        private readonly long[] _shapeX, _shapeY;
        private readonly ScalarType _typeX, _typeY;
        private Saved _mask;

        internal WhereNode(Tensor mask, Tensor x, Tensor? y)
        {
            (_shapeX, _typeX) = (x._shape, x._type);
            (_shapeY, _typeY) = y is null ? (Shapes.Empty, x._type) : (y._shape, y._type);
            Input(0, x);
            Input(1, y);
            _mask = new Saved(mask);
        }

        protected override bool ReleaseSaved()
        {
            _mask.Release();
            return true;
        }

        protected override void Backward(Tensor g, Engine engine)
        {
            var mask = _mask.Value;
            if (Needs(1))
            {
                var gy = Copy.Contiguous(g);
                Fill(gy, mask, 0.0);
                Send(engine, 1, Binary.Fit(gy, _shapeY, _typeY));
            }
            if (Needs(0))
            {
                using var rest = Compare.Not(mask);
                var gx = Copy.Contiguous(g);
                Fill(gx, rest, 0.0);
                Send(engine, 0, Binary.Fit(gx, _shapeX, _typeX));
            }
        }
    }
}
