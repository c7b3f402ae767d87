namespace TorchSharp;

internal enum LossKind { Square, Absolute, Smooth, Huber, CrossEntropy, CrossEntropyOfLogits, KullbackLeibler, KullbackLeiblerOfLogs }

/// <summary>Losses of an input against a target, element by element, and their mean or sum in the same pass.</summary>
internal static class LossOp
{
    private const int Block = 512;

    internal static Tensor Apply(LossKind kind, Tensor x, Tensor target, torch.nn.Reduction reduction, double parameter = 0)
    {
        if (x._type != target._type)
        {
            using var same = target.to(x._type);
            return Apply(kind, x, same, reduction, parameter);
        }
        if (!x._type.IsFloating()) throw Fail.Type("a loss", x._type);
        if (!Shapes.Same(x._shape, target._shape))
        {
            long[] shape = Shapes.Broadcast("a loss: input and target", x._shape, target._shape);
            using var wx = x.expand(shape);
            using var wt = target.expand(shape);
            return Apply(kind, wx, wt, reduction, parameter);
        }
        using var cx = Copy.RowMajor(x);
        using var ct = Copy.RowMajor(target);
        var y = reduction == torch.nn.Reduction.None ? Tensor.NewLike(cx) : Tensor.New(x._type, Shapes.Empty);
        double factor = reduction == torch.nn.Reduction.Mean ? 1.0 / x._count : 1;
        if (x._type == ScalarType.Float32) Forward<float>(kind, cx, ct, y, parameter, reduction, factor);
        else Forward<double>(kind, cx, ct, y, parameter, reduction, factor);
        return GradMode.Records(x, target) ? y.SetHistory(new LossNode(kind, x, target, cx, ct, parameter, reduction, factor)) : y;
    }

