namespace TorchSharp;

/// <summary>Elements and rows by tensors of indices.</summary>
internal static class Index
{
    private static void RequireIndices(string operation, Tensor index)
    {
        if (index._type is not (ScalarType.Int64 or ScalarType.Int32)) throw Fail.Native($"{operation}: indices are of Int64 or Int32, not {index._type}");
    }

    /// <summary>Indices as longs from 0, checked against the size they index.</summary>
    internal static long[] Checked(string operation, Tensor index, long size, bool fromEnd)
    {
        RequireIndices(operation, index);
        using var wide = Copy.RowMajor(index, ScalarType.Int64);
        long[] result = wide.Span<long>().ToArray();
        for (int i = 0; i < result.Length; i++)
        {
            if (fromEnd && result[i] < 0) result[i] += size;
            if (result[i] < 0 || result[i] >= size) throw Fail.Native($"{operation}: index {wide.Span<long>()[i]} is out of range for a dimension of size {size}");
        }
        return result;
    }

    /// <summary>Slices of a dimension by index, in the indices' order; recorded.</summary>
    internal static Tensor Slices(Tensor x, long dim, long[] index)
    {
        int d = Shapes.Dim(dim, x._shape.Length);
        long[] shape = (long[])x._shape.Clone();
        if (shape.Length > 0) shape[d] = index.Length;
        var y = Tensor.New(x._type, shape);
        using var c = Copy.RowMajor(x);
        int inner = (int)Shapes.Count(x._shape.AsSpan(Math.Min(d + 1, x._shape.Length))) * x._type.Size();
        int length = x._shape.Length == 0 ? 1 : (int)x._shape[d];
        var from = c.RawBytes();
        var to = y.RawBytes();
        int outer = inner == 0 || index.Length == 0 ? 0 : to.Length / (inner * index.Length);
        for (int o = 0, p = 0; o < outer; o++)
            for (int i = 0; i < index.Length; i++, p += inner)
                from.Slice((o * length + (int)index[i]) * inner, inner).CopyTo(to[p..]);
        return GradMode.Records(x) ? y.SetHistory(new SlicesNode(x, d, index)) : y;
    }

    internal static Tensor Select(Tensor x, long dim, Tensor index)
    {
        if (index._shape.Length > 1) throw Fail.Native($"index_select: the indices have one dimension, not {index._shape.Length}");
        int d = Shapes.Dim(dim, x._shape.Length);
        return Slices(x, d, Checked("index_select", index, x._shape.Length == 0 ? 1 : x._shape[d], false));
    }

    /// <summary>Adds rows of <paramref name="g"/> to the rows of a tensor of zeros that the indices name.</summary>
    internal static void AddSlices(Tensor target, int d, long[] index, Tensor g)
    {
        using var c = Copy.RowMajor(g);
        if (target._type == ScalarType.Float32) AddSlices<float>(target, d, index, c);
        else AddSlices<double>(target, d, index, c);
    }

    private static void AddSlices<T>(Tensor target, int d, long[] index, Tensor g) where T : unmanaged, INumber<T>
    {
        int rank = target._shape.Length;
        int inner = (int)Shapes.Count(target._shape.AsSpan(Math.Min(d + 1, rank)));
        int length = rank == 0 ? 1 : (int)target._shape[d];
        var from = g.Span<T>();
        var to = target.Span<T>();
        int outer = inner == 0 || index.Length == 0 ? 0 : from.Length / (inner * index.Length);
        for (int o = 0, p = 0; o < outer; o++)
            for (int i = 0; i < index.Length; i++, p += inner)
            {
                var row = to.Slice((o * length + (int)index[i]) * inner, inner);
                TensorPrimitives.Add(row, from.Slice(p, inner), row);
            }
    }

