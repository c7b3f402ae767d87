namespace TorchSharp;

/// <summary>Several tensors put together, and one tensor rearranged by copying.</summary>
internal static class Join
{
    /// <summary>Tensors one behind another along a dimension; recorded.</summary>
    internal static Tensor Cat(IReadOnlyList<Tensor> tensors, long dim)
    {
        if (tensors is null || tensors.Count == 0) throw new ArgumentException("cat of no tensors", nameof(tensors));
        var parts = tensors.Where(t => t._shape.Length != 1 || t._count > 0).ToList();
        if (parts.Count == 0) parts = [.. tensors];
        var first = parts[0];
        if (first._shape.Length == 0) throw Fail.Native("cat: tensors without dimensions have no dimension to join along; stack them");
        int d = Shapes.Dim(dim, first._shape.Length);
        var type = first._type;
        long[] shape = (long[])first._shape.Clone();
        shape[d] = 0;
        foreach (var t in parts)
        {
            type = Promotion.Of(type, t._type);
            if (t._shape.Length != shape.Length) throw Fail.Shape("cat", first._shape, t._shape);
            for (int i = 0; i < shape.Length; i++)
                if (i != d && t._shape[i] != shape[i]) throw Fail.Shape($"cat along dimension {d}", first._shape, t._shape);
            shape[d] += t._shape[d];
        }
        var y = Tensor.New(type, shape);
        long at = 0;
        foreach (var t in parts)
        {
            using var place = y.Share(t._shape, y._strides, y._offset + at * y._strides[d]);
            Copy.Values(t, place);
            at += t._shape[d];
        }
        return GradMode.IsOn && type.IsFloating() && parts.Any(t => t._requiresGrad) ? y.SetHistory(new CatNode(parts, d)) : y;
    }

    internal static Tensor Stack(IReadOnlyList<Tensor> tensors, long dim)
    {
        if (tensors.Count == 0) throw Fail.Native("stack of no tensors");
        int d = Shapes.Dim(dim, tensors[0]._shape.Length + 1);
        foreach (var t in tensors) if (!Shapes.Same(t._shape, tensors[0]._shape)) throw Fail.Shape("stack", tensors[0]._shape, t._shape);
        var raised = tensors.Select(t => t.unsqueeze(d)).ToList();
        try
        {
            return Cat(raised, d);
        }
        finally
        {
            foreach (var t in raised) t.Dispose();
        }
    }

    /// <summary>The tensor repeated as a tile along each dimension; recorded.</summary>
    internal static Tensor Repeat(Tensor x, ReadOnlySpan<long> times)
    {
        int rank = times.Length, lead = rank - x._shape.Length;
        if (lead < 0) throw Fail.Native($"repeat: {times.Length} numbers for a tensor with {x._shape.Length} dimensions");
        long[] apart = new long[2 * rank], wide = new long[2 * rank], joined = new long[rank];
        for (int i = 0; i < rank; i++)
        {
            long size = i < lead ? 1 : x._shape[i - lead];
            (apart[2 * i], apart[2 * i + 1]) = (1, size);
            (wide[2 * i], wide[2 * i + 1]) = (times[i], size);
            joined[i] = times[i] * size;
        }
        using var pulled = x.reshape(apart);
        using var stretched = pulled.expand(wide);
        return stretched.reshape(joined);
    }

    /// <summary>The order along dimensions reversed; recorded.</summary>
    internal static Tensor Flip(Tensor x, ReadOnlySpan<long> dims)
    {
        var y = x.alias();
        foreach (long dim in dims)
        {
            int d = Shapes.Dim(dim, x._shape.Length);
            long[] order = new long[x._shape.Length == 0 ? 1 : x._shape[d]];
            for (int i = 0; i < order.Length; i++) order[i] = order.Length - 1 - i;
            var next = Index.Slices(y, d, order);
            y.Dispose();
            y = next;
        }
        return y;
    }

    /// <summary>Elements moved along a dimension; what leaves at the end comes in at the front. Recorded.</summary>
    internal static Tensor Roll(Tensor x, ReadOnlySpan<long> shifts, ReadOnlySpan<long> dims)
    {
        if (dims.Length == 0)
        {
            if (shifts.Length != 1) throw Fail.Native($"roll: {shifts.Length} shifts and no dimensions");
            using var flat = x.reshape(-1);
            using var moved = Roll(flat, shifts, [0]);
            return moved.reshape(x._shape);
        }
        if (shifts.Length != dims.Length) throw Fail.Native($"roll: {shifts.Length} shifts for {dims.Length} dimensions");
        var y = x.alias();
        for (int k = 0; k < dims.Length; k++)
        {
            int d = Shapes.Dim(dims[k], x._shape.Length);
            long n = x._shape[d];
            long[] order = new long[n];
            for (long i = 0; i < n; i++) order[i] = ((i - shifts[k]) % n + n) % n;
            var next = Index.Slices(y, d, order);
            y.Dispose();
            y = next;
        }
        return y;
    }

