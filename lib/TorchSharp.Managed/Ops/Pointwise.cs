namespace TorchSharp;

internal enum PointKind
{
    Neg, Abs, Sign, Floor, Ceil, Round, Trunc, Relu, Clamp,
    Exp, Exp2, Expm1, Log, Log2, Log10, Log1p, Sqrt, Rsqrt, Reciprocal, Sin, Cos, Tan, Erf,
    Tanh, Sigmoid, Elu, LeakyRelu, Softplus, Gelu, GeluTanh, Silu, LogSigmoid,
}

/// <summary>Functions of one element, and their derivatives. Up to two parameters: bounds, slopes, scales.</summary>
internal static class Pointwise
{
    /// <summary>The constants of SELU (Klambauer et al. 2017), chosen so that mean 0 and variance 1 is a fixed point.</summary>
    internal const double SeluAlpha = 1.6732632423543772848170429916717;

    /// <inheritdoc cref="SeluAlpha"/>
    internal const double SeluScale = 1.0507009873554804934193349852946;

    private const int Grain = 1 << 15;

    /// <summary>The recorded function.</summary>
    internal static Tensor Apply(PointKind kind, Tensor x, double p = 0, double q = 0)
    {
        var y = Compute(kind, x, p, q);
        return GradMode.Records(x) ? y.SetHistory(new PointNode(kind, x, y, p, q)) : y;
    }

    internal static Tensor Compute(PointKind kind, Tensor x, double p, double q)
    {
        bool whole = kind <= PointKind.Clamp;
        if (!x._type.IsFloating() && !whole)
        {
            using var real = Copy.Convert(x, torch.get_default_dtype());
            return Compute(kind, real, p, q);
        }
        var y = Tensor.NewLike(x);
        Into(kind, x, y, p, q);
        return y;
    }

    /// <summary>Writes f(x) into a row-major tensor of the same type and shape, which may be x itself.</summary>
    internal static void Into(PointKind kind, Tensor x, Tensor y, double p, double q)
    {
        if (y._count == 0) return;
        if (!x._rowMajor)
        {
            Copy.Values(x, y);
            x = y;
        }
        switch (y._type)
        {
            case ScalarType.Float32:
                Simd.Split.Run(y._count, Grain, (x, y, kind, p, q), static (s, lo, hi) => Real<float>(s.kind, s.x.Span<float>()[lo..hi], s.y.Span<float>()[lo..hi], s.p, s.q));
                break;
            case ScalarType.Float64:
                Simd.Split.Run(y._count, Grain, (x, y, kind, p, q), static (s, lo, hi) => Real<double>(s.kind, s.x.Span<double>()[lo..hi], s.y.Span<double>()[lo..hi], s.p, s.q));
                break;
            case ScalarType.Int64: Whole(kind, x.Span<long>(), y.Span<long>(), p, q); break;
            case ScalarType.Int32: Whole(kind, x.Span<int>(), y.Span<int>(), p, q); break;
            case ScalarType.Int16: Whole(kind, x.Span<short>(), y.Span<short>(), p, q); break;
            case ScalarType.Int8: Whole(kind, x.Span<sbyte>(), y.Span<sbyte>(), p, q); break;
            case ScalarType.Byte: Whole(kind, x.Span<byte>(), y.Span<byte>(), p, q); break;
            default: throw Fail.Type(kind.ToString(), y._type);
        }
    }

