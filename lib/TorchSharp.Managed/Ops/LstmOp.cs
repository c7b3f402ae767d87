namespace TorchSharp;

/// <summary>
/// One layer of long short-term memory (Hochreiter and Schmidhuber 1997) in one direction over all time steps: the inputs' part of
/// all gates is one product, each step then adds its own small one and applies the gates.
/// </summary>
/// <remarks>
/// Gates lie in the order input, forget, cell, output. Sequences are (batch, time, width) or (time, batch, width) and are read as they lie: the row of
/// sample b at time t is b T + t or t B + b.
/// </remarks>
internal static class LstmOp
{
    internal static (Tensor Output, Tensor Hidden, Tensor Cell) Layer(Tensor x, Tensor h0, Tensor c0, Tensor wi, Tensor wh, Tensor? bi, Tensor? bh, bool batchFirst, bool backwards)
    {
        if (x._type != wi._type) throw Fail.Types("LSTM: input and weight", x._type, wi._type);
        int hidden = (int)wh._shape[1];
        if (x._shape[2] != wi._shape[1]) throw Fail.Shape("LSTM: the last size of the input and the second of the weight", x._shape, wi._shape);
        int batch = (int)x._shape[batchFirst ? 0 : 1];
        foreach (var state in new[] { h0, c0 })
            if (!Shapes.Same(state._shape, [batch, hidden])) throw Fail.Shape("LSTM: a state and (batch, hidden)", state._shape, [batch, hidden]);
        var output = Tensor.New(x._type, [x._shape[0], x._shape[1], hidden]);
        var last = Tensor.New(x._type, [batch, hidden]);
        var cell = Tensor.New(x._type, [batch, hidden]);
        using var cx = Copy.RowMajor(x);
        using var cwi = Copy.RowMajor(wi);
        using var cwh = Copy.RowMajor(wh);
        using var ch = Copy.RowMajor(h0);
        using var cc = Copy.RowMajor(c0);
        using var gates = Tensor.New(x._type, [x._shape[0] * x._shape[1], 4L * hidden]);
        using var cells = Tensor.New(x._type, output._shape);
        using var squashed = Tensor.New(x._type, output._shape);
        var plan = new Layout(batch, (int)x._shape[batchFirst ? 1 : 0], (int)x._shape[2], hidden, batchFirst, backwards);
        if (x._type == ScalarType.Float32) Forward<float>(plan, cx, ch, cc, cwi, cwh, bi, bh, gates, cells, squashed, output, last, cell);
        else Forward<double>(plan, cx, ch, cc, cwi, cwh, bi, bh, gates, cells, squashed, output, last, cell);
        if (GradMode.Records(x, wi) || GradMode.Records(h0, c0) || GradMode.Records(wh, bi))
        {
            var node = new LstmNode(plan, [x, h0, c0, wi, wh, bi, bh], [cx, ch, cc, cwi, cwh, gates, cells, squashed, output]);
            output.SetHistory(node, 0);
            last.SetHistory(node, 1);
            cell.SetHistory(node, 2);
        }
        return (output, last, cell);
    }

    private readonly record struct Layout(int Batch, int Steps, int Width, int Hidden, bool BatchFirst, bool Backwards)
    {
        internal int Rows => Batch * Steps;

        /// <summary>Rows between neighbours of the batch.</summary>
        internal int Stride => BatchFirst ? Steps : 1;

        /// <summary>The row of the first sample at the s-th step taken.</summary>
        internal int First(int s) => (Backwards ? Steps - 1 - s : s) * (BatchFirst ? 1 : Batch);
    }

