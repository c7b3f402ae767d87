namespace TorchSharp;

internal enum BinaryKind { Add, Sub, Mul, Div, Pow, Max, Min, Remainder }

/// <summary>Operations between two tensors, or a tensor and a number, element by element with broadcasting.</summary>
internal static class Binary
{
    /// <summary>The recorded operation.</summary>
    internal static Tensor Apply(BinaryKind kind, Tensor a, Tensor b)
    {
        var y = Compute(kind, a, b);
        return GradMode.Records(a, b) && y._type.IsFloating() ? y.SetHistory(new BinaryNode(kind, a, b, y)) : y;
    }

    /// <summary>The recorded operation with a number; <paramref name="reversed"/> puts the number first.</summary>
    internal static Tensor Apply(BinaryKind kind, Tensor a, Number b, bool reversed = false)
    {
        var y = Compute(kind, a, b, reversed);
        return GradMode.Records(a) && y._type.IsFloating() ? y.SetHistory(new NumberNode(kind, a, b, reversed, y)) : y;
    }

    // Numbers also convert to tensors: these keep them numbers.

    internal static Tensor Apply(BinaryKind kind, Tensor a, double b, bool reversed = false) => Apply(kind, a, (Number)b, reversed);

    internal static Tensor Apply(BinaryKind kind, Tensor a, long b, bool reversed = false) => Apply(kind, a, (Number)b, reversed);

    internal static Tensor Apply(BinaryKind kind, Tensor a, Scalar b, bool reversed = false) => Apply(kind, a, (Number)b, reversed);

    internal static Tensor Compute(BinaryKind kind, Tensor a, Tensor b)
    {
        var type = Promotion.Of(a, b);
        if (kind == BinaryKind.Div) type = Promotion.Real(type);
        long[] shape = Shapes.Broadcast(kind.ToString(), a._shape, b._shape);
        var y = Tensor.New(type, shape);
        Into(kind, a, b, y);
        return y;
    }

    internal static Tensor Compute(BinaryKind kind, Tensor a, Number b, bool reversed)
    {
        var type = Promotion.Of(a, b);
        if (kind == BinaryKind.Div) type = Promotion.Real(type);
        var y = Tensor.New(type, a._shape);
        Into(kind, a, b, reversed, y);
        return y;
    }

    /// <summary>Writes a op b into <paramref name="y"/>, a row-major tensor of the broadcast shape that may be a or b itself.</summary>
    internal static void Into(BinaryKind kind, Tensor a, Tensor b, Tensor y)
    {
        if (y._count == 0) return;
        if (a._type != y._type || b._type != y._type)
        {
            using var ca = a._type == y._type ? Tensor.Hold(a) : Copy.Convert(a, y._type);
            using var cb = b._type == y._type ? Tensor.Hold(b) : Copy.Convert(b, y._type);
            Into(kind, ca, cb, y);
            return;
        }
        switch (y._type)
        {
            case ScalarType.Float32: Into<float>(kind, a, b, y); break;
            case ScalarType.Float64: Into<double>(kind, a, b, y); break;
            case ScalarType.Int64: Into<long>(kind, a, b, y); break;
            case ScalarType.Int32: Into<int>(kind, a, b, y); break;
            case ScalarType.Int16: Into<short>(kind, a, b, y); break;
            case ScalarType.Int8: Into<sbyte>(kind, a, b, y); break;
            case ScalarType.Byte: Into<byte>(kind, a, b, y); break;
            default:
                RequireLogic(kind);
                Into<byte>(kind == BinaryKind.Add ? BinaryKind.Max : kind, a, b, y);
                break;
        }
    }