    /// <summary>y[..., i, ...] = x[..., index[..., i, ...], ...] along a dimension; recorded.</summary>
    internal static Tensor Gather(Tensor x, long dim, Tensor index)
    {
        int d = Shapes.Dim(dim, x._shape.Length);
        int[] places = Places("gather", x._shape, d, index);
        var y = Tensor.New(x._type, index._shape);
        using var c = Copy.RowMajor(x);
        int size = x._type.Size();
        var from = c.RawBytes();
        var to = y.RawBytes();
        for (int i = 0; i < places.Length; i++) from.Slice(places[i] * size, size).CopyTo(to[(i * size)..]);
        return GradMode.Records(x) ? y.SetHistory(new PlacesNode(x, places)) : y;
    }

    /// <summary>A copy of x with the elements that the indices name replaced by (or increased by) src; recorded.</summary>
    internal static Tensor Scatter(Tensor x, long dim, Tensor index, Tensor src, bool add)
    {
        if (x._type != src._type) throw Fail.Types("scatter", x._type, src._type);
        int d = Shapes.Dim(dim, x._shape.Length);
        int[] places = Places("scatter", x._shape, d, index);
        long[] inside = index._shape;
        for (int i = 0; i < inside.Length; i++)
            if (inside[i] > src._shape[i]) throw Fail.Shape("scatter: the indices and the source", inside, src._shape);
        using var view = src.Share(inside, src._strides, src._offset);
        using var s = Copy.Contiguous(view);
        var y = Copy.Contiguous(x);
        int size = x._type.Size();
        if (add)
        {
            if (x._type == ScalarType.Float32) for (int i = 0; i < places.Length; i++) y.Span<float>()[places[i]] += s.Span<float>()[i];
            else if (x._type == ScalarType.Float64) for (int i = 0; i < places.Length; i++) y.Span<double>()[places[i]] += s.Span<double>()[i];
            else if (x._type == ScalarType.Int64) for (int i = 0; i < places.Length; i++) y.Span<long>()[places[i]] += s.Span<long>()[i];
            else throw Fail.Type("scatter_add", x._type);
        }
        else
        {
            var from = s.RawBytes();
            var to = y.RawBytes();
            for (int i = 0; i < places.Length; i++) from.Slice(i * size, size).CopyTo(to[(places[i] * size)..]);
        }
        return GradMode.Records(x, src) ? y.SetHistory(new ScatterNode(x, src, inside, places, add)) : y;
    }

    /// <summary>For each index its place in row-major order of a tensor of the given shape.</summary>
    private static int[] Places(string operation, long[] shape, int d, Tensor index)
    {
        if (index._shape.Length != shape.Length) throw Fail.Shape($"{operation}: the tensor and its indices", shape, index._shape);
        long[] checkedIndex = Checked(operation, index, shape.Length == 0 ? 1 : shape[d], false);
        for (int i = 0; i < shape.Length; i++)
            if (i != d && index._shape[i] > shape[i]) throw Fail.Shape($"{operation}: the tensor and its indices", shape, index._shape);
        long[] strides = Shapes.RowMajor(shape), own = Shapes.RowMajor(index._shape);
        int[] places = new int[checkedIndex.Length];
        for (int i = 0; i < places.Length; i++)
        {
            long place = 0;
            for (int k = 0; k < shape.Length; k++) place += (k == d ? checkedIndex[i] : i / own[k] % index._shape[k]) * strides[k];
            places[i] = (int)place;
        }
        return places;
    }

    /// <summary>The indices of the elements that are not zero, one row each.</summary>
    internal static Tensor NonZero(Tensor x)
    {
        using var truth = Compare.Truth(x);
        var t = truth.Span<bool>();
        int n = t.Count(true), rank = x._shape.Length;
        var y = Tensor.New(ScalarType.Int64, [n, rank]);
        var z = y.Span<long>();
        long[] strides = Shapes.RowMajor(x._shape);
        for (int i = 0, k = 0; i < t.Length; i++)
        {
            if (!t[i]) continue;
            for (int d = 0; d < rank; d++) z[k++] = i / strides[d] % x._shape[d];
        }
        return y;
    }

