namespace TorchSharp;

/// <summary>Softmax and its logarithm along a dimension, shifted by the largest element so that nothing overflows.</summary>
internal static class SoftmaxOp
{
    internal static Tensor Apply(Tensor x, long dim, bool log, ScalarType? type)
    {
        using var c = type is null || type == x._type ? x.alias() : x.to(type.Value);
        if (!c._type.IsFloating()) throw Fail.Type("softmax", c._type);
        int d = Shapes.Dim(dim, c._shape.Length);
        var y = Copy.Contiguous(c);
        var (length, inner) = Extent(c, d);
        if (y._count > 0)
        {
            if (c._type == ScalarType.Float32) Run(y.Span<float>(), length, inner, log);
            else Run(y.Span<double>(), length, inner, log);
        }
        return GradMode.Records(c) ? y.SetHistory(new SoftmaxNode(c, y, d, log)) : y;
    }

    private static (int Length, int Inner) Extent(Tensor x, int d) =>
        x._shape.Length == 0 ? (1, 1) : ((int)x._shape[d], (int)Shapes.Count(x._shape.AsSpan(d + 1)));

    private static void Run<T>(Span<T> y, int length, int inner, bool log) where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] spare = new T[2 * inner + length];
        var most = spare.AsSpan(0, inner);
        var sum = spare.AsSpan(inner, inner);
        for (int o = 0; o < y.Length; o += length * inner)
        {
            if (inner == 1)
            {
                var row = y.Slice(o, length);
                TensorPrimitives.Subtract(row, TensorPrimitives.Max<T>(row), row);
                if (!log)
                {
                    TensorPrimitives.Exp(row, row);
                    TensorPrimitives.Divide(row, TensorPrimitives.Sum<T>(row), row);
                }
                else
                {
                    var e = spare.AsSpan(2, length);
                    TensorPrimitives.Exp(row, e);
                    TensorPrimitives.Subtract(row, T.Log(TensorPrimitives.Sum<T>(e)), row);
                }
                continue;
            }
            y.Slice(o, inner).CopyTo(most);
            for (int k = 1; k < length; k++) TensorPrimitives.Max(most, y.Slice(o + k * inner, inner), most);
            sum.Clear();
            for (int k = 0; k < length; k++)
            {
                var row = y.Slice(o + k * inner, inner);
                TensorPrimitives.Subtract(row, most, row);
                for (int i = 0; i < inner; i++) sum[i] += T.Exp(row[i]);
            }
            for (int k = 0; k < length; k++)
            {
                var row = y.Slice(o + k * inner, inner);
                for (int i = 0; i < inner; i++) row[i] = log ? row[i] - T.Log(sum[i]) : T.Exp(row[i]) / sum[i];
            }
        }
    }

    private sealed class SoftmaxNode : Node
    {
        private readonly int _dim;
        private readonly bool _log;
        private Saved _y;

        internal SoftmaxNode(Tensor x, Tensor y, int dim, bool log)
        {
            (_dim, _log) = (dim, log);
            Input(0, x);
            _y = new Saved(y);
        }

        protected override bool ReleaseSaved()
        {
            _y.Release();
            return true;
        }

        protected override void Backward(Tensor gradient, Engine engine)
        {
            using var g = Copy.RowMajor(gradient);
            var y = _y.Value;
            var gx = Tensor.NewLike(g);
            var (length, inner) = Extent(y, _dim);
            if (y._type == ScalarType.Float32) Slope<float>(g.Span<float>(), y.Span<float>(), gx.Span<float>(), length, inner);
            else Slope<double>(g.Span<double>(), y.Span<double>(), gx.Span<double>(), length, inner);
            Send(engine, 0, gx);
        }

        /// <summary>y (g - sum of g y) for softmax; g - e^y (sum of g) for its logarithm.</summary>
        private void Slope<T>(ReadOnlySpan<T> g, ReadOnlySpan<T> y, Span<T> gx, int length, int inner) where T : unmanaged, IFloatingPointIeee754<T>
        {
            for (int i = 0; i < g.Length / Math.Max(1, length); i++)
            {
                int start = i / inner * length * inner + i % inner;
                var sum = T.Zero;
                for (int k = 0, p = start; k < length; k++, p += inner) sum += _log ? g[p] : g[p] * y[p];
                for (int k = 0, p = start; k < length; k++, p += inner) gx[p] = _log ? g[p] - T.Exp(y[p]) * sum : y[p] * (g[p] - sum);
            }
        }
    }
}
