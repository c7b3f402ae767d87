namespace TorchSharp;

/// <summary>The steps of the optimizers, each in one pass over parameter, gradient and memory.</summary>
internal static class OptimizerKernels
{
    internal static void Sgd<T>(ReadOnlySpan<T> g, Span<T> w, T rate, T decay) where T : unmanaged, IFloatingPointIeee754<T>
    {
        int i = 0;
        if (decay == T.Zero)
        {
            TensorPrimitives.MultiplyAdd(g, -rate, w, w);
            return;
        }
        var (vr, vd) = (new Vector<T>(rate), new Vector<T>(decay));
        for (; i <= w.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            var v = new Vector<T>(w[i..]);
            (v - vr * (new Vector<T>(g[i..]) + vd * v)).CopyTo(w[i..]);
        }
        for (; i < w.Length; i++) w[i] -= rate * (g[i] + decay * w[i]);
    }

    /// <summary>m becomes momentum m + keep g (or g itself at first), and w goes along m, or along g + momentum m.</summary>
    internal static void Momentum<T>(ReadOnlySpan<T> g, Span<T> w, Span<T> m, T rate, T decay, T momentum, T keep, bool fresh, bool nesterov)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (vr, vd, vm, vk) = (new Vector<T>(rate), new Vector<T>(decay), new Vector<T>(momentum), new Vector<T>(keep));
        int i = 0;
        for (; i <= w.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            var v = new Vector<T>(w[i..]);
            var d = new Vector<T>(g[i..]) + vd * v;
            var next = fresh ? d : vm * new Vector<T>(m[i..]) + vk * d;
            next.CopyTo(m[i..]);
            (v - vr * (nesterov ? d + vm * next : next)).CopyTo(w[i..]);
        }
        for (; i < w.Length; i++)
        {
            var d = g[i] + decay * w[i];
            m[i] = fresh ? d : momentum * m[i] + keep * d;
            w[i] -= rate * (nesterov ? d + momentum * m[i] : m[i]);
        }
    }

    /// <summary>Adam: means of gradient and square, w along their ratio. A shrink other than 1 is AdamW's decay.</summary>
    internal static void Adam<T>(ReadOnlySpan<T> g, Span<T> w, Span<T> m, Span<T> s, Span<T> most, T decay, T shrink, T beta1, T rest1, T beta2, T rest2, T step, T root, T eps, bool maximize)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        bool keepMost = !most.IsEmpty;
        var (vd, vs, v1, v2, r1, r2) = (new Vector<T>(decay), new Vector<T>(shrink), new Vector<T>(beta1), new Vector<T>(beta2), new Vector<T>(rest1), new Vector<T>(rest2));
        // A division less: roots and divisions are what this loop waits for.
        var inverse = T.One / root;
        var (vstep, vinverse, veps) = (new Vector<T>(step), new Vector<T>(inverse), new Vector<T>(eps));
        int i = 0;
        for (; i <= w.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            var v = new Vector<T>(w[i..]);
            var gradient = new Vector<T>(g[i..]);
            var d = (maximize ? -gradient : gradient) + vd * v;
            var mean = v1 * new Vector<T>(m[i..]) + r1 * d;
            var square = v2 * new Vector<T>(s[i..]) + r2 * d * d;
            mean.CopyTo(m[i..]);
            square.CopyTo(s[i..]);
            if (keepMost)
            {
                square = Vector.Max(square, new Vector<T>(most[i..]));
                square.CopyTo(most[i..]);
            }
            (v * vs - vstep * mean / (Vector.SquareRoot(square) * vinverse + veps)).CopyTo(w[i..]);
        }
        for (; i < w.Length; i++)
        {
            var d = (maximize ? -g[i] : g[i]) + decay * w[i];
            m[i] = beta1 * m[i] + rest1 * d;
            s[i] = beta2 * s[i] + rest2 * d * d;
            var square = s[i];
            if (keepMost) square = most[i] = T.Max(square, most[i]);
            w[i] = w[i] * shrink - step * m[i] / (T.Sqrt(square) * inverse + eps);
        }
    }

    internal static void RmsProp<T>(ReadOnlySpan<T> g, Span<T> w, Span<T> s, Span<T> mean, Span<T> m, T rate, T decay, T alpha, T rest, T eps, T momentum, bool maximize)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int i = 0; i < w.Length; i++)
        {
            var d = (maximize ? -g[i] : g[i]) + decay * w[i];
            s[i] = alpha * s[i] + rest * d * d;
            var square = s[i];
            if (!mean.IsEmpty)
            {
                mean[i] = alpha * mean[i] + rest * d;
                square -= mean[i] * mean[i];
            }
            var move = d / (T.Sqrt(square) + eps);
            if (!m.IsEmpty) move = m[i] = momentum * m[i] + move;
            w[i] -= rate * move;
        }
    }

    internal static void Adagrad<T>(ReadOnlySpan<T> g, Span<T> w, Span<T> sum, T rate, T decay, T eps) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int i = 0; i < w.Length; i++)
        {
            var d = g[i] + decay * w[i];
            sum[i] += d * d;
            w[i] -= rate * d / (T.Sqrt(sum[i]) + eps);
        }
    }
}
