namespace TorchSharp;

/// <summary>y = f(x W^T + b) in one pass: product, bias and, where a network puts one right after, the activation.</summary>
internal static class LinearOp
{
    /// <summary>An activation whose derivative follows from its value, with the parameters of <see cref="PointKind"/>.</summary>
    internal readonly record struct Activation(PointKind Kind, double P, double Q)
    {
        /// <summary>The same as a part of the product, or None if that does not have it.</summary>
        internal Simd.Activation InProduct => Kind switch
        {
            PointKind.Relu => Simd.Activation.Relu,
            PointKind.Sigmoid => Simd.Activation.Sigmoid,
            PointKind.Tanh => Simd.Activation.Tanh,
            PointKind.Elu when P == 1 && Q == 1 => Simd.Activation.Elu,
            PointKind.Elu when P == Pointwise.SeluAlpha && Q == Pointwise.SeluScale => Simd.Activation.Selu,
            _ => Simd.Activation.None,
        };
    }

    internal static Tensor Apply(Tensor x, Tensor weight, Tensor? bias, Activation? activation = null)
    {
        if (weight._shape.Length != 2)
        {
            if (weight._shape.Length != 1 || activation is not null) throw Fail.Native($"linear: the weight is a matrix (outputs x inputs), and this one has {weight._shape.Length} dimensions");
            using var product = MatMul.Apply(x, weight);
            return bias is null ? product.alias() : Binary.Apply(BinaryKind.Add, product, bias);
        }
        if (x._type != weight._type) throw Fail.Types("linear: input and weight", x._type, weight._type);
        if (bias is not null && bias._type != weight._type) throw Fail.Types("linear: weight and bias", weight._type, bias._type);
        if (!x._type.IsFloating()) throw Fail.Type("linear", x._type);
        if (x._shape.Length == 0 || x._shape[^1] != weight._shape[1]) throw Fail.Shape("linear: the last size of the input and the second of the weight", x._shape, weight._shape);
        if (bias is not null && (bias._shape.Length != 1 || bias._shape[0] != weight._shape[0])) throw Fail.Shape("linear: weight and bias", weight._shape, bias._shape);
        long[] shape = (long[])x._shape.Clone();
        shape[^1] = weight._shape[0];
        var y = Tensor.New(x._type, shape);
        // Kept row by row: the way back reads them again.
        var cx = x._rowMajor ? x : Copy.Contiguous(x);
        var cw = weight._rowMajor ? weight : Copy.Contiguous(weight);
        var cb = bias is null || bias._rowMajor ? bias : Copy.Contiguous(bias);
        if (x._type == ScalarType.Float32) Forward<float>(cx, cw, cb, y, activation);
        else Forward<double>(cx, cw, cb, y, activation);
        if (GradMode.Records(x, weight) || GradMode.Records(x, bias)) y.SetHistory(new LinearNode(x, weight, bias, cx, cw, y, activation));
        if (!ReferenceEquals(cx, x)) cx.Dispose();
        if (!ReferenceEquals(cw, weight)) cw.Dispose();
        if (!ReferenceEquals(cb, bias)) cb!.Dispose();
        return y;
    }

    private static void Forward<T>(Tensor x, Tensor weight, Tensor? bias, Tensor y, Activation? activation) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int k = (int)weight._shape[1], n = (int)weight._shape[0], m = n == 0 ? 0 : y._count / n;
        var z = y.Span<T>();
        var inProduct = activation?.InProduct ?? Simd.Activation.None;
        Product.Run(false, true, m, n, k, x.Span<T>(), Math.Max(1, k), weight.Span<T>(), Math.Max(1, k), T.Zero, z, Math.Max(1, n), bias is null ? default : bias.Span<T>(), inProduct);
        if (activation is { } f && inProduct == Simd.Activation.None) Pointwise.Real<T>(f.Kind, z, z, f.P, f.Q);
    }

    private sealed class LinearNode : Node
    {
        private readonly Activation? _activation;
        private readonly long[] _shape;
        private Saved _x, _weight, _y;

        internal LinearNode(Tensor x, Tensor weight, Tensor? bias, Tensor cx, Tensor cw, Tensor y, Activation? activation)
        {
            _activation = activation;
            _shape = x._shape;
            Input(0, x);
            Input(1, weight);
            Input(2, bias);
            if (Needs(1)) _x = new Saved(cx);
            // The shape of the weight is needed in any case.
            _weight = new Saved(cw);
            if (activation is not null) _y = new Saved(y);
        }

        protected override bool ReleaseSaved()
        {
            _x.Release();
            _weight.Release();
            _y.Release();
            return true;
        }

        protected override void Backward(Tensor gradient, Engine engine)
        {
            if (gradient._type == ScalarType.Float32) Backward<float>(gradient, engine);
            else Backward<double>(gradient, engine);
        }

        private void Backward<T>(Tensor gradient, Engine engine) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var weight = _weight.Value;
            int k = (int)weight._shape[1], n = (int)weight._shape[0], m = n == 0 ? 0 : gradient._count / n;
            bool own = gradient.MayOverwrite;
            using var g = Copy.RowMajor(gradient);
            using var before = _activation is null ? new Tensor(g) : own ? new Tensor(gradient) : Tensor.NewLike(g);
            if (_activation is { } f) Pointwise.Slope<T>(f.Kind, g.Span<T>(), _y.Value.Span<T>(), before.Span<T>(), f.P, f.Q);
            var dz = before.Span<T>();
            if (Needs(2)) SendBias<T>(engine, dz, m, n, weight._type);
            if (Needs(1))
            {
                var target = WeightTarget(engine, 1, weight._type, weight._shape, out bool add);
                Product.Run<T>(true, false, n, k, m, dz, Math.Max(1, n), _x.Value.Span<T>(), Math.Max(1, k), add ? T.One : T.Zero, target.Span<T>(), Math.Max(1, k));
                Deliver(engine, 1, target);
            }
            if (Needs(0))
            {
                var gx = Tensor.New(weight._type, _shape);
                Product.Run<T>(false, false, m, k, n, dz, Math.Max(1, n), weight.Span<T>(), Math.Max(1, k), T.Zero, gx.Span<T>(), Math.Max(1, k));
                Send(engine, 0, gx);
            }
        }

        private void SendBias<T>(Engine engine, ReadOnlySpan<T> dz, int m, int n, ScalarType type) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var target = WeightTarget(engine, 2, type, [n], out bool add);
            if (add)
            {
                using var sum = Tensor.New(type, target._shape);
                Reduce.Rows(dz, m, sum.Span<T>());
                TensorPrimitives.Add<T>(target.Span<T>(), sum.Span<T>(), target.Span<T>());
            }
            else
            {
                Reduce.Rows(dz, m, target.Span<T>());
            }
            Deliver(engine, 2, target);
        }
    }
}
