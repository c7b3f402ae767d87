namespace TorchSharp;

/// <summary>Distances between all pairs of rows.</summary>
internal static class Distance
{
    internal static Tensor Pairs(Tensor a, Tensor b, double p)
    {
        if (a._shape.Length != 2 || b._shape.Length != 2) throw Fail.Native($"cdist wants two matrices (points x coordinates), and these have {a._shape.Length} and {b._shape.Length} dimensions");
        if (a._shape[1] != b._shape[1]) throw Fail.Shape("cdist: both have the same number of coordinates", a._shape, b._shape);
        if (a._type != b._type) throw Fail.Types("cdist", a._type, b._type);
        if (!a._type.IsFloating()) throw Fail.Type("cdist", a._type);
        if (p < 0) throw Fail.Native($"cdist: p is not negative, and this is {p}");
        using var ca = Copy.RowMajor(a);
        using var cb = Copy.RowMajor(b);
        var y = Tensor.New(a._type, [a._shape[0], b._shape[0]]);
        if (a._type == ScalarType.Float32) Run<float>(ca, cb, y, p);
        else Run<double>(ca, cb, y, p);
        return GradMode.Records(a, b) ? y.SetHistory(new DistanceNode(a, b, ca, cb, y, p)) : y;
    }

    private static void Run<T>(Tensor a, Tensor b, Tensor y, double p) where T : unmanaged, IFloatingPointIeee754<T>
    {
        int m = (int)b._shape[0], k = (int)a._shape[1];
        int grain = Math.Max(1, (1 << 16) / Math.Max(1, m * Math.Max(1, k)));
        Simd.Split.Run((int)a._shape[0], grain, (a, b, y, p, m, k), static (s, lo, hi) =>
        {
            var xa = s.a.Span<T>();
            var xb = s.b.Span<T>();
            var z = s.y.Span<T>();
            for (int i = lo; i < hi; i++)
                for (int j = 0; j < s.m; j++)
                {
                    var u = xa.Slice(i * s.k, s.k);
                    var v = xb.Slice(j * s.k, s.k);
                    if (s.k == 0) z[i * s.m + j] = T.Zero;
                    else if (s.p == 2) z[i * s.m + j] = TensorPrimitives.Distance<T>(u, v);
                    else z[i * s.m + j] = Norm(u, v, s.p);
                }
        });
    }

    private static T Norm<T>(ReadOnlySpan<T> u, ReadOnlySpan<T> v, double p) where T : unmanaged, IFloatingPointIeee754<T>
    {
        double sum = 0;
        for (int c = 0; c < u.Length; c++)
        {
            double d = Math.Abs(double.CreateTruncating(u[c] - v[c]));
            sum = double.IsPositiveInfinity(p) ? Math.Max(sum, d) : p == 0 ? sum + (d != 0 ? 1 : 0) : p == 1 ? sum + d : sum + Math.Pow(d, p);
        }
        return T.CreateTruncating(p is 0 or 1 || double.IsPositiveInfinity(p) ? sum : Math.Pow(sum, 1 / p));
    }

    private sealed class DistanceNode : Node
    {
        private readonly double _p;
        private Saved _a, _b, _y;

        internal DistanceNode(Tensor a, Tensor b, Tensor ca, Tensor cb, Tensor y, double p)
        {
            _p = p;
            Input(0, a);
            Input(1, b);
            (_a, _b, _y) = (new Saved(ca), new Saved(cb), new Saved(y));
        }

        protected override bool ReleaseSaved()
        {
            _a.Release();
            _b.Release();
            _y.Release();
            return true;
        }

        /// <summary>Along the difference of each pair; 0 where the two points are one.</summary>
        protected override void Backward(Tensor gradient, Engine engine)
        {
            using var g = Copy.RowMajor(gradient, ScalarType.Float64);
            using var a = Copy.RowMajor(_a.Value, ScalarType.Float64);
            using var b = Copy.RowMajor(_b.Value, ScalarType.Float64);
            using var y = Copy.RowMajor(_y.Value, ScalarType.Float64);
            using var ga = Tensor.NewZeros(ScalarType.Float64, a._shape);
            using var gb = Tensor.NewZeros(ScalarType.Float64, b._shape);
            int n = (int)a._shape[0], m = (int)b._shape[0], k = (int)a._shape[1];
            for (int i = 0; i < n; i++)
                for (int j = 0; j < m; j++)
                {
                    double distance = y.Span<double>()[i * m + j], weight = g.Span<double>()[i * m + j];
                    if (distance == 0 || weight == 0 || _p == 0) continue;
                    for (int c = 0; c < k; c++)
                    {
                        double d = a.Span<double>()[i * k + c] - b.Span<double>()[j * k + c];
                        double slope = _p == 2 ? d / distance
                            : double.IsPositiveInfinity(_p) ? (Math.Abs(d) == distance ? Math.Sign(d) : 0)
                            : Math.Sign(d) * Math.Pow(Math.Abs(d) / distance, _p - 1);
                        ga.Span<double>()[i * k + c] += weight * slope;
                        gb.Span<double>()[j * k + c] -= weight * slope;
                    }
                }
            if (Needs(1)) Send(engine, 1, Copy.Convert(gb, gradient._type));
            if (Needs(0)) Send(engine, 0, Copy.Convert(ga, gradient._type));
        }
    }
}
