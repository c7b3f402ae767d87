namespace TorchSharp;

/// <summary>
/// One layer of long short-term memory (Hochreiter and Schmidhuber 1997) in one direction over all time steps: the inputs' part of
/// all gates is one product, each step then adds its own small one and applies the gates.
/// </summary>
/// <remarks>
/// Gates lie in the order input, forget, cell, output. Whatever the order of the sequence's dimensions, everything inside lies step by step in the order the
/// steps are taken: row s B + b is sample b at step s, and the states have the initial one in front.
/// </remarks>
internal static class LstmOp
{
    internal static (Tensor Output, Tensor Hidden, Tensor Cell) Layer(Tensor x, Tensor h0, Tensor c0, Tensor wi, Tensor wh, Tensor? bi, Tensor? bh, bool batchFirst, bool backwards)
    {
        if (x._type != wi._type) throw Fail.Types("LSTM: input and weight", x._type, wi._type);
        int hidden = (int)wh._shape[1];
        if (x._shape[2] != wi._shape[1]) throw Fail.Shape("LSTM: the last size of the input and the second of the weight", x._shape, wi._shape);
        int batch = (int)x._shape[batchFirst ? 0 : 1], steps = (int)x._shape[batchFirst ? 1 : 0];
        RequireState(h0, batch, hidden);
        RequireState(c0, batch, hidden);
        var plan = new Layout(batch, steps, (int)x._shape[2], hidden, batchFirst, backwards);
        using var input = Tensor.New(x._type, [plan.Rows, plan.Width]);
        using var gates = Tensor.New(x._type, [plan.Rows, 4L * hidden]);
        using var states = Tensor.New(x._type, [plan.Rows + batch, hidden]);
        using var cells = Tensor.New(x._type, [plan.Rows + batch, hidden]);
        using var squashed = Tensor.New(x._type, [plan.Rows, hidden]);
        using var cwi = Copy.RowMajor(wi);
        using var cwh = Copy.RowMajor(wh);
        using var cx = Copy.RowMajor(x);
        var output = Tensor.New(x._type, [x._shape[0], x._shape[1], hidden]);
        using (var first = states.Share([batch, hidden], states._strides, 0)) Copy.Values(h0, first);
        using (var first = cells.Share([batch, hidden], cells._strides, 0)) Copy.Values(c0, first);
        if (x._type == ScalarType.Float32) Forward<float>(plan, cx, input, cwi, cwh, bi, bh, gates, states, cells, squashed, output);
        else Forward<double>(plan, cx, input, cwi, cwh, bi, bh, gates, states, cells, squashed, output);
        using var lastState = states.Share([batch, hidden], states._strides, plan.Rows * (long)hidden);
        using var lastCell = cells.Share([batch, hidden], cells._strides, plan.Rows * (long)hidden);
        var (last, cell) = (Copy.Contiguous(lastState), Copy.Contiguous(lastCell));
        if (GradMode.Records(x, wi) || GradMode.Records(h0, c0) || GradMode.Records(wh, bi))
        {
            var node = new LstmNode(plan, [x, h0, c0, wi, wh, bi, bh], [input, states, cells, cwi, cwh, gates, squashed]);
            output.SetHistory(node, 0);
            last.SetHistory(node, 1);
            cell.SetHistory(node, 2);
        }
        return (output, last, cell);
    }

    private static void RequireState(Tensor state, int batch, int hidden)
    {
        if (state._shape.Length != 2 || state._shape[0] != batch || state._shape[1] != hidden) throw Fail.Shape("LSTM: a state and (batch, hidden)", state._shape, [batch, hidden]);
    }