    /// <summary>One index tensor for each indexed dimension; masks become the indices of their true elements.</summary>
    private static Tensor?[] Unmask(Tensor x, IReadOnlyList<Tensor?> indices)
    {
        var result = new List<Tensor?>();
        foreach (var index in indices)
        {
            if (index is null || index._type != ScalarType.Bool)
            {
                result.Add(index);
                continue;
            }
            for (int i = 0; i < index._shape.Length; i++)
                if (result.Count + i >= x._shape.Length || index._shape[i] != x._shape[result.Count + i])
                    throw Fail.Shape("a mask and the tensor it selects from", index._shape, x._shape);
            var places = NonZero(index);
            for (int i = 0; i < index._shape.Length; i++) result.Add(places.select(1, i));
        }
        if (result.Count > x._shape.Length) throw Fail.Native($"{result.Count} indices for a tensor with {x._shape.Length} dimensions");
        while (result.Count < x._shape.Length) result.Add(null);
        return [.. result];
    }

    /// <summary>What an indexing by tensors selects: rows of the tensor with its indexed dimensions brought to the front.</summary>
    private readonly record struct Plan(long[] Order, long[] Rows, long[] RowShape, long[] Rest, long Leading, int Front);

    private static Plan Prepare(Tensor x, IReadOnlyList<Tensor?> given)
    {
        var indices = Unmask(x, given);
        int rank = x._shape.Length;
        int[] indexed = [.. Enumerable.Range(0, rank).Where(i => indices[i] is not null)];
        int[] others = [.. Enumerable.Range(0, rank).Where(i => indices[i] is null)];
        long[] shape = Shapes.Empty;
        foreach (int i in indexed) shape = Shapes.Broadcast("indices", shape, indices[i]!._shape);
        long[] rows = new long[Shapes.Count(shape)];
        long leading = 1;
        foreach (int i in indexed)
        {
            using var wide = Tensor.New(indices[i]!._type, shape);
            Copy.Values(indices[i]!, wide);
            long[] part = Checked("an index", wide, x._shape[i], true);
            for (int k = 0; k < rows.Length; k++) rows[k] = rows[k] * x._shape[i] + part[k];
            leading *= x._shape[i];
        }
        bool together = indexed.Length == 0 || indexed[^1] - indexed[0] + 1 == indexed.Length;
        return new Plan([.. indexed.Concat(others).Select(i => (long)i)], rows, shape, [.. others.Select(i => x._shape[i])], leading,
            together && indexed.Length > 0 ? indexed[0] : 0);
    }

    /// <summary>x[indices]: the indices' shape takes the place of the indexed dimensions, or goes first if they are apart. Recorded.</summary>
    internal static Tensor Get(Tensor x, IReadOnlyList<Tensor?> indices)
    {
        var plan = Prepare(x, indices);
        using var front = x.permute(plan.Order);
        using var flat = front.reshape(plan.Leading, Shapes.Count(plan.Rest));
        using var rows = Slices(flat, 0, plan.Rows);
        using var shaped = rows.reshape([.. plan.RowShape, .. plan.Rest]);
        return shaped.permute(Back(plan));
    }

    /// <summary>A copy of x with x[indices] replaced by (or increased by) a value; recorded.</summary>
    internal static Tensor Put(Tensor x, IReadOnlyList<Tensor?> indices, Tensor value, bool add)
    {
        var plan = Prepare(x, indices);
        long[] back = Back(plan);
        long[] frontShape = [.. plan.RowShape, .. plan.Rest];
        long[] valueShape = [.. back.Select(i => frontShape[i])];
        if (!Shapes.Same(Shapes.Broadcast("index_put", valueShape, value._shape), valueShape)) throw Fail.Shape("index_put: the place and the value", valueShape, value._shape);
        using var typed = value._type == x._type ? value.alias() : value.to(x._type);
        using var wide = typed.expand(valueShape);
        long[] undo = new long[back.Length];
        for (int i = 0; i < back.Length; i++) undo[back[i]] = i;
        using var rows = wide.permute(undo);
        using var flatRows = rows.reshape(plan.Rows.Length, Shapes.Count(plan.Rest));
        using var front = x.permute(plan.Order);
        using var flat = front.reshape(plan.Leading, Shapes.Count(plan.Rest));
        long[] repeated = plan.Rows;
        using var column = torch.Wrap(repeated, [repeated.Length, 1]);
        using var index = column.expand([repeated.Length, flat._shape[1]]);
        using var put = Scatter(flat, 0, index, flatRows, add);
        using var shaped = put.reshape(front._shape);
        long[] inverse = new long[plan.Order.Length];
        for (int i = 0; i < inverse.Length; i++) inverse[plan.Order[i]] = i;
        return shaped.permute(inverse);
    }

