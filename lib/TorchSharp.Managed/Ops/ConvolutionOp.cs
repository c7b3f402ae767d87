namespace TorchSharp;

/// <summary>The sizes of a two-dimensional window sliding over an image.</summary>
internal readonly record struct Window(int KernelH, int KernelW, int StrideH, int StrideW, int PadH, int PadW, int DilationH, int DilationW)
{
    internal int OutH(int h) => Out(h, KernelH, StrideH, PadH, DilationH);

    internal int OutW(int w) => Out(w, KernelW, StrideW, PadW, DilationW);

    private static int Out(int size, int kernel, int stride, int pad, int dilation) => (int)Math.Floor((size + 2.0 * pad - dilation * (kernel - 1) - 1) / stride) + 1;
}

/// <summary>
/// Convolution in two dimensions and its transpose, as products with the matrix of all windows of an image (im2col; Chellapilla et al. 2006).
/// </summary>
/// <remarks>
/// The transposed convolution is the derivative of the convolution with respect to its input, and the other way round, so the three products below
/// serve both. Images are worked on in parallel; sums over images are taken in groups of fixed size, so results do not depend on the number of threads.
/// </remarks>
internal static class ConvolutionOp
{
    /// <summary>Images that one thread takes at a time, and whose weight gradients are added up before the groups are.</summary>
    private const int Group = 4;

    internal static Tensor Apply(Tensor x, Tensor weight, Tensor? bias, Window window, int groups, bool transposed, int extraH, int extraW)
    {
        string name = transposed ? "conv_transpose2d" : "conv2d";
        if (x._shape.Length == 3)
        {
            using var one = x.unsqueeze(0);
            using var result = Apply(one, weight, bias, window, groups, transposed, extraH, extraW);
            return result.squeeze(0);
        }
        if (x._shape.Length != 4) throw Fail.Native($"{name}: the input has shape (images, channels, height, width), and this one has {x._shape.Length} dimensions");
        if (weight._shape.Length != 4) throw Fail.Native($"{name}: the weight has 4 dimensions, not {weight._shape.Length}");
        if (x._type != weight._type) throw Fail.Types($"{name}: input and weight", x._type, weight._type);
        if (!x._type.IsFloating()) throw Fail.Type(name, x._type);
        int channels = (int)x._shape[1], h = (int)x._shape[2], w = (int)x._shape[3];
        int outChannels = transposed ? (int)weight._shape[1] * groups : (int)weight._shape[0];
        int wanted = transposed ? (int)weight._shape[0] : (int)weight._shape[1] * groups;
        if (channels != wanted) throw Fail.Native($"{name}: the weight of shape [{string.Join(", ", weight._shape)}] wants {wanted} channels, and the input has {channels}");
        if (outChannels % groups != 0) throw Fail.Native($"{name}: {outChannels} output channels do not divide into {groups} groups");
        if (bias is not null && (bias._shape.Length != 1 || bias._shape[0] != outChannels)) throw Fail.Shape($"{name}: weight and bias", weight._shape, bias._shape);
        int outH, outW;
        if (transposed)
        {
            outH = (h - 1) * window.StrideH - 2 * window.PadH + window.DilationH * (window.KernelH - 1) + extraH + 1;
            outW = (w - 1) * window.StrideW - 2 * window.PadW + window.DilationW * (window.KernelW - 1) + extraW + 1;
        }
        else
        {
            (outH, outW) = (window.OutH(h), window.OutW(w));
        }
        if (outH < 1 || outW < 1) throw Fail.Native($"{name}: a kernel of {window.KernelH} x {window.KernelW} does not fit into an image of {h} x {w}");
        var y = Tensor.New(x._type, [x._shape[0], outChannels, outH, outW]);
        using var cx = Copy.RowMajor(x);
        using var cw = Copy.RowMajor(weight);
        using var cb = bias is null ? null : Copy.RowMajor(bias);
        if (x._type == ScalarType.Float32) Forward<float>(cx, cw, cb, y, window, groups, transposed);
        else Forward<double>(cx, cw, cb, y, window, groups, transposed);
        return GradMode.Records(x, weight) || GradMode.Records(x, bias) ? y.SetHistory(new ConvolutionNode(x, weight, bias, cx, cw, window, groups, transposed)) : y;
    }