    internal static void Into(BinaryKind kind, Tensor a, Number b, bool reversed, Tensor y)
    {
        if (y._count == 0) return;
        if (a._type != y._type || !a._rowMajor)
        {
            if (!ReferenceEquals(a, y)) Copy.Values(a, y);
            if (!y._rowMajor) throw new InvalidOperationException("the result is row-major");
            a = y;
        }
        switch (y._type)
        {
            case ScalarType.Float32: Into(kind, a.Span<float>(), (float)b.Double, reversed, y.Span<float>()); break;
            case ScalarType.Float64: Into(kind, a.Span<double>(), b.Double, reversed, y.Span<double>()); break;
            case ScalarType.Int64: Into(kind, a.Span<long>(), b.Long, reversed, y.Span<long>()); break;
            case ScalarType.Int32: Into(kind, a.Span<int>(), b.To<int>(), reversed, y.Span<int>()); break;
            case ScalarType.Int16: Into(kind, a.Span<short>(), b.To<short>(), reversed, y.Span<short>()); break;
            case ScalarType.Int8: Into(kind, a.Span<sbyte>(), b.To<sbyte>(), reversed, y.Span<sbyte>()); break;
            case ScalarType.Byte: Into(kind, a.Span<byte>(), b.To<byte>(), reversed, y.Span<byte>()); break;
            default:
                RequireLogic(kind);
                Into(kind == BinaryKind.Add ? BinaryKind.Max : kind, a.Span<byte>(), b.Double != 0 ? (byte)1 : (byte)0, reversed, y.Span<byte>());
                break;
        }
    }

    private static void RequireLogic(BinaryKind kind)
    {
        if (kind is not (BinaryKind.Add or BinaryKind.Mul or BinaryKind.Max or BinaryKind.Min)) throw Fail.Type(kind.ToString(), ScalarType.Bool);
    }

    private static void Into<T>(BinaryKind kind, Tensor a, Tensor b, Tensor y) where T : unmanaged, INumber<T>
    {
        if (a._rowMajor && b._rowMajor && a._count == y._count && b._count == y._count)
        {
            Many(kind, a.Span<T>(), b.Span<T>(), y.Span<T>());
            return;
        }
        Span<long> sa = stackalloc long[y._shape.Length], sb = stackalloc long[y._shape.Length];
        Shapes.Stretch(a._shape, a._strides, y._shape, sa);
        Shapes.Stretch(b._shape, b._strides, y._shape, sb);
        var xa = a.Reach<T>();
        var xb = b.Reach<T>();
        var z = y.Span<T>();
        var walk = new Walk(y._shape, sa, sb, y._strides);
        int n = walk.Length;
        T[]? spare = null;
        do
        {
            var target = z.Slice(walk.C, n);
            if (walk.StepA == 1 && walk.StepB == 1) Many(kind, xa.Slice(walk.A, n), xb.Slice(walk.B, n), target);
            else if (walk.StepA == 1 && walk.StepB == 0) Into(kind, xa.Slice(walk.A, n), xb[walk.B], false, target);
            else if (walk.StepA == 0 && walk.StepB == 1) Into(kind, xb.Slice(walk.B, n), xa[walk.A], true, target);
            else
            {
                spare ??= new T[2 * n];
                for (int i = 0, p = walk.A, q = walk.B; i < n; i++, p += walk.StepA, q += walk.StepB) (spare[i], spare[n + i]) = (xa[p], xb[q]);
                Many(kind, spare.AsSpan(0, n), spare.AsSpan(n, n), target);
            }
        }
        while (walk.Next());
    }