    private readonly record struct Layout(int Batch, int Steps, int Width, int Hidden, bool BatchFirst, bool Backwards)
    {
        internal int Rows => Batch * Steps;

        /// <summary>Where in the caller's sequence sample b at step s is.</summary>
        private int Outside(int s, int b)
        {
            int t = Backwards ? Steps - 1 - s : s;
            return BatchFirst ? b * Steps + t : t * Batch + b;
        }

        /// <summary>The caller's rows in the order of the steps.</summary>
        internal void Gather<T>(ReadOnlySpan<T> outside, Span<T> inside, int width)
        {
            if (!BatchFirst && !Backwards)
            {
                outside[..(Rows * width)].CopyTo(inside);
                return;
            }
            for (int s = 0, row = 0; s < Steps; s++)
                for (int b = 0; b < Batch; b++, row++) outside.Slice(Outside(s, b) * width, width).CopyTo(inside[(row * width)..]);
        }

        /// <summary>Rows in the order of the steps back into the caller's.</summary>
        internal void Scatter<T>(ReadOnlySpan<T> inside, Span<T> outside, int width)
        {
            if (!BatchFirst && !Backwards)
            {
                inside[..(Rows * width)].CopyTo(outside);
                return;
            }
            for (int s = 0, row = 0; s < Steps; s++)
                for (int b = 0; b < Batch; b++, row++) inside.Slice(row * width, width).CopyTo(outside[(Outside(s, b) * width)..]);
        }
    }