    private static void Forward<T>(Tensor x, Tensor weight, Tensor? bias, Tensor y, Window window, int groups, bool transposed) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (transposed) Spread<T>(x, weight, y, window, groups);
        else Gather<T>(x, weight, y, window, groups);
        if (bias is null) return;
        int plane = (int)(y._shape[2] * y._shape[3]), channels = (int)y._shape[1];
        var z = y.Span<T>();
        var b = bias.Span<T>();
        for (int i = 0; i < z.Length / plane; i++)
        {
            var target = z.Slice(i * plane, plane);
            TensorPrimitives.Add(target, b[i % channels], target);
        }
    }

    /// <summary>small[image, o] = sum over c and the window of large[image, c] weight[o, c]: each place of the small image gathers a window of the large one.</summary>
    private static void Gather<T>(Tensor large, Tensor weight, Tensor small, Window window, int groups) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (inner, size, plane) = Sizes(large, small, window, groups);
        int image = (int)(large._count / Math.Max(1, large._shape[0]));
        Work.Split((int)large._shape[0], Group, (large, weight, small, window, groups, inner, size, plane, image), static (s, lo, hi) =>
        {
            using var columns = Scratch<T>(s.size * s.plane);
            var c = columns.Span<T>();
            int h = (int)s.large._shape[2], w = (int)s.large._shape[3], outer = (int)s.weight._shape[0] / s.groups;
            for (int i = lo; i < hi; i++)
                for (int q = 0; q < s.groups; q++)
                {
                    var from = s.large.Span<T>().Slice(i * s.image + q * s.inner * h * w, s.inner * h * w);
                    Unfold<T>(from, s.inner, h, w, s.window, (int)s.small._shape[2], (int)s.small._shape[3], c);
                    var to = s.small.Span<T>().Slice((i * s.groups + q) * outer * s.plane, outer * s.plane);
                    Product.Run<T>(false, false, outer, s.plane, s.size, s.weight.Span<T>().Slice(q * outer * s.size, outer * s.size), s.size, c, s.plane, T.Zero, to, s.plane);
                }
        });
    }

    /// <summary>large[image, c] = sum over o and the window of small[image, o] weight[o, c]: each place of the small image spreads over a window of the large one.</summary>
    private static void Spread<T>(Tensor small, Tensor weight, Tensor large, Window window, int groups) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (inner, size, plane) = Sizes(large, small, window, groups);
        int image = (int)(large._count / Math.Max(1, large._shape[0]));
        Work.Split((int)large._shape[0], Group, (large, weight, small, window, groups, inner, size, plane, image), static (s, lo, hi) =>
        {
            using var columns = Scratch<T>(s.size * s.plane);
            var c = columns.Span<T>();
            int h = (int)s.large._shape[2], w = (int)s.large._shape[3], outer = (int)s.weight._shape[0] / s.groups;
            for (int i = lo; i < hi; i++)
                for (int q = 0; q < s.groups; q++)
                {
                    var from = s.small.Span<T>().Slice((i * s.groups + q) * outer * s.plane, outer * s.plane);
                    Product.Run<T>(true, false, s.size, s.plane, outer, s.weight.Span<T>().Slice(q * outer * s.size, outer * s.size), s.size, from, s.plane, T.Zero, c, s.plane);
                    var to = s.large.Span<T>().Slice(i * s.image + q * s.inner * h * w, s.inner * h * w);
                    to.Clear();
                    Fold<T>(c, s.inner, h, w, s.window, (int)s.small._shape[2], (int)s.small._shape[3], to);
                }
        });
    }

    /// <summary>weight[o, c] gets the sum over images of small[image, o] times the windows of large[image, c].</summary>
    private static void Correlate<T>(Tensor large, Tensor small, Tensor weight, Window window, int groups, bool add) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (inner, size, plane) = Sizes(large, small, window, groups);
        int images = (int)large._shape[0], image = (int)(large._count / Math.Max(1, large._shape[0]));
        int parts = (images + Group - 1) / Group;
        using var sums = Tensor.New(weight._type, [parts, weight._count]);
        Work.Split(parts, 1, (large, weight, small, window, groups, inner, size, plane, image, images, sums), static (s, lo, hi) =>
        {
            using var columns = Scratch<T>(s.size * s.plane);
            var c = columns.Span<T>();
            int h = (int)s.large._shape[2], w = (int)s.large._shape[3], outer = (int)s.weight._shape[0] / s.groups;
            for (int part = lo; part < hi; part++)
                for (int i = part * Group; i < Math.Min(s.images, (part + 1) * Group); i++)
                    for (int q = 0; q < s.groups; q++)
                    {
                        Unfold<T>(s.large.Span<T>().Slice(i * s.image + q * s.inner * h * w, s.inner * h * w), s.inner, h, w, s.window, (int)s.small._shape[2], (int)s.small._shape[3], c);
                        var from = s.small.Span<T>().Slice((i * s.groups + q) * outer * s.plane, outer * s.plane);
                        var to = s.sums.Span<T>().Slice(part * s.weight._count + q * outer * s.size, outer * s.size);
                        Product.Run<T>(false, true, outer, s.size, s.plane, from, s.plane, c, s.plane, i == part * Group ? T.Zero : T.One, to, s.size);
                    }
        });
        var z = weight.Span<T>();
        var all = sums.Span<T>();
        if (!add) z.Clear();
        for (int part = 0; part < parts; part++) TensorPrimitives.Add(z, all.Slice(part * z.Length, z.Length), z);
    }

    /// <summary>Channels of the large image in a group, elements of their windows together, and places of the small image.</summary>
    private static (int Inner, int Size, int Plane) Sizes(Tensor large, Tensor small, Window window, int groups)
    {
        int inner = (int)large._shape[1] / groups;
        return (inner, inner * window.KernelH * window.KernelW, (int)(small._shape[2] * small._shape[3]));
    }

    private static Tensor Scratch<T>(int count) where T : unmanaged
    {
        var scope = DisposeScope.Suspend();
        var t = Tensor.New(Promotion.Of<T>(), [count]);
        DisposeScope.Resume(scope);
        return t;
    }

    /// <summary>The windows of an image as a matrix: one row for each channel and place in the window, one column for each place of the window.</summary>
    private static void Unfold<T>(ReadOnlySpan<T> image, int channels, int h, int w, Window window, int outH, int outW, Span<T> columns) where T : unmanaged, INumber<T>
    {
        int at = 0;
        for (int c = 0; c < channels; c++)
            for (int ky = 0; ky < window.KernelH; ky++)
                for (int kx = 0; kx < window.KernelW; kx++)
                {
                    int shift = kx * window.DilationW - window.PadW;
                    var (first, last) = Inside(shift, window.StrideW, w, outW);
                    for (int oy = 0; oy < outH; oy++, at += outW)
                    {
                        var row = columns.Slice(at, outW);
                        int y = oy * window.StrideH + ky * window.DilationH - window.PadH;
                        if ((uint)y >= (uint)h || first >= last)
                        {
                            row.Clear();
                            continue;
                        }
                        row[..first].Clear();
                        row[last..].Clear();
                        var line = image.Slice((c * h + y) * w, w);
                        if (window.StrideW == 1) line.Slice(first + shift, last - first).CopyTo(row[first..]);
                        else for (int ox = first, x = first * window.StrideW + shift; ox < last; ox++, x += window.StrideW) row[ox] = line[x];
                    }
                }
    }

    /// <summary>Adds the matrix of windows back into the image: the transpose of <see cref="Unfold"/>.</summary>
    private static void Fold<T>(ReadOnlySpan<T> columns, int channels, int h, int w, Window window, int outH, int outW, Span<T> image) where T : unmanaged, INumber<T>
    {
        int at = 0;
        for (int c = 0; c < channels; c++)
            for (int ky = 0; ky < window.KernelH; ky++)
                for (int kx = 0; kx < window.KernelW; kx++)
                {
                    int shift = kx * window.DilationW - window.PadW;
                    var (first, last) = Inside(shift, window.StrideW, w, outW);
                    for (int oy = 0; oy < outH; oy++, at += outW)
                    {
                        int y = oy * window.StrideH + ky * window.DilationH - window.PadH;
                        if ((uint)y >= (uint)h || first >= last) continue;
                        var row = columns.Slice(at, outW);
                        var line = image.Slice((c * h + y) * w, w);
                        if (window.StrideW == 1)
                        {
                            var target = line.Slice(first + shift, last - first);
                            TensorPrimitives.Add(target, row[first..last], target);
                        }
                        else
                        {
                            for (int ox = first, x = first * window.StrideW + shift; ox < last; ox++, x += window.StrideW) line[x] += row[ox];
                        }
                    }
                }
    }

    /// <summary>The places of a window's row whose element lies inside the image.</summary>
    private static (int First, int Last) Inside(int shift, int stride, int w, int outW)
    {
        int first = shift >= 0 ? 0 : (-shift + stride - 1) / stride;
        int last = w - shift <= 0 ? 0 : Math.Min(outW, (w - shift + stride - 1) / stride);
        return (Math.Min(first, outW), Math.Max(last, 0));
    }

    private sealed class ConvolutionNode : Node
    {
        private readonly Window _window;
        private readonly int _groups;
        private readonly bool _transposed;
        private readonly long[] _shape;
        private Saved _x, _weight;

        internal ConvolutionNode(Tensor x, Tensor weight, Tensor? bias, Tensor cx, Tensor cw, Window window, int groups, bool transposed)
        {
            (_window, _groups, _transposed, _shape) = (window, groups, transposed, x._shape);
            Input(0, x);
            Input(1, weight);
            Input(2, bias);
            if (Needs(1)) _x = new Saved(cx);
            _weight = new Saved(cw);
        }

        protected override bool ReleaseSaved()
        {
            _x.Release();
            _weight.Release();
            return true;
        }

        protected override void Backward(Tensor g, Engine engine)
        {
            if (g._type == ScalarType.Float32) Backward<float>(g, engine);
            else Backward<double>(g, engine);
        }

        private void Backward<T>(Tensor gradient, Engine engine) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            using var g = Copy.RowMajor(gradient);
            if (Needs(2)) Send(engine, 2, Reduce.Sum(g, [0, 2, 3], false, null));
            if (Needs(1))
            {
                var weight = _weight.Value;
                var target = WeightTarget(engine, 1, weight._type, weight._shape, out bool add);
                if (_transposed) Correlate<T>(g, _x.Value, target, _window, _groups, add);
                else Correlate<T>(_x.Value, g, target, _window, _groups, add);
                Deliver(engine, 1, target);
            }
            if (Needs(0))
            {
                var gx = Tensor.New(g._type, _shape);
                if (_transposed) Gather<T>(g, _weight.Value, gx, _window, _groups);
                else Spread<T>(g, _weight.Value, gx, _window, _groups);
                Send(engine, 0, gx);
            }
        }
    }
}