    private static void Many<T>(BinaryKind kind, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged, INumber<T>
    {
        switch (kind)
        {
            case BinaryKind.Add: TensorPrimitives.Add(a, b, y); break;
            case BinaryKind.Sub: TensorPrimitives.Subtract(a, b, y); break;
            case BinaryKind.Mul: TensorPrimitives.Multiply(a, b, y); break;
            case BinaryKind.Div: TensorPrimitives.Divide(a, b, y); break;
            case BinaryKind.Max: TensorPrimitives.Max(a, b, y); break;
            case BinaryKind.Min: TensorPrimitives.Min(a, b, y); break;
            case BinaryKind.Pow: for (int i = 0; i < y.Length; i++) y[i] = Power(a[i], b[i]); break;
            default: for (int i = 0; i < y.Length; i++) y[i] = Remainder(a[i], b[i]); break;
        }
    }

    private static void Into<T>(BinaryKind kind, ReadOnlySpan<T> a, T b, bool reversed, Span<T> y) where T : unmanaged, INumber<T>
    {
        switch (kind)
        {
            case BinaryKind.Add: TensorPrimitives.Add(a, b, y); break;
            case BinaryKind.Sub when reversed: TensorPrimitives.Subtract(b, a, y); break;
            case BinaryKind.Sub: TensorPrimitives.Subtract(a, b, y); break;
            case BinaryKind.Mul: TensorPrimitives.Multiply(a, b, y); break;
            case BinaryKind.Div when reversed: TensorPrimitives.Divide(b, a, y); break;
            case BinaryKind.Div: TensorPrimitives.Divide(a, b, y); break;
            case BinaryKind.Max: TensorPrimitives.Max(a, b, y); break;
            case BinaryKind.Min: TensorPrimitives.Min(a, b, y); break;
            case BinaryKind.Pow when !reversed && b == T.One + T.One: TensorPrimitives.Multiply(a, a, y); break;
            case BinaryKind.Pow when !reversed && b == T.One + T.One + T.One: for (int i = 0; i < y.Length; i++) y[i] = a[i] * a[i] * a[i]; break;
            case BinaryKind.Pow: for (int i = 0; i < y.Length; i++) y[i] = reversed ? Power(b, a[i]) : Power(a[i], b); break;
            default: for (int i = 0; i < y.Length; i++) y[i] = reversed ? Remainder(b, a[i]) : Remainder(a[i], b); break;
        }
    }

    private static T Power<T>(T a, T b) where T : unmanaged, INumber<T>
    {
        if (typeof(T) == typeof(float)) return T.CreateTruncating(MathF.Pow(float.CreateTruncating(a), float.CreateTruncating(b)));
        if (typeof(T) == typeof(double)) return T.CreateTruncating(Math.Pow(double.CreateTruncating(a), double.CreateTruncating(b)));
        long e = long.CreateTruncating(b);
        if (e < 0) throw Fail.Native($"integers to the power {e} are fractions: convert to a floating-point type first");
        var y = T.One;
        for (var x = a; e > 0; e >>= 1, x = unchecked(x * x)) if ((e & 1) != 0) y = unchecked(y * x);
        return y;
    }

    /// <summary>The remainder with the sign of the divisor.</summary>
    private static T Remainder<T>(T a, T b) where T : unmanaged, INumber<T>
    {
        if (b == T.Zero && !typeof(T).Equals(typeof(float)) && !typeof(T).Equals(typeof(double))) throw Fail.Native("remainder: division of an integer by zero");
        var r = a % b;
        return r != T.Zero && (r < T.Zero) != (b < T.Zero) ? r + b : r;
    }

    /// <summary>Sums a gradient down to the shape of an input that was stretched, and converts it to its type; takes it over.</summary>
    internal static Tensor Fit(Tensor gradient, long[] shape, ScalarType type)
    {
        if (!Shapes.Same(gradient._shape, shape))
        {
            var sum = Reduce.SumTo(gradient, shape);
            gradient.Dispose();
            gradient = sum;
        }
        if (gradient._type != type)
        {
            var converted = Copy.Convert(gradient, type);
            gradient.Dispose();
            gradient = converted;
        }
        return gradient;
    }

    private sealed class BinaryNode : Node
    {
        private readonly BinaryKind _kind;
        private readonly long[] _shapeA, _shapeB;
        private readonly ScalarType _typeA, _typeB;
        private Saved _a, _b;

        internal BinaryNode(BinaryKind kind, Tensor a, Tensor b, Tensor y)
        {
            _kind = kind;
            (_shapeA, _shapeB, _typeA, _typeB) = (a._shape, b._shape, a._type, b._type);
            Input(0, a);
            Input(1, b);
            if (kind is BinaryKind.Add or BinaryKind.Sub) return;
            if (Needs(1) || kind is not (BinaryKind.Mul or BinaryKind.Div)) _a = new Saved(a);
            if (Needs(0) || kind != BinaryKind.Mul) _b = new Saved(b);
        }

        protected override bool ReleaseSaved()
        {
            bool any = !_a.IsEmpty || !_b.IsEmpty;
            _a.Release();
            _b.Release();
            return any;
        }

        protected override void Backward(Tensor g, Engine engine)
        {
            switch (_kind)
            {
                case BinaryKind.Add:
                case BinaryKind.Sub:
                    if (Needs(1)) Send(engine, 1, Fit(_kind == BinaryKind.Add ? new Tensor(g) : Compute(BinaryKind.Mul, g, -1.0, false), _shapeB, _typeB));
                    if (Needs(0)) Send(engine, 0, Fit(new Tensor(g), _shapeA, _typeA));
                    break;
                case BinaryKind.Mul:
                    if (Needs(0)) Send(engine, 0, Fit(Compute(BinaryKind.Mul, g, _b.Value), _shapeA, _typeA));
                    if (Needs(1)) Send(engine, 1, Fit(Compute(BinaryKind.Mul, g, _a.Value), _shapeB, _typeB));
                    break;
                case BinaryKind.Div:
                    {
                        using var quotient = Compute(BinaryKind.Div, g, _b.Value);
                        if (Needs(1))
                        {
                            using var ratio = Compute(BinaryKind.Div, _a.Value, _b.Value);
                            var gb = Compute(BinaryKind.Mul, quotient, ratio);
                            Into(BinaryKind.Mul, gb, -1.0, false, gb);
                            Send(engine, 1, Fit(gb, _shapeB, _typeB));
                        }
                        if (Needs(0)) Send(engine, 0, Fit(new Tensor(quotient), _shapeA, _typeA));
                        break;
                    }
                case BinaryKind.Pow:
                    if (Needs(0))
                    {
                        // b a^(b-1), and 0 where b is 0.
                        using var less = Compute(BinaryKind.Sub, _b.Value, 1.0, false);
                        using var power = Compute(BinaryKind.Pow, _a.Value, less);
                        using var slope = Compute(BinaryKind.Mul, power, _b.Value);
                        using var flat = Compare.Apply(Comparison.Equal, _b.Value, (Number)0.0);
                        var ga = Compute(BinaryKind.Mul, g, slope);
                        Select.Fill(ga, flat, 0.0);
                        Send(engine, 0, Fit(ga, _shapeA, _typeA));
                    }
                    if (Needs(1))
                    {
                        using var power = Compute(BinaryKind.Pow, _a.Value, _b.Value);
                        using var log = Pointwise.Compute(PointKind.Log, _a.Value, 0, 0);
                        using var slope = Compute(BinaryKind.Mul, power, log);
                        using var still = Compare.Apply(Comparison.Equal, power, (Number)0.0);
                        Select.Fill(slope, still, 0.0);
                        Send(engine, 1, Fit(Compute(BinaryKind.Mul, g, slope), _shapeB, _typeB));
                    }
                    break;
                case BinaryKind.Max:
                case BinaryKind.Min:
                    {
                        // Where both are equal each takes half.
                        var wins = _kind == BinaryKind.Max ? Comparison.Greater : Comparison.Less;
                        if (Needs(0)) Send(engine, 0, Fit(Share(g, _a.Value, _b.Value, wins), _shapeA, _typeA));
                        if (Needs(1)) Send(engine, 1, Fit(Share(g, _b.Value, _a.Value, wins), _shapeB, _typeB));
                        break;
                    }
                default:
                    if (Needs(1))
                    {
                        using var ratio = Compute(BinaryKind.Div, _a.Value, _b.Value);
                        using var floor = Pointwise.Compute(PointKind.Floor, ratio, 0, 0);
                        var gb = Compute(BinaryKind.Mul, g, floor);
                        Into(BinaryKind.Mul, gb, -1.0, false, gb);
                        Send(engine, 1, Fit(gb, _shapeB, _typeB));
                    }
                    if (Needs(0)) Send(engine, 0, Fit(new Tensor(g), _shapeA, _typeA));
                    break;
            }
        }

        private static Tensor Share(Tensor g, Tensor mine, Tensor other, Comparison wins)
        {
            using var win = Compare.Apply(wins, mine, other);
            using var tie = Compare.Apply(Comparison.Equal, mine, other);
            using var whole = Copy.Convert(win, g._type);
            using var half = Copy.Convert(tie, g._type);
            Into(BinaryKind.Mul, half, 0.5, false, half);
            Into(BinaryKind.Add, whole, half, whole);
            return Compute(BinaryKind.Mul, g, whole);
        }
    }

    private sealed class NumberNode : Node
    {
        private readonly BinaryKind _kind;
        private readonly Number _b;
        private readonly bool _reversed;
        private readonly ScalarType _type;
        private Saved _a;

        internal NumberNode(BinaryKind kind, Tensor a, Number b, bool reversed, Tensor y)
        {
            (_kind, _b, _reversed, _type) = (kind, b, reversed, a._type);
            Input(0, a);
            if (kind is BinaryKind.Pow or BinaryKind.Max or BinaryKind.Min || (reversed && kind is BinaryKind.Div or BinaryKind.Remainder)) _a = new Saved(a);
        }

        protected override bool ReleaseSaved()
        {
            bool any = !_a.IsEmpty;
            _a.Release();
            return any;
        }

        protected override void Backward(Tensor g, Engine engine)
        {
            switch (_kind)
            {
                case BinaryKind.Mul:
                case BinaryKind.Div when !_reversed:
                case BinaryKind.Sub when _reversed:
                    Send(engine, 0, Scaled(g, _kind == BinaryKind.Sub ? BinaryKind.Mul : _kind, _kind == BinaryKind.Sub ? -1.0 : _b));
                    break;
                case BinaryKind.Div:
                    {
                        using var a = Compute(BinaryKind.Mul, _a.Value, _a.Value);
                        using var slope = Compute(BinaryKind.Div, a, (Number)(-_b.Double), true);
                        Send(engine, 0, Compute(BinaryKind.Mul, g, slope));
                        break;
                    }
                case BinaryKind.Pow when _reversed:
                    {
                        using var power = Compute(BinaryKind.Pow, _a.Value, _b, true);
                        Into(BinaryKind.Mul, power, Math.Log(_b.Double), false, power);
                        Send(engine, 0, Compute(BinaryKind.Mul, g, power));
                        break;
                    }
                case BinaryKind.Pow:
                    {
                        double e = _b.Double;
                        if (e == 0)
                        {
                            Send(engine, 0, Tensor.NewZeros(g._type, g._shape));
                            break;
                        }
                        using var slope = e == 2 ? Compute(BinaryKind.Mul, _a.Value, 2.0, false) : Compute(BinaryKind.Pow, _a.Value, e - 1, false);
                        if (e != 2) Into(BinaryKind.Mul, slope, e, false, slope);
                        Send(engine, 0, Compute(BinaryKind.Mul, g, slope));
                        break;
                    }
                case BinaryKind.Max:
                case BinaryKind.Min:
                    {
                        using var passes = Compare.Apply(_kind == BinaryKind.Max ? Comparison.GreaterEqual : Comparison.LessEqual, _a.Value, _b);
                        using var mask = Copy.Convert(passes, g._type);
                        Send(engine, 0, Compute(BinaryKind.Mul, g, mask));
                        break;
                    }
                case BinaryKind.Remainder when _reversed:
                    {
                        using var ratio = Compute(BinaryKind.Div, _a.Value, _b, true);
                        using var floor = Pointwise.Compute(PointKind.Floor, ratio, 0, 0);
                        Into(BinaryKind.Mul, floor, -1.0, false, floor);
                        Send(engine, 0, Compute(BinaryKind.Mul, g, floor));
                        break;
                    }
                default:
                    Send(engine, 0, new Tensor(g));
                    break;
            }
        }

        private static Tensor Scaled(Tensor g, BinaryKind kind, Number factor)
        {
            var y = g.MayOverwrite ? new Tensor(g) : Tensor.NewLike(g);
            Into(kind, g, factor, false, y);
            return y;
        }
    }
}