    private static void Forward<T>(Layout p, Tensor x, Tensor input, Tensor wi, Tensor wh, Tensor? bi, Tensor? bh, Tensor gates, Tensor states, Tensor cells, Tensor squashed, Tensor output)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int h = p.Hidden, g4 = 4 * h, block = p.Batch * h;
        var g = gates.Span<T>();
        var y = states.Span<T>();
        var c = cells.Span<T>();
        var q = squashed.Span<T>();
        p.Gather<T>(x.Span<T>(), input.Span<T>(), p.Width);
        using var bias = bi is null ? null : Tensor.New(x._type, bi._shape);
        if (bias is not null) Binary.Into(BinaryKind.Add, bi!, bh!, bias);
        int stride = Math.Max(1, p.Width);
        Product.Run<T>(false, true, p.Rows, g4, p.Width, input.Span<T>(), stride, wi.Span<T>(), stride, T.Zero, g, g4, bias is null ? default : bias.Span<T>());
        for (int s = 0; s < p.Steps; s++)
        {
            var gate = g.Slice(s * p.Batch * g4, p.Batch * g4);
            Product.Run<T>(false, true, p.Batch, g4, h, y[(s * block)..], h, wh.Span<T>(), h, T.One, gate, g4);
            // tanh(x) = 2 sigmoid(2 x) - 1 makes one function of all four gates.
            for (int b = 0; b < p.Batch; b++) Double(gate.Slice(b * g4 + 2 * h, h));
            Simd.Elementwise.Sigmoid<T>(gate, gate);
            var next = c.Slice((s + 1) * block, block);
            for (int b = 0; b < p.Batch; b++) Cell<T>(gate.Slice(b * g4, g4), c.Slice(s * block + b * h, h), next.Slice(b * h, h));
            var tanh = q.Slice(s * block, block);
            Simd.Elementwise.Tanh<T>(next, tanh);
            for (int b = 0; b < p.Batch; b++) TensorPrimitives.Multiply<T>(gate.Slice(b * g4 + 3 * h, h), tanh.Slice(b * h, h), y.Slice((s + 1) * block + b * h, h));
        }
        p.Scatter<T>(y[block..], output.Span<T>(), h);
    }

    private static void Double<T>(Span<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => TensorPrimitives.Add<T>(x, x, x);

    /// <summary>Makes the cell gate a tanh and the new cell state f c + i g, of one sample.</summary>
    private static void Cell<T>(Span<T> gate, ReadOnlySpan<T> before, Span<T> after) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int h = after.Length, k = 0;
        var i = gate[..h];
        var f = gate.Slice(h, h);
        var g = gate.Slice(2 * h, h);
        for (; k <= h - Vector<T>.Count; k += Vector<T>.Count)
        {
            var s = new Vector<T>(g[k..]);
            var t = s + s - Vector<T>.One;
            t.CopyTo(g[k..]);
            (new Vector<T>(f[k..]) * new Vector<T>(before[k..]) + new Vector<T>(i[k..]) * t).CopyTo(after[k..]);
        }
        for (; k < h; k++)
        {
            g[k] = g[k] + g[k] - T.One;
            after[k] = f[k] * before[k] + i[k] * g[k];
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
            if (_saved[3].Value._type == ScalarType.Float32) Run<float>(first, more[1], more[2], engine);
            else Run<double>(first, more[1], more[2], engine);
        }

        private void Run<T>(Tensor? gOutput, Tensor? gHidden, Tensor? gCell, Engine engine) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var p = _layout;
            var wi = _saved[3].Value;
            var wh = _saved[4].Value;
            var y = _saved[1].Value.Span<T>();
            var c = _saved[2].Value.Span<T>();
            var g = _saved[5].Value.Span<T>();
            var q = _saved[6].Value.Span<T>();
            int h = p.Hidden, g4 = 4 * h, block = p.Batch * h;
            var type = wi._type;
            using var go = gOutput is null ? null : Copy.RowMajor(gOutput);
            using var gSteps = go is null ? null : Tensor.New(type, [p.Rows, h]);
            if (go is not null) p.Gather<T>(go.Span<T>(), gSteps!.Span<T>(), h);
            using var dGates = Tensor.New(type, [p.Rows, g4]);
            var dhTensor = gHidden is null ? Tensor.NewZeros(type, [p.Batch, h]) : Copy.Contiguous(gHidden);
            var dcTensor = gCell is null ? Tensor.NewZeros(type, [p.Batch, h]) : Copy.Contiguous(gCell);
            var d = dGates.Span<T>();
            var dh = dhTensor.Span<T>();
            var dc = dcTensor.Span<T>();
            for (int s = p.Steps - 1; s >= 0; s--)
            {
                if (gSteps is not null) TensorPrimitives.Add<T>(dh, gSteps.Span<T>().Slice(s * block, block), dh);
                for (int b = 0; b < p.Batch; b++)
                {
                    int row = s * p.Batch + b;
                    Gates<T>(g.Slice(row * g4, g4), q.Slice(row * h, h), c.Slice(row * h, h), dh.Slice(b * h, h), dc.Slice(b * h, h), d.Slice(row * g4, g4), h);
                }
                Product.Run<T>(false, false, p.Batch, h, g4, d.Slice(s * p.Batch * g4, p.Batch * g4), g4, wh.Span<T>(), h, T.Zero, dh, h);
            }
            if (_edges[5].Target is not null || _edges[6].Target is not null)
            {
                using var bias = Tensor.New(type, [g4]);
                Reduce.Rows<T>(d, p.Rows, bias.Span<T>());
                Give(engine, 5, Copy.Contiguous(bias));
                Give(engine, 6, Copy.Contiguous(bias));
            }
            if (_edges[4].Target is not null) Give(engine, 4, Turned<T>(d, y, wh, p.Rows, g4, h));
            if (_edges[3].Target is not null) Give(engine, 3, Turned<T>(d, _saved[0].Value.Span<T>(), wi, p.Rows, g4, p.Width));
            Give(engine, 1, dhTensor);
            Give(engine, 2, dcTensor);
            if (_edges[0].Target is null) return;
            using var gInput = Tensor.New(type, [p.Rows, p.Width]);
            Product.Run<T>(false, false, p.Rows, p.Width, g4, d, g4, wi.Span<T>(), Math.Max(1, p.Width), T.Zero, gInput.Span<T>(), Math.Max(1, p.Width));
            var gx = Tensor.New(type, _inputShape);
            p.Scatter<T>(gInput.Span<T>(), gx.Span<T>(), p.Width);
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