    /// <summary>The order that moves the indices' dimensions from the front to where they belong.</summary>
    private static long[] Back(Plan plan)
    {
        int b = plan.RowShape.Length, r = plan.Rest.Length;
        return [.. Enumerable.Range(b, plan.Front).Concat(Enumerable.Range(0, b)).Concat(Enumerable.Range(b + plan.Front, r - plan.Front)).Select(i => (long)i)];
    }

    private sealed class SlicesNode : Node
    {
        private readonly long[] _shape, _index;
        private readonly ScalarType _type;
        private readonly int _dim;

        internal SlicesNode(Tensor x, int dim, long[] index)
        {
            (_shape, _type, _dim, _index) = (x._shape, x._type, dim, index);
            Input(0, x);
        }

        protected override void Backward(Tensor g, Engine engine)
        {
            var gx = Tensor.NewZeros(_type, _shape);
            AddSlices(gx, _dim, _index, g);
            Send(engine, 0, gx);
        }
    }

    private sealed class PlacesNode : Node
    {
        private readonly long[] _shape;
        private readonly int[] _places;

        internal PlacesNode(Tensor x, int[] places)
        {
            (_shape, _places) = (x._shape, places);
            Input(0, x);
        }

        protected override void Backward(Tensor g, Engine engine)
        {
            using var c = Copy.RowMajor(g);
            var gx = Tensor.NewZeros(g._type, _shape);
            if (g._type == ScalarType.Float32) for (int i = 0; i < _places.Length; i++) gx.Span<float>()[_places[i]] += c.Span<float>()[i];
            else for (int i = 0; i < _places.Length; i++) gx.Span<double>()[_places[i]] += c.Span<double>()[i];
            Send(engine, 0, gx);
        }
    }

    private sealed class ScatterNode : Node
    {
        private readonly long[] _sourceShape, _inside;
        private readonly int[] _places;
        private readonly bool _add;

        internal ScatterNode(Tensor x, Tensor src, long[] inside, int[] places, bool add)
        {
            (_sourceShape, _inside, _places, _add) = (src._shape, inside, places, add);
            Input(0, x);
            Input(1, src);
        }

        protected override void Backward(Tensor g, Engine engine)
        {
            using var c = Copy.RowMajor(g);
            if (Needs(1))
            {
                var gs = Tensor.NewZeros(g._type, _sourceShape);
                using var part = Tensor.New(g._type, _inside);
                using var view = gs.Share(_inside, gs._strides, 0);
                if (g._type == ScalarType.Float32) for (int i = 0; i < _places.Length; i++) part.Span<float>()[i] = c.Span<float>()[_places[i]];
                else for (int i = 0; i < _places.Length; i++) part.Span<double>()[i] = c.Span<double>()[_places[i]];
                Copy.Values(part, view);
                Send(engine, 1, gs);
            }
            if (Needs(0))
            {
                var gx = Copy.Contiguous(g);
                if (!_add)
                {
                    if (g._type == ScalarType.Float32) foreach (int p in _places) gx.Span<float>()[p] = 0;
                    else foreach (int p in _places) gx.Span<double>()[p] = 0;
                }
                Send(engine, 0, gx);
            }
        }
    }
}
