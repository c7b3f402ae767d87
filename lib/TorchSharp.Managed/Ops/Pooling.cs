namespace TorchSharp;

/// <summary>The largest or the mean of windows of an image, and images enlarged by repetition.</summary>
internal static class Pooling
{
    /// <summary>Elements of images that one thread takes at a time.</summary>
    internal const int Grain = 1 << 14;

    /// <summary>Max pooling; of equal elements the first in row-major order wins, and takes the gradient.</summary>
    internal static (Tensor Values, Tensor Indices) Max(Tensor x, Window window, bool ceil)
    {
        if (x._shape.Length == 3)
        {
            using var one = x.unsqueeze(0);
            var (v, i) = Max(one, window, ceil);
            using (v) using (i) return (v.squeeze(0), i.squeeze(0));
        }
        var (outH, outW) = Sizes("max_pool2d", x, window, ceil);
        var y = Tensor.New(x._type, [x._shape[0], x._shape[1], outH, outW]);
        var indices = Tensor.New(ScalarType.Int64, y._shape);
        using var c = Copy.RowMajor(x);
        if (x._type == ScalarType.Float32) Max<float>(c, y, indices, window);
        else if (x._type == ScalarType.Float64) Max<double>(c, y, indices, window);
        else throw Fail.Type("max_pool2d", x._type);
        return (GradMode.Records(x) ? y.SetHistory(new MaxNode(x, indices)) : y, indices);
    }

    private static (int OutH, int OutW) Sizes(string name, Tensor x, Window window, bool ceil)
    {
        if (x._shape.Length != 4) throw Fail.Native($"{name}: the input has shape (images, channels, height, width), and this one has {x._shape.Length} dimensions");
        if (window.PadH * 2 > window.KernelH || window.PadW * 2 > window.KernelW) throw Fail.Native($"{name}: the padding is at most half of the kernel");
        int h = Out((int)x._shape[2], window.KernelH, window.StrideH, window.PadH, window.DilationH, ceil);
        int w = Out((int)x._shape[3], window.KernelW, window.StrideW, window.PadW, window.DilationW, ceil);
        if (h < 1 || w < 1) throw Fail.Native($"{name}: a window of {window.KernelH} x {window.KernelW} does not fit into an image of {x._shape[2]} x {x._shape[3]}");
        return (h, w);
    }

    private static int Out(int size, int kernel, int stride, int pad, int dilation, bool ceil)
    {
        double steps = (size + 2.0 * pad - dilation * (kernel - 1) - 1) / stride;
        int n = (int)(ceil ? Math.Ceiling(steps) : Math.Floor(steps)) + 1;
        // The last window begins inside the image or its left padding.
        return ceil && (n - 1) * stride >= size + pad ? n - 1 : n;
    }

    private static void Max<T>(Tensor x, Tensor y, Tensor indices, Window window) where T : unmanaged, IFloatingPointIeee754<T>
    {
        int h = (int)x._shape[2], w = (int)x._shape[3], outH = (int)y._shape[2], outW = (int)y._shape[3], planes = (int)(x._shape[0] * x._shape[1]);
        Simd.Split.Run(planes, Math.Max(1, Grain / Math.Max(1, h * w)), (x, y, indices, window, h, w, outH, outW), static (s, lo, hi) =>
        {
            var a = s.x.Span<T>();
            var z = s.y.Span<T>();
            var places = s.indices.Span<long>();
            var window = s.window;
            for (int p = lo; p < hi; p++)
            {
                var plane = a.Slice(p * s.h * s.w, s.h * s.w);
                int at = p * s.outH * s.outW;
                for (int oy = 0; oy < s.outH; oy++)
                    for (int ox = 0; ox < s.outW; ox++, at++)
                    {
                        var best = T.NegativeInfinity;
                        int place = -1;
                        for (int ky = 0; ky < window.KernelH; ky++)
                        {
                            int yy = oy * window.StrideH - window.PadH + ky * window.DilationH;
                            if ((uint)yy >= (uint)s.h) continue;
                            for (int kx = 0; kx < window.KernelW; kx++)
                            {
                                int xx = ox * window.StrideW - window.PadW + kx * window.DilationW;
                                if ((uint)xx >= (uint)s.w) continue;
                                var v = plane[yy * s.w + xx];
                                if (place >= 0 && !(v > best) && !T.IsNaN(v)) continue;
                                best = v;
                                place = yy * s.w + xx;
                            }
                        }
                        z[at] = best;
                        places[at] = place;
                    }
            }
        });
    }

    internal static Tensor Average(Tensor x, Window window, bool ceil, bool countPad, long? divisor)
    {
        if (x._shape.Length == 3)
        {
            using var one = x.unsqueeze(0);
            using var result = Average(one, window, ceil, countPad, divisor);
            return result.squeeze(0);
        }
        var (outH, outW) = Sizes("avg_pool2d", x, window, ceil);
        if (!x._type.IsFloating()) throw Fail.Type("avg_pool2d", x._type);
        var y = Tensor.New(x._type, [x._shape[0], x._shape[1], outH, outW]);
        using var c = Copy.RowMajor(x);
        var rule = new AverageRule(window, countPad, divisor);
        if (x._type == ScalarType.Float32) Average<float>(c, y, rule, false);
        else Average<double>(c, y, rule, false);
        return GradMode.Records(x) ? y.SetHistory(new AverageNode(x, rule)) : y;
    }