    /// <summary>The part of matrices below (or above) a diagonal, the rest 0; recorded.</summary>
    internal static Tensor Triangle(Tensor x, long diagonal, bool lower)
    {
        if (x._shape.Length < 2) throw Fail.Native($"tril and triu want a matrix, and this tensor has {x._shape.Length} dimensions");
        long rows = x._shape[^2], columns = x._shape[^1];
        using var mask = Tensor.New(ScalarType.Bool, [rows, columns]);
        for (int r = 0, i = 0; r < rows; r++)
            for (int c = 0; c < columns; c++) mask.Span<bool>()[i++] = lower ? c - r > diagonal : c - r < diagonal;
        return Select.MaskedFill(x, mask, 0);
    }

    /// <summary>The diagonal of a matrix, or a matrix with the vector as its diagonal; recorded.</summary>
    internal static Tensor Diagonal(Tensor x, long k)
    {
        if (x._shape.Length == 2)
        {
            long n = Math.Max(0, Math.Min(x._shape[0] + Math.Min(k, 0), x._shape[1] - Math.Max(k, 0)));
            using var rows = torch.Wrap([.. Enumerable.Range(0, (int)n).Select(i => i - Math.Min(k, 0))], [n]);
            using var columns = torch.Wrap([.. Enumerable.Range(0, (int)n).Select(i => i + Math.Max(k, 0))], [n]);
            return Index.Get(x, [rows, columns]);
        }
        if (x._shape.Length != 1) throw Fail.Native($"diag wants a vector or a matrix, and this tensor has {x._shape.Length} dimensions");
        long size = x._shape[0] + Math.Abs(k);
        using var zeros = Tensor.NewZeros(x._type, [size, size]);
        using var down = torch.Wrap([.. Enumerable.Range(0, (int)x._shape[0]).Select(i => i - Math.Min(k, 0))], [x._shape[0]]);
        using var right = torch.Wrap([.. Enumerable.Range(0, (int)x._shape[0]).Select(i => i + Math.Max(k, 0))], [x._shape[0]]);
        return Index.Put(zeros, [down, right], x, false);
    }

    /// <summary>A border of one number around the last dimensions (a negative width cuts off); recorded. Widths: left, right, top, bottom, ...</summary>
    internal static Tensor Pad(Tensor x, ReadOnlySpan<long> widths, double value)
    {
        if (widths.Length % 2 != 0 || widths.Length / 2 > x._shape.Length) throw Fail.Native($"pad: {widths.Length} widths for a tensor with {x._shape.Length} dimensions");
        int rank = x._shape.Length;
        var inner = x.alias();
        long[] shape = (long[])x._shape.Clone(), start = new long[rank];
        for (int i = 0; i < widths.Length / 2; i++)
        {
            int d = rank - 1 - i;
            var (before, after) = (widths[2 * i], widths[2 * i + 1]);
            long cut = Math.Max(0, -before);
            var next = inner.narrow(d, cut, x._shape[d] - cut - Math.Max(0, -after));
            inner.Dispose();
            inner = next;
            start[d] = Math.Max(0, before);
            shape[d] = x._shape[d] + before + after;
            if (shape[d] < 0) throw Fail.Native($"pad: nothing is left of dimension {d}");
        }
        using var part = inner;
        var y = Tensor.New(x._type, shape);
        Copy.Fill(y, value);
        long offset = 0;
        for (int d = 0; d < rank; d++) offset += start[d] * y._strides[d];
        using (var place = y.Share(part._shape, y._strides, offset)) Copy.Values(part, place);
        return GradMode.Records(part) ? y.SetHistory(new PadNode(part, y._strides, offset)) : y;
    }

    private sealed class CatNode : Node
    {
        private readonly Part[] _parts;
        private readonly int _dim;

        private readonly record struct Part(Edge Edge, long[] Shape, ScalarType Type);

        internal CatNode(List<Tensor> parts, int dim)
        {
            _dim = dim;
            _parts = [.. parts.Select(t => new Part(t.GradEdge(), t._shape, t._type))];
        }

        protected override void Backward(Tensor g, Engine engine)
        {
            long at = 0;
            foreach (var part in _parts)
            {
                if (part.Edge.Target is not null)
                {
                    using var place = g.Share(part.Shape, g._strides, g._offset + at * g._strides[_dim]);
                    part.Edge.Target.Receive(part.Edge.Output, Copy.Convert(place, part.Type), engine);
                }
                at += part.Shape[_dim];
            }
        }
    }

    private sealed class PadNode : Node
    {
        private readonly long[] _shape, _strides;
        private readonly long _offset;

        internal PadNode(Tensor x, long[] strides, long offset)
        {
            (_shape, _strides, _offset) = (x._shape, strides, offset);
            Input(0, x);
        }

        protected override void Backward(Tensor g, Engine engine)
        {
            using var c = Copy.RowMajor(g);
            using var place = c.Share(_shape, _strides, c._offset + _offset);
            Send(engine, 0, Copy.Contiguous(place));
        }
    }
}
