namespace TorchSharp;

/// <summary>Running sums along a dimension.</summary>
internal static class Cumulate
{
    internal static Tensor Sum(Tensor x, long dim, ScalarType? type)
    {
        var want = type ?? (x._type.IsFloating() ? x._type : ScalarType.Int64);
        using var c = x._type == want ? x.alias() : x.to(want);
        int d = Shapes.Dim(dim, x._shape.Length);
        var y = Run(c, d, false);
        return GradMode.Records(c) ? y.SetHistory(new CumulateNode(c, d)) : y;
    }

    private static Tensor Run(Tensor x, int d, bool fromBack)
    {
        var y = Copy.Contiguous(x);
        if (x._shape.Length == 0 || y._count == 0) return y;
        int length = (int)x._shape[d], inner = (int)Shapes.Count(x._shape.AsSpan(d + 1));
        switch (y._type)
        {
            case ScalarType.Float32: Run(y.Span<float>(), length, inner, fromBack); break;
            case ScalarType.Float64: Run(y.Span<double>(), length, inner, fromBack); break;
            case ScalarType.Int64: Run(y.Span<long>(), length, inner, fromBack); break;
            case ScalarType.Int32: Run(y.Span<int>(), length, inner, fromBack); break;
            default: throw Fail.Type("cumsum", y._type);
        }
        return y;
    }

    private static void Run<T>(Span<T> y, int length, int inner, bool fromBack) where T : unmanaged, INumber<T>
    {
        for (int o = 0; o < y.Length; o += length * inner)
            for (int k = 1; k < length; k++)
            {
                int at = fromBack ? length - 1 - k : k;
                var target = y.Slice(o + at * inner, inner);
                TensorPrimitives.Add(target, y.Slice(o + (fromBack ? at + 1 : at - 1) * inner, inner), target);
            }
    }

    private sealed class CumulateNode : Node
    {
        private readonly int _dim;

        internal CumulateNode(Tensor x, int dim)
        {
            _dim = dim;
            Input(0, x);
        }

        protected override void Backward(Tensor g, Engine engine) => Send(engine, 0, Cumulate.Run(g, _dim, true));
    }
}