    internal readonly record struct AverageRule(Window Window, bool CountPad, long? Divisor);

    /// <summary>Means of windows from x into y, or (back) the gradients in y spread over the windows in x.</summary>
    private static void Average<T>(Tensor x, Tensor y, AverageRule rule, bool back) where T : unmanaged, IFloatingPointIeee754<T>
    {
        int h = (int)x._shape[2], w = (int)x._shape[3], outH = (int)y._shape[2], outW = (int)y._shape[3], planes = (int)(x._shape[0] * x._shape[1]);
        var a = x.Span<T>();
        var z = y.Span<T>();
        var k = rule.Window;
        for (int p = 0, at = 0; p < planes; p++)
        {
            var plane = a.Slice(p * h * w, h * w);
            for (int oy = 0; oy < outH; oy++)
                for (int ox = 0; ox < outW; ox++, at++)
                {
                    int y0 = oy * k.StrideH - k.PadH, x0 = ox * k.StrideW - k.PadW;
                    int y1 = Math.Min(y0 + k.KernelH, h + k.PadH), x1 = Math.Min(x0 + k.KernelW, w + k.PadW);
                    int whole = (y1 - y0) * (x1 - x0);
                    (y0, x0, y1, x1) = (Math.Max(y0, 0), Math.Max(x0, 0), Math.Min(y1, h), Math.Min(x1, w));
                    long divisor = rule.Divisor ?? (rule.CountPad ? whole : (y1 - y0) * (x1 - x0));
                    var sum = back ? z[at] / T.CreateTruncating(divisor) : T.Zero;
                    for (int yy = y0; yy < y1; yy++)
                        for (int xx = x0; xx < x1; xx++)
                            if (back) plane[yy * w + xx] += sum;
                            else sum += plane[yy * w + xx];
                    if (!back) z[at] = sum / T.CreateTruncating(divisor);
                }
        }
    }

    /// <summary>Images enlarged: each place takes the element below it.</summary>
    internal static Tensor Nearest(Tensor x, int outH, int outW, double scaleH, double scaleW)
    {
        if (x._shape.Length != 4) throw Fail.Native($"nearest-neighbour upsampling wants shape (images, channels, height, width), and this tensor has {x._shape.Length} dimensions");
        long[] rows = new long[outH], columns = new long[outW];
        for (int i = 0; i < outH; i++) rows[i] = Math.Min((long)Math.Floor(i * scaleH), x._shape[2] - 1);
        for (int i = 0; i < outW; i++) columns[i] = Math.Min((long)Math.Floor(i * scaleW), x._shape[3] - 1);
        using var tall = Index.Slices(x, 2, rows);
        return Index.Slices(tall, 3, columns);
    }

    private sealed class MaxNode : Node
    {
        private readonly long[] _shape;
        private Saved _indices;

        internal MaxNode(Tensor x, Tensor indices)
        {
            _shape = x._shape;
            Input(0, x);
            _indices = new Saved(indices);
        }

        protected override bool ReleaseSaved()
        {
            _indices.Release();
            return true;
        }

        protected override void Backward(Tensor gradient, Engine engine)
        {
            using var g = Copy.RowMajor(gradient);
            var gx = Tensor.NewZeros(g._type, _shape);
            if (g._type == ScalarType.Float32) Place<float>(g, gx);
            else Place<double>(g, gx);
            Send(engine, 0, gx);
        }

        private void Place<T>(Tensor g, Tensor gx) where T : unmanaged, INumber<T>
        {
            var from = g.Span<T>();
            var to = gx.Span<T>();
            var places = _indices.Value.Span<long>();
            int plane = (int)(_shape[2] * _shape[3]), outPlane = (int)(g._shape[2] * g._shape[3]);
            for (int p = 0, at = 0; p < to.Length; p += plane)
                for (int i = 0; i < outPlane; i++, at++) to[p + (int)places[at]] += from[at];
        }
    }

    private sealed class AverageNode : Node
    {
        private readonly long[] _shape;
        private readonly AverageRule _rule;

        internal AverageNode(Tensor x, AverageRule rule)
        {
            (_shape, _rule) = (x._shape, rule);
            Input(0, x);
        }

        protected override void Backward(Tensor gradient, Engine engine)
        {
            using var g = Copy.RowMajor(gradient);
            var gx = Tensor.NewZeros(g._type, _shape);
            if (g._type == ScalarType.Float32) Average<float>(gx, g, _rule, true);
            else Average<double>(gx, g, _rule, true);
            Send(engine, 0, gx);
        }
    }
}