    private static void Forward<T>(LossKind kind, Tensor x, Tensor target, Tensor y, double parameter, torch.nn.Reduction reduction, double factor)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var a = x.Span<T>();
        var t = target.Span<T>();
        var p = T.CreateTruncating(parameter);
        if (reduction == torch.nn.Reduction.None)
        {
            for (int i = 0; i < a.Length; i += Block) Values<T>(kind, a[i..], t[i..], y.Span<T>().Slice(i, Math.Min(Block, a.Length - i)), p);
            return;
        }
        Span<T> block = stackalloc T[Block];
        double total = 0;
        for (int i = 0; i < a.Length; i += Block)
        {
            var part = block[..Math.Min(Block, a.Length - i)];
            Values<T>(kind, a[i..], t[i..], part, p);
            total += double.CreateTruncating(TensorPrimitives.Sum<T>(part));
        }
        y.Span<T>()[0] = T.CreateTruncating(reduction == torch.nn.Reduction.Mean ? total / a.Length : total);
    }

    /// <summary>The loss of each element of a block.</summary>
    private static void Values<T>(LossKind kind, ReadOnlySpan<T> x, ReadOnlySpan<T> t, Span<T> y, T p) where T : unmanaged, IFloatingPointIeee754<T>
    {
        x = x[..y.Length];
        t = t[..y.Length];
        var half = T.One / (T.One + T.One);
        switch (kind)
        {
            case LossKind.Square:
                TensorPrimitives.Subtract(x, t, y);
                TensorPrimitives.Multiply(y, y, y);
                break;
            case LossKind.Absolute:
                TensorPrimitives.Subtract(x, t, y);
                TensorPrimitives.Abs(y, y);
                break;
            case LossKind.Smooth:
                for (int i = 0; i < y.Length; i++)
                {
                    var d = T.Abs(x[i] - t[i]);
                    y[i] = d < p ? half * d * d / p : d - half * p;
                }
                break;
            case LossKind.Huber:
                for (int i = 0; i < y.Length; i++)
                {
                    var d = T.Abs(x[i] - t[i]);
                    y[i] = d <= p ? half * d * d : p * (d - half * p);
                }
                break;
            case LossKind.CrossEntropy:
                {
                    // -(t log x + (1 - t) log(1 - x)), each logarithm at least -100.
                    var least = T.CreateTruncating(-100);
                    Span<T> other = stackalloc T[Block];
                    other = other[..y.Length];
                    TensorPrimitives.Log(x, y);
                    TensorPrimitives.Max(y, least, y);
                    TensorPrimitives.Subtract(T.One, x, other);
                    TensorPrimitives.Log(other, other);
                    TensorPrimitives.Max(other, least, other);
                    Vectorised.Run<T, Vectorised.CrossEntropy<T>>(t, other, y);
                    break;
                }
            case LossKind.CrossEntropyOfLogits:
                for (int i = 0; i < y.Length; i++) y[i] = T.Max(x[i], T.Zero) - x[i] * t[i] + SpecialFunctions.Log1p(T.Exp(-T.Abs(x[i])));
                break;
            case LossKind.KullbackLeibler:
                for (int i = 0; i < y.Length; i++) y[i] = (t[i] == T.Zero ? T.Zero : t[i] * T.Log(t[i])) - t[i] * x[i];
                break;
            default:
                for (int i = 0; i < y.Length; i++) y[i] = T.Exp(t[i]) * (t[i] - x[i]);
                break;
        }
    }

    /// <summary>The derivative by the input (or by the target) of each element, times f and g[i] (or g[0]).</summary>
    private static void Slopes<T>(LossKind kind, bool byTarget, ReadOnlySpan<T> x, ReadOnlySpan<T> t, ReadOnlySpan<T> g, Span<T> y, T p, T f)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        bool each = g.Length == y.Length && y.Length != 1;
        if (!each) f *= g[0];
        var two = T.One + T.One;
        switch (kind)
        {
            case LossKind.Square:
                Vectorised.Run<T, Vectorised.SquareSlope<T>>(x, t, y, byTarget ? -two * f : two * f, T.Zero);
                break;
            case LossKind.Absolute:
                for (int i = 0; i < y.Length; i++) y[i] = f * T.CreateTruncating(T.IsNaN(x[i] - t[i]) ? 0 : T.Sign(x[i] - t[i]));
                break;
            case LossKind.Smooth:
                for (int i = 0; i < y.Length; i++)
                {
                    var d = x[i] - t[i];
                    y[i] = f * (T.Abs(d) < p ? d / p : T.CreateTruncating(T.Sign(d)));
                }
                break;
            case LossKind.Huber:
                for (int i = 0; i < y.Length; i++) y[i] = f * T.Clamp(x[i] - t[i], -p, p);
                break;
            case LossKind.CrossEntropy when !byTarget:
                Vectorised.Run<T, Vectorised.CrossEntropySlope<T>>(x, t, y, f, T.CreateTruncating((double)1e-12f));
                break;
            case LossKind.CrossEntropy:
                for (int i = 0; i < y.Length; i++) y[i] = f * (T.Max(T.Log(T.One - x[i]), T.CreateTruncating(-100)) - T.Max(T.Log(x[i]), T.CreateTruncating(-100)));
                break;
            case LossKind.CrossEntropyOfLogits when !byTarget:
                for (int i = 0; i < y.Length; i++) y[i] = f * (SpecialFunctions.Logistic(x[i]) - t[i]);
                break;
            case LossKind.CrossEntropyOfLogits:
                for (int i = 0; i < y.Length; i++) y[i] = -f * x[i];
                break;
            case LossKind.KullbackLeibler when !byTarget:
                for (int i = 0; i < y.Length; i++) y[i] = -f * t[i];
                break;
            case LossKind.KullbackLeibler:
                for (int i = 0; i < y.Length; i++) y[i] = t[i] == T.Zero ? T.Zero : f * (T.Log(t[i]) + T.One - x[i]);
                break;
            case LossKind.KullbackLeiblerOfLogs when !byTarget:
                for (int i = 0; i < y.Length; i++) y[i] = -f * T.Exp(t[i]);
                break;
            default:
                for (int i = 0; i < y.Length; i++) y[i] = f * T.Exp(t[i]) * (t[i] - x[i] + T.One);
                break;
        }
        if (byTarget && kind is LossKind.Absolute or LossKind.Smooth or LossKind.Huber) TensorPrimitives.Negate(y, y);
        if (each) TensorPrimitives.Multiply(y, g, y);
    }

    private sealed class LossNode : Node
    {
        private readonly LossKind _kind;
        private readonly double _parameter, _factor;
        private Saved _x, _target;

        internal LossNode(LossKind kind, Tensor x, Tensor target, Tensor cx, Tensor ct, double parameter, torch.nn.Reduction reduction, double factor)
        {
            (_kind, _parameter, _factor) = (kind, parameter, factor);
            Input(0, x);
            Input(1, target);
            (_x, _target) = (new Saved(cx), new Saved(ct));
        }

        protected override bool ReleaseSaved()
        {
            _x.Release();
            _target.Release();
            return true;
        }

        protected override void Backward(Tensor gradient, Engine engine)
        {
            using var g = Copy.RowMajor(gradient);
            if (Needs(1)) Send(engine, 1, Slope(g, true));
            if (Needs(0)) Send(engine, 0, Slope(g, false));
        }

        private Tensor Slope(Tensor g, bool byTarget)
        {
            var (x, t) = (_x.Value, _target.Value);
            var y = Tensor.NewLike(x);
            if (x._type == ScalarType.Float32) Slopes<float>(_kind, byTarget, x.Span<float>(), t.Span<float>(), g.Span<float>(), y.Span<float>(), (float)_parameter, (float)_factor);
            else Slopes<double>(_kind, byTarget, x.Span<double>(), t.Span<double>(), g.Span<double>(), y.Span<double>(), _parameter, _factor);
            return y;
        }
    }

    /// <summary>The negative log-likelihood of classes: -weight[class] x[class], as mean (weighted), sum or each.</summary>
    /// <param name="x">(classes), (samples, classes) or (samples, classes, places...): logarithms of probabilities.</param>
    /// <param name="target">The class of each, Int64.</param>
    /// <param name="weight">One number for each class, or null.</param>
    /// <param name="ignored">A class number that does not count.</param>
    /// <param name="reduction">What becomes of the single losses.</param>
    internal static Tensor Likelihood(Tensor x, Tensor target, Tensor? weight, long ignored, torch.nn.Reduction reduction)
    {
        if (x._shape.Length == 0) throw Fail.Native("nll_loss: the input has no dimensions, and one of them holds the classes");
        if (x._shape.Length == 1)
        {
            using var row = x.unsqueeze(0);
            using var one = target.reshape(1);
            using var y = Likelihood(row, one, weight, ignored, reduction);
            return y.reshape(Shapes.Empty);
        }
        if (target._type != ScalarType.Int64) throw Fail.Native($"nll_loss: classes are of Int64, not {target._type}");
        long[] places = [x._shape[0], .. x._shape.AsSpan(2)];
        if (!Shapes.Same(places, target._shape)) throw Fail.Shape("nll_loss: input and target", x._shape, target._shape);
        int classes = (int)x._shape[1];
        if (weight is not null && (weight._shape.Length != 1 || weight._shape[0] != classes)) throw Fail.Shape("nll_loss: input and weight", x._shape, weight._shape);
        using var labels = target.reshape(-1);
        using var ct = Copy.RowMajor(labels);
        foreach (long c in ct.Span<long>())
            if (c != ignored && (c < 0 || c >= classes)) throw Fail.Native($"nll_loss: class {c} is out of range for {classes} classes");
        long[] kept = new long[ct._count];
        using var factors = Tensor.New(ScalarType.Float64, [ct._count]);
        using var w = weight is null ? null : Copy.RowMajor(weight, ScalarType.Float64);
        double total = 0;
        for (int i = 0; i < kept.Length; i++)
        {
            long c = ct.Span<long>()[i];
            kept[i] = c == ignored ? 0 : c;
            factors.Span<double>()[i] = c == ignored ? 0 : w is null ? 1 : w.Span<double>()[(int)c];
            total += factors.Span<double>()[i];
        }
        using var order = x._shape.Length == 2 ? x.alias() : x.permute([0, .. Enumerable.Range(2, x._shape.Length - 2).Select(i => (long)i), 1]);
        using var rows = order.reshape(-1, classes);
        using var index = torch.Wrap(kept, [kept.Length, 1]);
        using var column = Index.Gather(rows, 1, index);
        using var picked = column.reshape(-1);
        using var typed = Copy.Convert(factors, x._type);
        using var weighted = Binary.Apply(BinaryKind.Mul, picked, typed);
        using var losses = Pointwise.Apply(PointKind.Neg, weighted);
        if (reduction == torch.nn.Reduction.None) return losses.reshape(places);
        using var sum = Reduce.Sum(losses, [], false, null);
        return reduction == torch.nn.Reduction.Sum ? sum.alias() : Binary.Apply(BinaryKind.Div, sum, total);
    }
}