    private static void Whole<T>(PointKind kind, ReadOnlySpan<T> x, Span<T> y, double p, double q) where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        switch (kind)
        {
            case PointKind.Neg: for (int i = 0; i < y.Length; i++) y[i] = unchecked(T.Zero - x[i]); break;
            case PointKind.Abs: for (int i = 0; i < y.Length; i++) y[i] = x[i] < T.Zero ? unchecked(T.Zero - x[i]) : x[i]; break;
            case PointKind.Sign: for (int i = 0; i < y.Length; i++) y[i] = T.CreateTruncating(T.Sign(x[i])); break;
            case PointKind.Relu: for (int i = 0; i < y.Length; i++) y[i] = T.Max(x[i], T.Zero); break;
            case PointKind.Clamp:
                {
                    var (low, high) = (double.IsNegativeInfinity(p) ? T.MinValue : T.CreateTruncating(p), double.IsPositiveInfinity(q) ? T.MaxValue : T.CreateTruncating(q));
                    for (int i = 0; i < y.Length; i++) y[i] = T.Min(T.Max(x[i], low), high);
                    break;
                }
            default: x.CopyTo(y); break;
        }
    }

    /// <summary>f(x) for real numbers.</summary>
    internal static void Real<T>(PointKind kind, ReadOnlySpan<T> x, Span<T> y, double p, double q) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (a, b) = (T.CreateTruncating(p), T.CreateTruncating(q));
        switch (kind)
        {
            case PointKind.Neg: TensorPrimitives.Negate(x, y); break;
            case PointKind.Abs: TensorPrimitives.Abs(x, y); break;
            case PointKind.Sign: for (int i = 0; i < y.Length; i++) y[i] = x[i] > T.Zero ? T.One : x[i] < T.Zero ? -T.One : x[i]; break;
            case PointKind.Floor: TensorPrimitives.Floor(x, y); break;
            case PointKind.Ceil: TensorPrimitives.Ceiling(x, y); break;
            case PointKind.Round: TensorPrimitives.Round(x, MidpointRounding.ToEven, y); break;
            case PointKind.Trunc: TensorPrimitives.Truncate(x, y); break;
            case PointKind.Relu: TensorPrimitives.Max(x, T.Zero, y); break;
            case PointKind.Clamp:
                TensorPrimitives.Max(x, a, y);
                TensorPrimitives.Min(y, b, y);
                break;
            case PointKind.Exp: Simd.Elementwise.Exp(x, y); break;
            case PointKind.Exp2: TensorPrimitives.Exp2(x, y); break;
            case PointKind.Expm1: for (int i = 0; i < y.Length; i++) y[i] = SpecialFunctions.Expm1(x[i]); break;
            case PointKind.Log: TensorPrimitives.Log(x, y); break;
            case PointKind.Log2: TensorPrimitives.Log2(x, y); break;
            case PointKind.Log10: TensorPrimitives.Log10(x, y); break;
            case PointKind.Log1p: for (int i = 0; i < y.Length; i++) y[i] = SpecialFunctions.Log1p(x[i]); break;
            case PointKind.Sqrt: TensorPrimitives.Sqrt(x, y); break;
            case PointKind.Rsqrt: TensorPrimitives.ReciprocalSqrt(x, y); break;
            case PointKind.Reciprocal: TensorPrimitives.Divide(T.One, x, y); break;
            case PointKind.Sin: TensorPrimitives.Sin(x, y); break;
            case PointKind.Cos: TensorPrimitives.Cos(x, y); break;
            case PointKind.Tan: TensorPrimitives.Tan(x, y); break;
            case PointKind.Erf: for (int i = 0; i < y.Length; i++) y[i] = SpecialFunctions.Erf(x[i]); break;
            case PointKind.Tanh: Simd.Elementwise.Tanh(x, y); break;
            case PointKind.Sigmoid: Simd.Elementwise.Sigmoid(x, y); break;
            case PointKind.Elu when p == SeluAlpha && q == SeluScale: Simd.Elementwise.Selu(x, y); break;
            case PointKind.Elu when p == 1 && q == 1: Simd.Elementwise.Elu(x, y); break;
            case PointKind.Elu: Elu(x, y, a, b); break;
            case PointKind.LeakyRelu: Vectorised.Run<T, Vectorised.LeakyRelu<T>>(x, x, y, a, b); break;
            case PointKind.Softplus: for (int i = 0; i < y.Length; i++) y[i] = x[i] * a > b ? x[i] : SpecialFunctions.Log1p(T.Exp(x[i] * a)) / a; break;
            case PointKind.Gelu:
                for (int i = 0; i < y.Length; i++) y[i] = x[i] * SpecialFunctions.Normal(x[i]);
                break;
            case PointKind.GeluTanh:
                for (int i = 0; i < y.Length; i++) y[i] = x[i] * (T.One + T.Tanh(GeluInner(x[i]))) / (T.One + T.One);
                break;
            case PointKind.Silu: for (int i = 0; i < y.Length; i++) y[i] = x[i] * SpecialFunctions.Logistic(x[i]); break;
            default: for (int i = 0; i < y.Length; i++) y[i] = T.Min(x[i], T.Zero) - SpecialFunctions.Log1p(T.Exp(-T.Abs(x[i]))); break;
        }
    }

    /// <summary>b x above 0 and b a (e^x - 1) below, in blocks that stay in the cache.</summary>
    private static void Elu<T>(ReadOnlySpan<T> x, Span<T> y, T a, T b) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<T> spare = stackalloc T[256];
        for (int i = 0; i < x.Length; i += 256)
        {
            int n = Math.Min(256, x.Length - i);
            var block = x.Slice(i, n);
            var e = spare[..n];
            TensorPrimitives.Min(block, T.Zero, e);
            TensorPrimitives.Exp(e, e);
            Vectorised.Run<T, Vectorised.Elu<T>>(block, e, y.Slice(i, n), a, b);
        }
    }

    private static T GeluInner<T>(T x) where T : unmanaged, IFloatingPointIeee754<T> =>
        T.CreateTruncating(0.79788456080286535588) * (x + T.CreateTruncating(0.044715) * x * x * x);

    /// <summary>Whether the derivative is computed from f(x) instead of x.</summary>
    internal static bool FromOutput(PointKind kind, double p) => kind switch
    {
        PointKind.Exp or PointKind.Exp2 or PointKind.Expm1 or PointKind.Sqrt or PointKind.Rsqrt or PointKind.Reciprocal
            or PointKind.Tanh or PointKind.Sigmoid or PointKind.Relu or PointKind.Tan => true,
        PointKind.Elu => p >= 0,
        _ => false,
    };

    /// <summary>g f'(x), where s is x or f(x) as <see cref="FromOutput"/> says. The result may overwrite g.</summary>
    internal static void Slope<T>(PointKind kind, ReadOnlySpan<T> g, ReadOnlySpan<T> s, Span<T> y, double p, double q) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (a, b) = (T.CreateTruncating(p), T.CreateTruncating(q));
        var two = T.One + T.One;
        switch (kind)
        {
            case PointKind.Neg: TensorPrimitives.Negate(g, y); break;
            case PointKind.Abs: for (int i = 0; i < y.Length; i++) y[i] = s[i] > T.Zero ? g[i] : s[i] < T.Zero ? -g[i] : T.Zero; break;
            case PointKind.Sign or PointKind.Floor or PointKind.Ceil or PointKind.Round or PointKind.Trunc: y.Clear(); break;
            case PointKind.Relu: Vectorised.Run<T, Vectorised.ReluSlope<T>>(g, s, y, a, b); break;
            case PointKind.Clamp: for (int i = 0; i < y.Length; i++) y[i] = s[i] >= a && s[i] <= b ? g[i] : T.Zero; break;
            case PointKind.Exp: TensorPrimitives.Multiply(g, s, y); break;
            case PointKind.Exp2: for (int i = 0; i < y.Length; i++) y[i] = g[i] * s[i] * T.CreateTruncating(0.69314718055994530942); break;
            case PointKind.Expm1: for (int i = 0; i < y.Length; i++) y[i] = g[i] * (s[i] + T.One); break;
            case PointKind.Log: TensorPrimitives.Divide(g, s, y); break;
            case PointKind.Log2: for (int i = 0; i < y.Length; i++) y[i] = g[i] / (s[i] * T.CreateTruncating(0.69314718055994530942)); break;
            case PointKind.Log10: for (int i = 0; i < y.Length; i++) y[i] = g[i] / (s[i] * T.CreateTruncating(2.30258509299404568402)); break;
            case PointKind.Log1p: for (int i = 0; i < y.Length; i++) y[i] = g[i] / (s[i] + T.One); break;
            case PointKind.Sqrt: for (int i = 0; i < y.Length; i++) y[i] = g[i] / (two * s[i]); break;
            case PointKind.Rsqrt: for (int i = 0; i < y.Length; i++) y[i] = -g[i] * s[i] * s[i] * s[i] / two; break;
            case PointKind.Reciprocal: for (int i = 0; i < y.Length; i++) y[i] = -g[i] * s[i] * s[i]; break;
            case PointKind.Sin: for (int i = 0; i < y.Length; i++) y[i] = g[i] * T.Cos(s[i]); break;
            case PointKind.Cos: for (int i = 0; i < y.Length; i++) y[i] = -g[i] * T.Sin(s[i]); break;
            case PointKind.Tan: for (int i = 0; i < y.Length; i++) y[i] = g[i] * (T.One + s[i] * s[i]); break;
            case PointKind.Erf: for (int i = 0; i < y.Length; i++) y[i] = g[i] * T.CreateTruncating(1.12837916709551257390) * T.Exp(-s[i] * s[i]); break;
            case PointKind.Tanh: Vectorised.Run<T, Vectorised.TanhSlope<T>>(g, s, y, a, b); break;
            case PointKind.Sigmoid: Vectorised.Run<T, Vectorised.SigmoidSlope<T>>(g, s, y, a, b); break;
            case PointKind.Elu when p >= 0: Vectorised.Run<T, Vectorised.EluSlope<T>>(g, s, y, a, b); break;
            case PointKind.Elu: for (int i = 0; i < y.Length; i++) y[i] = s[i] > T.Zero ? g[i] * b : g[i] * a * b * T.Exp(s[i]); break;
            case PointKind.LeakyRelu: Vectorised.Run<T, Vectorised.LeakyReluSlope<T>>(g, s, y, a, b); break;
            case PointKind.Softplus: for (int i = 0; i < y.Length; i++) y[i] = s[i] * a > b ? g[i] : g[i] * SpecialFunctions.Logistic(s[i] * a); break;
            case PointKind.Gelu:
                for (int i = 0; i < y.Length; i++)
                    y[i] = g[i] * (SpecialFunctions.Normal(s[i]) + s[i] * T.CreateTruncating(0.39894228040143267794) * T.Exp(-s[i] * s[i] / two));
                break;
            case PointKind.GeluTanh:
                for (int i = 0; i < y.Length; i++)
                {
                    var t = T.Tanh(GeluInner(s[i]));
                    var inner = T.CreateTruncating(0.79788456080286535588) * (T.One + T.CreateTruncating(3 * 0.044715) * s[i] * s[i]);
                    y[i] = g[i] * (T.One + t + s[i] * (T.One - t * t) * inner) / two;
                }
                break;
            case PointKind.Silu:
                for (int i = 0; i < y.Length; i++)
                {
                    var sigma = SpecialFunctions.Logistic(s[i]);
                    y[i] = g[i] * sigma * (T.One + s[i] * (T.One - sigma));
                }
                break;
            default: for (int i = 0; i < y.Length; i++) y[i] = g[i] * SpecialFunctions.Logistic(-s[i]); break;
        }
    }

    private sealed class PointNode : Node
    {
        private readonly PointKind _kind;
        private readonly double _p, _q;
        private Saved _saved;

        internal PointNode(PointKind kind, Tensor x, Tensor y, double p, double q)
        {
            (_kind, _p, _q) = (kind, p, q);
            Input(0, x);
            if (kind != PointKind.Neg) _saved = new Saved(FromOutput(kind, p) ? y : x);
        }

        protected override bool ReleaseSaved()
        {
            bool any = !_saved.IsEmpty;
            _saved.Release();
            return any;
        }

        protected override void Backward(Tensor gradient, Engine engine)
        {
            var y = gradient.MayOverwrite ? new Tensor(gradient) : Tensor.NewLike(gradient);
            using var g = Copy.RowMajor(gradient);
            using var s = _kind == PointKind.Neg ? new Tensor(g) : Copy.RowMajor(_saved.Value);
            Slopes(_kind, g, s, y, _p, _q);
            Send(engine, 0, y);
        }
    }

    /// <summary>g f'(x) for row-major tensors.</summary>
    internal static void Slopes(PointKind kind, Tensor g, Tensor s, Tensor y, double p, double q)
    {
        if (y._type == ScalarType.Float32)
            Simd.Split.Run(y._count, Grain, (g, s, y, kind, p, q), static (t, lo, hi) =>
                Slope<float>(t.kind, t.g.Span<float>()[lo..hi], t.s.Span<float>()[lo..hi], t.y.Span<float>()[lo..hi], t.p, t.q));
        else
            Simd.Split.Run(y._count, Grain, (g, s, y, kind, p, q), static (t, lo, hi) =>
                Slope<double>(t.kind, t.g.Span<double>()[lo..hi], t.s.Span<double>()[lo..hi], t.y.Span<double>()[lo..hi], t.p, t.q));
    }
}
