using System.Runtime.Intrinsics;

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

    /// <summary>Rows of an image are copied in whole registers, so there is room for one more behind the last.</summary>
    private const int Slack = 64;

    internal static Tensor Apply(Tensor x, Tensor weight, Tensor? bias, Window window, int groups, bool transposed, int extraH, int extraW, LinearOp.Activation? activation = null)
    {
        string name = transposed ? "conv_transpose2d" : "conv2d";
        if (x._shape.Length == 3)
        {
            using var one = x.unsqueeze(0);
            using var result = Apply(one, weight, bias, window, groups, transposed, extraH, extraW, activation);
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
        if (x._type == ScalarType.Float32) Forward<float>(cx, cw, cb, y, window, groups, transposed, activation);
        else Forward<double>(cx, cw, cb, y, window, groups, transposed, activation);
        return GradMode.Records(x, weight) || GradMode.Records(x, bias) ? y.SetHistory(new ConvolutionNode(x, weight, bias, cx, cw, y, window, groups, transposed, activation)) : y;
    }

    private static void Forward<T>(Tensor x, Tensor weight, Tensor? bias, Tensor y, Window window, int groups, bool transposed, LinearOp.Activation? activation)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (transposed) Spread<T>(x, weight, bias, y, window, groups, activation);
        else Gather<T>(x, weight, bias, y, window, groups, activation);
    }

    /// <summary>Adds a channel's bias to each of its places in an image, and applies the activation.</summary>
    private static void Finish<T>(Tensor? bias, LinearOp.Activation? activation, Span<T> image) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (bias is not null)
        {
            var b = bias.Span<T>();
            int plane = image.Length / b.Length;
            for (int c = 0; c < b.Length; c++)
            {
                var target = image.Slice(c * plane, plane);
                TensorPrimitives.Add(target, b[c], target);
            }
        }
        if (activation is { } f) Pointwise.Real<T>(f.Kind, image, image, f.P, f.Q);
    }

    /// <summary>small[image, o] = sum over c and the window of large[image, c] weight[o, c]: each place of the small image gathers a window of the large one.</summary>
    private static void Gather<T>(Tensor large, Tensor weight, Tensor? bias, Tensor small, Window window, int groups, LinearOp.Activation? activation) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var z = new Sizes(large, small, window, groups);
        Simd.Split.Run((int)large._shape[0], Group, (large, weight, bias, small, z, activation), static (s, lo, hi) =>
        {
            using var scratch = new Scratch<T>(s.z);
            for (int i = lo; i < hi; i += s.z.Together)
            {
                int count = Math.Min(s.z.Together, hi - i), width = count * s.z.Plane;
                for (int q = 0; q < s.z.Groups; q++)
                {
                    Unfold(s.large, i, count, q, s.z, scratch);
                    var y = count == 1 ? s.z.Small<T>(s.small, i, q) : scratch.Smalls;
                    Product.Run<T>(false, false, s.z.Outer, width, s.z.Size, s.z.Weight<T>(s.weight, q), s.z.Size, scratch.Columns, width, T.Zero, y, width);
                    if (count > 1) Apart<T>(scratch.Smalls, s.small, i, count, q, s.z);
                }
                for (int k = i; k < i + count; k++) Finish(s.bias, s.activation, s.small.Span<T>().Slice(k * s.z.SmallImage, s.z.SmallImage));
            }
        });
    }

    /// <summary>large[image, c] = sum over o and the window of small[image, o] weight[o, c]: each place of the small image spreads over a window of the large one.</summary>
    private static void Spread<T>(Tensor small, Tensor weight, Tensor? bias, Tensor large, Window window, int groups, LinearOp.Activation? activation) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var z = new Sizes(large, small, window, groups);
        Simd.Split.Run((int)large._shape[0], Group, (large, weight, bias, small, z, activation), static (s, lo, hi) =>
        {
            using var scratch = new Scratch<T>(s.z);
            for (int i = lo; i < hi; i += s.z.Together)
            {
                int count = Math.Min(s.z.Together, hi - i), width = count * s.z.Plane;
                for (int q = 0; q < s.z.Groups; q++)
                {
                    var x = SideBySide(s.small, i, count, q, s.z, scratch);
                    Product.Run<T>(true, false, s.z.Size, width, s.z.Outer, s.z.Weight<T>(s.weight, q), s.z.Size, x, width, T.Zero, scratch.Columns, width);
                    for (int k = 0; k < count; k++) Fold<T>(scratch.Columns[(k * s.z.Plane)..], width, s.z, scratch.Padded, s.z.Large<T>(s.large, i + k, q));
                }
                for (int k = i; k < i + count; k++) Finish(s.bias, s.activation, s.large.Span<T>().Slice(k * s.z.LargeImage, s.z.LargeImage));
            }
        });
    }

    /// <summary>weight[o, c] gets the sum over images of small[image, o] times the windows of large[image, c].</summary>
    /// <remarks>The sums are kept as (windows x o): the small operand is then the one that the product has to turn round.</remarks>
    private static void Correlate<T>(Tensor large, Tensor small, Tensor weight, Window window, int groups, bool add) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var z = new Sizes(large, small, window, groups);
        int images = (int)large._shape[0], parts = (images + Group - 1) / Group;
        using var sums = Tensor.New(weight._type, [parts, weight._count]);
        Simd.Split.Run(parts, 1, (large, small, sums, z, images), static (s, lo, hi) =>
        {
            using var scratch = new Scratch<T>(s.z);
            for (int part = lo; part < hi; part++)
                for (int i = part * Group, end = Math.Min(s.images, (part + 1) * Group); i < end; i += s.z.Together)
                    for (int q = 0; q < s.z.Groups; q++)
                    {
                        int count = Math.Min(s.z.Together, end - i), width = count * s.z.Plane;
                        Unfold(s.large, i, count, q, s.z, scratch);
                        var y = SideBySide(s.small, i, count, q, s.z, scratch);
                        var to = s.sums.Span<T>().Slice((part * s.z.Groups + q) * s.z.Outer * s.z.Size, s.z.Outer * s.z.Size);
                        Product.Run<T>(false, true, s.z.Size, s.z.Outer, width, scratch.Columns, width, y, width, i == part * Group ? T.Zero : T.One, to, s.z.Outer);
                    }
        });
        var all = sums.Span<T>();
        var total = all[..weight._count];
        for (int part = 1; part < parts; part++) TensorPrimitives.Add(total, all.Slice(part * total.Length, total.Length), total);
        var w = weight.Span<T>();
        if (!add) w.Clear();
        for (int q = 0; q < groups && parts > 0; q++)
            for (int o = 0; o < z.Outer; o++)
                for (int k = 0; k < z.Size; k++)
                    w[(q * z.Outer + o) * z.Size + k] += total[(q * z.Size + k) * z.Outer + o];
    }

    /// <summary>Small images as one matrix, (channels x places of all images); of one image that is how it lies.</summary>
    private static ReadOnlySpan<T> SideBySide<T>(Tensor small, int image, int count, int group, in Sizes z, in Scratch<T> scratch) where T : unmanaged
    {
        if (count == 1) return z.Small<T>(small, image, group);
        for (int k = 0; k < count; k++)
        {
            var from = z.Small<T>(small, image + k, group);
            for (int o = 0; o < z.Outer; o++) from.Slice(o * z.Plane, z.Plane).CopyTo(scratch.Smalls[((o * count + k) * z.Plane)..]);
        }
        return scratch.Smalls;
    }

    /// <summary>The way back from <see cref="SideBySide"/>.</summary>
    private static void Apart<T>(ReadOnlySpan<T> smalls, Tensor small, int image, int count, int group, in Sizes z) where T : unmanaged
    {
        for (int k = 0; k < count; k++)
        {
            var to = z.Small<T>(small, image + k, group);
            for (int o = 0; o < z.Outer; o++) smalls.Slice((o * count + k) * z.Plane, z.Plane).CopyTo(to[(o * z.Plane)..]);
        }
    }

    /// <summary>The sizes of one convolution, of a group of channels where there are several groups, and where the parts of the tensors lie.</summary>
    private readonly struct Sizes
    {
        internal Sizes(Tensor large, Tensor small, Window window, int groups)
        {
            (Window, Groups) = (window, groups);
            (Inner, Outer) = ((int)large._shape[1] / groups, (int)small._shape[1] / groups);
            (H, W) = ((int)large._shape[2], (int)large._shape[3]);
            (OutH, OutW) = ((int)small._shape[2], (int)small._shape[3]);
        }

        internal Window Window { get; }

        internal int Groups { get; }

        /// <summary>Channels of the large image.</summary>
        internal int Inner { get; }

        /// <summary>Channels of the small image.</summary>
        internal int Outer { get; }

        /// <summary>Height of the large image.</summary>
        internal int H { get; }

        /// <summary>Width of the large image.</summary>
        internal int W { get; }

        /// <summary>Height of the small image: places of the window.</summary>
        internal int OutH { get; }

        /// <summary>Width of the small image.</summary>
        internal int OutW { get; }

        /// <summary>Elements of a window in all channels.</summary>
        internal int Size => Inner * Window.KernelH * Window.KernelW;

        /// <summary>Places of the window.</summary>
        internal int Plane => OutH * OutW;

        /// <summary>Images that share a product, so that it does not become too narrow.</summary>
        internal int Together => Math.Clamp(256 / Math.Max(1, Plane), 1, Group);

        internal int PaddedH => H + 2 * Window.PadH;

        internal int PaddedW => W + 2 * Window.PadW;

        internal int LargeImage => Groups * Inner * H * W;

        internal int SmallImage => Groups * Outer * Plane;

        internal Span<T> Large<T>(Tensor large, int image, int group) where T : unmanaged => large.Span<T>().Slice((image * Groups + group) * Inner * H * W, Inner * H * W);

        internal Span<T> Small<T>(Tensor small, int image, int group) where T : unmanaged => small.Span<T>().Slice((image * Groups + group) * Outer * Plane, Outer * Plane);

        internal Span<T> Weight<T>(Tensor weight, int group) where T : unmanaged => weight.Span<T>().Slice(group * Outer * Size, Outer * Size);
    }

    /// <summary>Memory that one thread works in, lent by the pool.</summary>
    private readonly ref struct Scratch<T> where T : unmanaged
    {
        private readonly Storage _storage;

        internal Scratch(in Sizes z)
        {
            int columns = z.Size * z.Plane * z.Together + Slack, padded = z.PaddedH * z.PaddedW * z.Together + Slack, smalls = z.Together == 1 ? 0 : z.Outer * z.Plane * z.Together;
            _storage = BufferPool.Rent(((long)columns + padded + smalls) * Unsafe.SizeOf<T>());
            Columns = _storage.Span<T>(0, columns);
            Padded = _storage.Span<T>(columns, padded);
            Smalls = _storage.Span<T>(columns + padded, smalls);
        }

        /// <summary>The matrix of windows.</summary>
        internal Span<T> Columns { get; }

        /// <summary>A channel of each image with its padding.</summary>
        internal Span<T> Padded { get; }

        /// <summary>The small images side by side, where there are several.</summary>
        internal Span<T> Smalls { get; }

        public void Dispose() => _storage.Release();
    }

    /// <summary>The windows of images as a matrix: one row for each channel and place in the window, one column for each image and place of the window.</summary>
    private static void Unfold<T>(Tensor large, int image, int count, int group, in Sizes z, in Scratch<T> scratch) where T : unmanaged, INumber<T>
    {
        var window = z.Window;
        int width = z.PaddedW, outH = z.OutH, outW = z.OutW, plane = z.PaddedH * width;
        var padded = scratch.Padded;
        padded.Clear();
        ref var to = ref MemoryMarshal.GetReference(scratch.Columns);
        for (int c = 0; c < z.Inner; c++)
        {
            for (int k = 0; k < count; k++)
            {
                var channel = z.Large<T>(large, image + k, group).Slice(c * z.H * z.W, z.H * z.W);
                for (int y = 0; y < z.H; y++) channel.Slice(y * z.W, z.W).CopyTo(padded[(k * plane + (y + window.PadH) * width + window.PadW)..]);
            }
            for (int ky = 0; ky < window.KernelH; ky++)
                for (int kx = 0; kx < window.KernelW; kx++)
                    for (int k = 0; k < count; k++)
                    {
                        ref var from = ref padded[k * plane + ky * window.DilationH * width + kx * window.DilationW];
                        for (int oy = 0; oy < outH; oy++)
                        {
                            if (window.StrideW == 1)
                                // What a register writes too much is overwritten by the next row; behind the last there is slack.
                                for (int x = 0; x < outW; x += Vector<T>.Count) Vector.LoadUnsafe(ref from, (nuint)x).StoreUnsafe(ref to, (nuint)x);
                            else if (window.StrideW == 2 && typeof(T) == typeof(float))
                                for (int x = 0; x < outW; x += 4) EverySecond(ref Unsafe.As<T, uint>(ref Unsafe.Add(ref from, 2 * x))).StoreUnsafe(ref Unsafe.As<T, uint>(ref Unsafe.Add(ref to, x)));
                            else
                                for (int x = 0; x < outW; x++) Unsafe.Add(ref to, x) = Unsafe.Add(ref from, x * window.StrideW);
                            to = ref Unsafe.Add(ref to, outW);
                            from = ref Unsafe.Add(ref from, window.StrideH * width);
                        }
                    }
        }
    }

    /// <summary>Adds the windows of one image up: the transpose of <see cref="Unfold"/>.</summary>
    private static void Fold<T>(ReadOnlySpan<T> columns, int row, in Sizes z, Span<T> padded, Span<T> image) where T : unmanaged, INumber<T>
    {
        var window = z.Window;
        int width = z.PaddedW, outH = z.OutH, outW = z.OutW;
        int whole = outW / Vector<T>.Count * Vector<T>.Count;
        // Adds nothing behind the end of a row.
        var rest = Vector.LessThan(Vector<T>.Indices, new Vector<T>(T.CreateTruncating(outW - whole)));
        ref var from = ref MemoryMarshal.GetReference(columns);
        padded = padded[..(z.PaddedH * width + Slack)];
        for (int c = 0; c < z.Inner; c++)
        {
            padded.Clear();
            for (int ky = 0; ky < window.KernelH; ky++)
                for (int kx = 0; kx < window.KernelW; kx++)
                {
                    ref var to = ref padded[ky * window.DilationH * width + kx * window.DilationW];
                    for (int oy = 0; oy < outH; oy++)
                    {
                        if (window.StrideW == 1)
                        {
                            int x = 0;
                            for (; x < whole; x += Vector<T>.Count) (Vector.LoadUnsafe(ref to, (nuint)x) + Vector.LoadUnsafe(ref from, (nuint)x)).StoreUnsafe(ref to, (nuint)x);
                            if (x < outW) (Vector.LoadUnsafe(ref to, (nuint)x) + (Vector.LoadUnsafe(ref from, (nuint)x) & rest)).StoreUnsafe(ref to, (nuint)x);
                        }
                        else
                        {
                            int x = 0;
                            if (window.StrideW == 2 && typeof(T) == typeof(float))
                                for (; x <= outW - 4; x += 4) AddToEverySecond(ref Unsafe.As<T, float>(ref Unsafe.Add(ref from, x)), ref Unsafe.As<T, float>(ref Unsafe.Add(ref to, 2 * x)));
                            for (; x < outW; x++) Unsafe.Add(ref to, x * window.StrideW) += Unsafe.Add(ref from, x);
                        }
                        from = ref Unsafe.Add(ref from, outW);
                        to = ref Unsafe.Add(ref to, window.StrideH * width);
                    }
                    from = ref Unsafe.Add(ref from, row - z.Plane);
                }
            for (int y = 0; y < z.H; y++) padded.Slice((y + window.PadH) * width + window.PadW, z.W).CopyTo(image[((c * z.H + y) * z.W)..]);
        }
    }

    /// <summary>Numbers 0, 2, 4 and 6: the lower halves of four pairs.</summary>
    private static Vector128<uint> EverySecond(ref uint from)
    {
        ref ulong pairs = ref Unsafe.As<uint, ulong>(ref from);
        return Vector128.Narrow(Vector128.LoadUnsafe(ref pairs), Vector128.LoadUnsafe(ref pairs, 2));
    }

    /// <summary>Adds four numbers to the numbers 0, 2, 4 and 6.</summary>
    private static void AddToEverySecond(ref float from, ref float to)
    {
        var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(ref from).AsUInt32());
        (Vector128.LoadUnsafe(ref to) + low.AsSingle()).StoreUnsafe(ref to);
        (Vector128.LoadUnsafe(ref to, 4) + high.AsSingle()).StoreUnsafe(ref to, 4);
    }

    /// <summary>The sum of each channel over all images.</summary>
    private static Tensor SumOfChannels<T>(Tensor g) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int channels = (int)g._shape[1], plane = (int)(g._shape[2] * g._shape[3]);
        var sums = Tensor.New(g._type, [channels]);
        Simd.Split.Run(channels, Math.Max(1, (1 << 15) / (int)Math.Max(1, g._shape[0] * plane)), (g, sums, channels, plane), static (s, lo, hi) =>
        {
            var a = s.g.Span<T>();
            for (int c = lo; c < hi; c++)
            {
                double sum = 0;
                for (int at = c * s.plane; at < a.Length; at += s.channels * s.plane) sum += double.CreateTruncating(Reduce.Total<T>(a.Slice(at, s.plane)));
                s.sums.Span<T>()[c] = T.CreateTruncating(sum);
            }
        });
        return sums;
    }

    private sealed class ConvolutionNode : Node
    {
        private readonly Window _window;
        private readonly int _groups;
        private readonly bool _transposed;
        private readonly long[] _shape;
        private readonly LinearOp.Activation? _activation;
        private Saved _x, _weight, _y;

        internal ConvolutionNode(Tensor x, Tensor weight, Tensor? bias, Tensor cx, Tensor cw, Tensor y, Window window, int groups, bool transposed, LinearOp.Activation? activation)
        {
            (_window, _groups, _transposed, _shape, _activation) = (window, groups, transposed, x._shape, activation);
            Input(0, x);
            Input(1, weight);
            Input(2, bias);
            if (Needs(1)) _x = new Saved(cx);
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

        protected override void Backward(Tensor g, Engine engine)
        {
            if (g._type == ScalarType.Float32) Backward<float>(g, engine);
            else Backward<double>(g, engine);
        }

        private void Backward<T>(Tensor gradient, Engine engine) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            bool own = gradient.MayOverwrite;
            using var after = Copy.RowMajor(gradient);
            using var g = _activation is null || own ? new Tensor(after) : Tensor.NewLike(after);
            if (_activation is { } f) Pointwise.Slopes(f.Kind, after, _y.Value, g, f.P, f.Q);
            if (Needs(2)) Send(engine, 2, SumOfChannels<T>(g));
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
                if (_transposed) Gather<T>(g, _weight.Value, null, gx, _window, _groups, null);
                else Spread<T>(g, _weight.Value, null, gx, _window, _groups, null);
                Send(engine, 0, gx);
            }
        }
    }
}
