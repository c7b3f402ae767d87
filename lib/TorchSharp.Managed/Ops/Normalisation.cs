namespace TorchSharp;

/// <summary>Batch and layer normalisation: y = (x - mean) / sqrt(variance + eps) * weight + bias over groups of elements.</summary>
internal static class Normalisation
{
    /// <summary>Groups are the channels (dimension 1): each over all images and places.</summary>
    internal static Tensor Batch(Tensor x, Tensor? mean, Tensor? variance, Tensor? weight, Tensor? bias, bool training, double momentum, double eps)
    {
        if (x._shape.Length < 2) throw Fail.Native($"batch_norm: the input has at least 2 dimensions (samples, channels), not {x._shape.Length}");
        int channels = (int)x._shape[1];
        foreach (var t in new[] { mean, variance, weight, bias })
            if (t is not null && (t._shape.Length != 1 || t._shape[0] != channels)) throw Fail.Shape($"batch_norm over {channels} channels", x._shape, t._shape);
        foreach (var t in new[] { mean, variance })
            if (t is not null && t._type != x._type) throw Fail.Types("batch_norm: input and running statistics", x._type, t._type);
        if (!training && (mean is null || variance is null)) throw Fail.Native("batch_norm: evaluation needs a running mean and variance");
        int inner = (int)Shapes.Count(x._shape.AsSpan(2));
        var groups = new Groups(channels, (int)(x._count / Math.Max(1, channels)), inner, true);
        return Apply(x, groups, weight, bias, training ? null : (mean!, variance!), training ? mean : null, training ? variance : null, momentum, eps);
    }

    /// <summary>Groups are the samples: each over the last dimensions.</summary>
    internal static Tensor Layer(Tensor x, ReadOnlySpan<long> over, Tensor? weight, Tensor? bias, double eps)
    {
        int lead = x._shape.Length - over.Length;
        if (over.Length == 0 || lead < 0 || !Shapes.Same(x._shape.AsSpan(lead), over)) throw Fail.Shape("layer_norm: the input and the normalised sizes", x._shape, over.ToArray());
        foreach (var t in new[] { weight, bias })
            if (t is not null && !Shapes.Same(t._shape, over)) throw Fail.Shape("layer_norm: the normalised sizes and a parameter", over.ToArray(), t._shape);
        int size = (int)Shapes.Count(over);
        return Apply(x, new Groups(x._count / Math.Max(1, size), size, size, false), weight, bias, null, null, null, 0, eps);
    }

    /// <summary>How elements belong to groups, and which parameter each takes: its group's (channels) or its own place's (layers).</summary>
    private readonly record struct Groups(int Count, int Size, int Inner, bool ByGroup)
    {
        /// <summary>Where element k of a group lies.</summary>
        internal int Place(int group, int k) => ByGroup ? (k / Inner * Count + group) * Inner + k % Inner : group * Size + k;

        internal int Parameter(int group, int k) => ByGroup ? group : k;

        internal int Parameters => ByGroup ? Count : Size;
    }

    private static Tensor Apply(Tensor x, Groups groups, Tensor? weight, Tensor? bias, (Tensor Mean, Tensor Variance)? given,
        Tensor? runningMean, Tensor? runningVariance, double momentum, double eps)
    {
        if (!x._type.IsFloating()) throw Fail.Type("normalisation", x._type);
        foreach (var t in new[] { weight, bias })
            if (t is not null && t._type != x._type) throw Fail.Types("normalisation: input and parameters", x._type, t._type);
        using var c = Copy.RowMajor(x);
        using var w = weight is null ? null : Copy.RowMajor(weight);
        using var b = bias is null ? null : Copy.RowMajor(bias);
        using var normal = Tensor.NewLike(c);
        using var scale = Tensor.New(ScalarType.Float64, [groups.Count]);
        var y = Tensor.NewLike(c);
        if (x._type == ScalarType.Float32) Run<float>(c, groups, w, b, given, runningMean, runningVariance, momentum, eps, normal, scale, y);
        else Run<double>(c, groups, w, b, given, runningMean, runningVariance, momentum, eps, normal, scale, y);
        return GradMode.Records(x, weight) || GradMode.Records(x, bias) ? y.SetHistory(new NormaliseNode(x, weight, bias, w, normal, scale, groups, given is null)) : y;
    }