    private static void Forward<T>(Layout p, Tensor x, Tensor h0, Tensor c0, Tensor wi, Tensor wh, Tensor? bi, Tensor? bh,
        Tensor gates, Tensor cells, Tensor squashed, Tensor output, Tensor last, Tensor cell) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int h = p.Hidden, g4 = 4 * h;
        var g = gates.Span<T>();
        var c = cells.Span<T>();
        var q = squashed.Span<T>();
        var y = output.Span<T>();
        using var bias = bi is null ? null : Tensor.New(x._type, bi._shape);
        if (bias is not null) Binary.Into(BinaryKind.Add, bi!, bh!, bias);
        Product.Run<T>(false, true, p.Rows, g4, p.Width, x.Span<T>(), Math.Max(1, p.Width), wi.Span<T>(), Math.Max(1, p.Width), T.Zero, g, g4, bias is null ? default : bias.Span<T>());
        ReadOnlySpan<T> before = h0.Span<T>(), cellBefore = c0.Span<T>();
        int beforeStride = 1;
        for (int s = 0; s < p.Steps; s++)
        {
            int first = p.First(s);
            Product.Run<T>(false, true, p.Batch, g4, h, before, beforeStride * h, wh.Span<T>(), h, T.One, g[(first * g4)..], p.Stride * g4);
            for (int b = 0; b < p.Batch; b++)
            {
                int row = first + b * p.Stride;
                var gate = g.Slice(row * g4, g4);
                TensorPrimitives.Sigmoid<T>(gate[..(2 * h)], gate[..(2 * h)]);
                TensorPrimitives.Tanh<T>(gate.Slice(2 * h, h), gate.Slice(2 * h, h));
                TensorPrimitives.Sigmoid<T>(gate[(3 * h)..], gate[(3 * h)..]);
                var state = c.Slice(row * h, h);
                var tanh = q.Slice(row * h, h);
                var target = y.Slice(row * h, h);
                TensorPrimitives.Multiply<T>(gate.Slice(h, h), cellBefore.Slice(b * beforeStride * h, h), state);
                TensorPrimitives.MultiplyAdd<T>(gate[..h], gate.Slice(2 * h, h), state, state);
                TensorPrimitives.Tanh<T>(state, tanh);
                TensorPrimitives.Multiply<T>(gate[(3 * h)..], tanh, target);
            }
            before = y[(first * h)..];
            cellBefore = c[(first * h)..];
            beforeStride = p.Stride;
        }
        for (int b = 0; b < p.Batch; b++)
        {
            before.Slice(b * beforeStride * h, h).CopyTo(last.Span<T>()[(b * h)..]);
            cellBefore.Slice(b * beforeStride * h, h).CopyTo(cell.Span<T>()[(b * h)..]);
        }
    }

    private sealed class LstmNode : Node
    {
        private readonly Layout _layout;
        private readonly Edge[] _edges;
        private readonly Saved[] _saved;
        private readonly long[] _inputShape;

        internal LstmNode(Layout layout, Tensor?[] inputs, Tensor[] saved)
        {
            _layout = layout;
            _inputShape = inputs[0]!._shape;
            _edges = [.. inputs.Select(t => t is { _requiresGrad: true } ? t.GradEdge() : default)];
            _saved = [.. saved.Select(t => new Saved(t))];
        }

        protected override int Outputs => 3;

        protected override bool ReleaseSaved()
        {
            for (int i = 0; i < _saved.Length; i++) _saved[i].Release();
            return true;
        }

        protected override void Backward(Tensor gradient, Engine engine) => Backward(gradient, new Tensor?[3], engine);

        protected override void Backward(Tensor? first, Tensor?[] more, Engine engine)
        {
            if (_saved[0].Value._type == ScalarType.Float32) Run<float>(first, more[1], more[2], engine);
            else Run<double>(first, more[1], more[2], engine);
        }

        private void Run<T>(Tensor? gOutput, Tensor? gHidden, Tensor? gCell, Engine engine) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var p = _layout;
            var (x, h0, c0, wi, wh) = (_saved[0].Value, _saved[1].Value, _saved[2].Value, _saved[3].Value, _saved[4].Value);
            var g = _saved[5].Value.Span<T>();
            var c = _saved[6].Value.Span<T>();
            var q = _saved[7].Value.Span<T>();
            var y = _saved[8].Value.Span<T>();
            int h = p.Hidden, g4 = 4 * h;
            var type = x._type;
            using var go = gOutput is null ? null : Copy.RowMajor(gOutput);
            using var dGates = Tensor.New(type, [p.Rows, g4]);
            using var earlier = Tensor.New(type, [p.Rows, h]);
            var dh = Tensor.New(type, h0._shape);
            var dc = Tensor.New(type, h0._shape);
            if (gHidden is null) dh.RawBytes().Clear();
            else Copy.Values(gHidden, dh);
            if (gCell is null) dc.RawBytes().Clear();
            else Copy.Values(gCell, dc);
            var d = dGates.Span<T>();
            var e = earlier.Span<T>();
            for (int s = p.Steps - 1; s >= 0; s--)
            {
                int first = p.First(s), previous = s == 0 ? 0 : p.First(s - 1);
                for (int b = 0; b < p.Batch; b++)
                {
                    int row = first + b * p.Stride, old = previous + b * p.Stride;
                    var hBefore = s == 0 ? h0.Span<T>().Slice(b * h, h) : y.Slice(old * h, h);
                    var cBefore = s == 0 ? c0.Span<T>().Slice(b * h, h) : c.Slice(old * h, h);
                    hBefore.CopyTo(e[(row * h)..]);
                    var into = dh.Span<T>().Slice(b * h, h);
                    if (go is not null) TensorPrimitives.Add<T>(into, go.Span<T>().Slice(row * h, h), into);
                    Gates<T>(g.Slice(row * g4, g4), q.Slice(row * h, h), cBefore, into, dc.Span<T>().Slice(b * h, h), d.Slice(row * g4, g4), h);
                }
                Product.Run<T>(false, false, p.Batch, h, g4, d[(first * g4)..], p.Stride * g4, wh.Span<T>(), h, T.Zero, dh.Span<T>(), h);
            }
            if (_edges[5].Target is not null || _edges[6].Target is not null)
            {
                using var bias = Tensor.New(type, [g4]);
                Reduce.Rows<T>(d, p.Rows, bias.Span<T>());
                Give(engine, 5, Copy.Contiguous(bias));
                Give(engine, 6, Copy.Contiguous(bias));
            }
            if (_edges[4].Target is not null) Give(engine, 4, Turned<T>(d, e, wh, p.Rows, g4, h));
            if (_edges[3].Target is not null) Give(engine, 3, Turned<T>(d, x.Span<T>(), wi, p.Rows, g4, p.Width));
            Give(engine, 1, dh);
            Give(engine, 2, dc);
            if (_edges[0].Target is null) return;
            var gx = Tensor.New(type, _inputShape);
            Product.Run<T>(false, false, p.Rows, p.Width, g4, d, g4, wi.Span<T>(), Math.Max(1, p.Width), T.Zero, gx.Span<T>(), Math.Max(1, p.Width));
            Give(engine, 0, gx);
        }

        /// <summary>The gradients before the gates of one sample at one step; dc becomes that of the step before.</summary>
        private static void Gates<T>(ReadOnlySpan<T> gate, ReadOnlySpan<T> tanh, ReadOnlySpan<T> cBefore, ReadOnlySpan<T> dh, Span<T> dc, Span<T> d, int h)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var i = gate[..h];
            var f = gate.Slice(h, h);
            var g = gate.Slice(2 * h, h);
            var o = gate.Slice(3 * h, h);
            var di = d[..h];
            var df = d.Slice(h, h);
            var dg = d.Slice(2 * h, h);
            var dout = d.Slice(3 * h, h);
            int k = 0;
            var one = Vector<T>.One;
            for (; k <= h - Vector<T>.Count; k += Vector<T>.Count)
            {
                var (vi, vf, vg, vo) = (new Vector<T>(i[k..]), new Vector<T>(f[k..]), new Vector<T>(g[k..]), new Vector<T>(o[k..]));
                var (vt, vh) = (new Vector<T>(tanh[k..]), new Vector<T>(dh[k..]));
                var vc = new Vector<T>(dc[k..]) + vh * vo * (one - vt * vt);
                (vh * vt * vo * (one - vo)).CopyTo(dout[k..]);
                (vc * vg * vi * (one - vi)).CopyTo(di[k..]);
                (vc * vi * (one - vg * vg)).CopyTo(dg[k..]);
                (vc * new Vector<T>(cBefore[k..]) * vf * (one - vf)).CopyTo(df[k..]);
                (vc * vf).CopyTo(dc[k..]);
            }
            for (; k < h; k++)
            {
                var c = dc[k] + dh[k] * o[k] * (T.One - tanh[k] * tanh[k]);
                dout[k] = dh[k] * tanh[k] * o[k] * (T.One - o[k]);
                di[k] = c * g[k] * i[k] * (T.One - i[k]);
                dg[k] = c * i[k] * (T.One - g[k] * g[k]);
                df[k] = c * cBefore[k] * f[k] * (T.One - f[k]);
                dc[k] = c * f[k];
            }
        }

        /// <summary>The gradient of a weight: d^T times what the weight was multiplied with.</summary>
        private static Tensor Turned<T>(ReadOnlySpan<T> d, ReadOnlySpan<T> input, Tensor weight, int rows, int outputs, int inputs) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var y = Tensor.New(weight._type, weight._shape);
            Product.Run<T>(true, false, outputs, inputs, rows, d, outputs, input, Math.Max(1, inputs), T.Zero, y.Span<T>(), Math.Max(1, inputs));
            return y;
        }

        private void Give(Engine engine, int i, Tensor gradient)
        {
            if (_edges[i].Target is { } target) target.Receive(_edges[i].Output, gradient, engine);
            else gradient.Dispose();
        }
    }
}