    private static void Run<T>(Tensor x, Groups groups, Tensor? weight, Tensor? bias, (Tensor Mean, Tensor Variance)? given, Tensor? runningMean,
        Tensor? runningVariance, double momentum, double eps, Tensor normal, Tensor scale, Tensor y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var a = x.Span<T>();
        var u = normal.Span<T>();
        var z = y.Span<T>();
        var r = scale.Span<double>();
        var w = weight is null ? default : weight.Span<T>();
        var b = bias is null ? default : bias.Span<T>();
        int n = groups.Size;
        for (int g = 0; g < groups.Count; g++)
        {
            double mean, variance;
            if (given is { } fixedState)
            {
                mean = double.CreateTruncating(fixedState.Mean.Reach<T>()[g * (int)fixedState.Mean._strides[0]]);
                variance = double.CreateTruncating(fixedState.Variance.Reach<T>()[g * (int)fixedState.Variance._strides[0]]);
            }
            else
            {
                double sum = 0, squares = 0;
                for (int k = 0; k < n; k++) sum += double.CreateTruncating(a[groups.Place(g, k)]);
                mean = sum / n;
                for (int k = 0; k < n; k++)
                {
                    double d = double.CreateTruncating(a[groups.Place(g, k)]) - mean;
                    squares += d * d;
                }
                variance = squares / n;
                Follow<T>(runningMean, g, mean, momentum);
                Follow<T>(runningVariance, g, squares / (n - 1.0), momentum);
            }
            r[g] = 1 / Math.Sqrt(variance + eps);
            for (int k = 0; k < n; k++)
            {
                int i = groups.Place(g, k), p = groups.Parameter(g, k);
                u[i] = T.CreateTruncating((double.CreateTruncating(a[i]) - mean) * r[g]);
                z[i] = (weight is null ? u[i] : u[i] * w[p]) + (bias is null ? T.Zero : b[p]);
            }
        }
        if (runningMean is not null) runningMean.Storage.Version++;
        if (runningVariance is not null) runningVariance.Storage.Version++;
    }

    private static void Follow<T>(Tensor? running, int g, double value, double momentum) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (running is null) return;
        ref var old = ref running.Reach<T>()[g * (int)running._strides[0]];
        old = T.CreateTruncating((1 - momentum) * double.CreateTruncating(old) + momentum * value);
    }

    private sealed class NormaliseNode : Node
    {
        private readonly Groups _groups;
        private readonly bool _fromBatch;
        private readonly long[] _parameters;
        private Saved _weight, _normal, _scale;

        internal NormaliseNode(Tensor x, Tensor? weight, Tensor? bias, Tensor? w, Tensor normal, Tensor scale, Groups groups, bool fromBatch)
        {
            (_groups, _fromBatch, _parameters) = (groups, fromBatch, (weight ?? bias)?._shape ?? [groups.Parameters]);
            Input(0, x);
            Input(1, weight);
            Input(2, bias);
            if (w is not null) _weight = new Saved(w);
            (_normal, _scale) = (new Saved(normal), new Saved(scale));
        }

        protected override bool ReleaseSaved()
        {
            _weight.Release();
            _normal.Release();
            _scale.Release();
            return true;
        }

        protected override void Backward(Tensor gradient, Engine engine)
        {
            using var g = Copy.RowMajor(gradient);
            if (g._type == ScalarType.Float32) Run<float>(g, engine);
            else Run<double>(g, engine);
        }

        private void Run<T>(Tensor gradient, Engine engine) where T : unmanaged, IFloatingPointIeee754<T>
        {
            var g = gradient.Span<T>();
            var u = _normal.Value.Span<T>();
            var r = _scale.Value.Span<double>();
            var gx = Tensor.NewLike(gradient);
            double[] dw = new double[_groups.Parameters], db = new double[_groups.Parameters];
            var w = _weight.IsEmpty ? default : _weight.Value.Span<T>();
            int n = _groups.Size;
            var z = gx.Span<T>();
            for (int group = 0; group < _groups.Count; group++)
            {
                double sum = 0, along = 0;
                for (int k = 0; k < n; k++)
                {
                    int i = _groups.Place(group, k), p = _groups.Parameter(group, k);
                    double d = double.CreateTruncating(g[i]), v = double.CreateTruncating(u[i]);
                    dw[p] += d * v;
                    db[p] += d;
                    if (!w.IsEmpty) d *= double.CreateTruncating(w[p]);
                    sum += d;
                    along += d * v;
                }
                for (int k = 0; k < n; k++)
                {
                    int i = _groups.Place(group, k), p = _groups.Parameter(group, k);
                    double d = double.CreateTruncating(g[i]) * (w.IsEmpty ? 1 : double.CreateTruncating(w[p]));
                    if (_fromBatch) d -= (sum + double.CreateTruncating(u[i]) * along) / n;
                    z[i] = T.CreateTruncating(d * r[group]);
                }
            }
            if (Needs(2)) Send(engine, 2, Parameter(db, gx._type));
            if (Needs(1)) Send(engine, 1, Parameter(dw, gx._type));
            Send(engine, 0, gx);
        }

        private Tensor Parameter(double[] values, ScalarType type)
        {
            using var wide = torch.Wrap(values, _parameters);
            return Copy.Convert(wide, type);
        }
    }
}
