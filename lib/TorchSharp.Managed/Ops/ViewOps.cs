namespace TorchSharp;

/// <summary>Tensors that look at another's memory under other shapes and strides; recorded.</summary>
internal static class ViewOps
{
    internal static Tensor Identity(Tensor x)
    {
        var y = new Tensor(x).ViewOf(x);
        return GradMode.Records(x) ? y.SetHistory(new ReshapeNode(x)) : y;
    }

    /// <summary>The same elements in row-major order under another shape, or null where that needs a copy.</summary>
    internal static Tensor? Reshape(Tensor x, long[] shape)
    {
        long[]? strides = x._rowMajor ? Shapes.RowMajor(shape) : Shapes.View(x._shape, x._strides, shape);
        if (strides is null) return null;
        var y = x.Share(shape, strides, x._offset).ViewOf(x);
        return GradMode.Records(x) ? y.SetHistory(new ReshapeNode(x)) : y;
    }

    internal static Tensor Permute(Tensor x, ReadOnlySpan<long> order)
    {
        int rank = x._shape.Length;
        if (order.Length != rank) throw Fail.Native($"permute: {order.Length} dimensions for a tensor with {rank}");
        long[] shape = new long[rank], strides = new long[rank], back = new long[rank];
        bool[] seen = new bool[rank];
        for (int i = 0; i < rank; i++)
        {
            int d = Shapes.Dim(order[i], rank);
            if (seen[d]) throw Fail.Native($"permute: dimension {d} is named twice in [{string.Join(", ", order.ToArray())}]");
            seen[d] = true;
            (shape[i], strides[i], back[d]) = (x._shape[d], x._strides[d], i);
        }
        var y = x.Share(shape, strides, x._offset).ViewOf(x);
        return GradMode.Records(x) ? y.SetHistory(new PermuteNode(x, back)) : y;
    }

    /// <summary>Every step-th element of a dimension from start up to (not with) stop.</summary>
    internal static Tensor Slice(Tensor x, int d, long start, long stop, long step)
    {
        if (x._shape.Length == 0) throw Fail.Native("a tensor without dimensions cannot be sliced");
        if (step <= 0) throw Fail.Native($"the step of a slice is positive, not {step}");
        long n = x._shape[d];
        if (start < 0) start += n;
        if (stop < 0) stop += n;
        start = Math.Clamp(start, 0, n);
        stop = Math.Clamp(stop, start, n);
        long[] shape = (long[])x._shape.Clone(), strides = (long[])x._strides.Clone();
        shape[d] = (stop - start + step - 1) / step;
        strides[d] *= step;
        var y = x.Share(shape, strides, x._offset + start * x._strides[d]).ViewOf(x);
        return GradMode.Records(x) ? y.SetHistory(new PlaceNode(x, d, start, step, shape)) : y;
    }

    /// <summary>One slice of a dimension, which disappears.</summary>
    internal static Tensor Select(Tensor x, int d, long index)
    {
        if (x._shape.Length == 0) throw Fail.Native("a tensor without dimensions cannot be indexed: item<T>() gives its number");
        long n = x._shape[d];
        if (index < -n || index >= n) throw Fail.Native($"index {index} is out of range for dimension {d} of size {n}");
        if (index < 0) index += n;
        long[] shape = [.. x._shape.AsSpan(0, d), .. x._shape.AsSpan(d + 1)], strides = [.. x._strides.AsSpan(0, d), .. x._strides.AsSpan(d + 1)];
        long[] with = (long[])x._shape.Clone();
        with[d] = 1;
        var y = x.Share(shape, strides, x._offset + index * x._strides[d]).ViewOf(x);
        return GradMode.Records(x) ? y.SetHistory(new PlaceNode(x, d, index, 1, with)) : y;
    }

    internal static Tensor Expand(Tensor x, ReadOnlySpan<long> sizes)
    {
        int lead = sizes.Length - x._shape.Length;
        if (lead < 0) throw Fail.Native($"expand: {sizes.Length} sizes for a tensor with {x._shape.Length} dimensions");
        long[] shape = sizes.ToArray(), strides = new long[shape.Length];
        for (int i = 0; i < shape.Length; i++)
        {
            if (shape[i] == -1) shape[i] = i < lead ? throw Fail.Native("expand: -1 keeps a size, and a new dimension has none") : x._shape[i - lead];
            if (i >= lead && x._shape[i - lead] != shape[i] && x._shape[i - lead] != 1) throw Fail.Shape("expand: only dimensions of size 1 stretch", x._shape, shape);
        }
        Shapes.Stretch(x._shape, x._strides, shape, strides);
        var y = x.Share(shape, strides, x._offset).ViewOf(x);
        return GradMode.Records(x) ? y.SetHistory(new ExpandNode(x)) : y;
    }

    /// <summary>After a base changed in place as part of the history, its older views follow from the base as it is now.</summary>
    internal static void Rejoin(Tensor view, Tensor b)
    {
        view.SetHistory(new WindowNode(b, view));
        view.Joined(b);
    }

    /// <summary>
    /// Writes the values of <paramref name="result"/> (an operation on <paramref name="x"/>, possibly recorded) into x itself.
    /// </summary>
    internal static Tensor Assign(Tensor x, Tensor result)
    {
        RequireWritable(x);
        if (!Shapes.Same(Shapes.Broadcast("an operation in place", x._shape, result._shape), x._shape)) throw Fail.Shape("an operation in place", x._shape, result._shape);
        Copy.Values(result, x);
        x.Storage.Version++;
        if (!GradMode.IsOn || !(result._requiresGrad || x._requiresGrad)) return x;
        if (x._base is { } b)
        {
            b.SetHistory(new OverwriteNode(b, x, result));
            b.TakeHistory(b);
            Rejoin(x, b);
        }
        else if (result._requiresGrad)
        {
            x.TakeHistory(result);
        }
        return x;
    }

    /// <summary>Leaves that record may only be changed where nothing is recorded, and stretched tensors not at all.</summary>
    internal static void RequireWritable(Tensor x)
    {
        if (GradMode.IsOn && ((x._requiresGrad && x._gradFn is null) || (x._base is { _requiresGrad: true, _gradFn: null })))
            throw Fail.Native("a leaf that requires a gradient is changed in place: do it inside torch.no_grad()");
        for (int i = 0; i < x._shape.Length; i++)
            if (x._strides[i] == 0 && x._shape[i] > 1) throw Fail.Native("several elements of an expanded tensor share one place in memory: clone() it before changing it");
    }

    /// <summary>Reshapes the gradient back.</summary>
    private sealed class ReshapeNode : Node
    {
        private readonly long[] _shape;

        internal ReshapeNode(Tensor x)
        {
            _shape = x._shape;
            Input(0, x);
        }

        protected override void Backward(Tensor g, Engine engine)
        {
            if (g._rowMajor)
            {
                Send(engine, 0, g.Share(_shape, Shapes.RowMajor(_shape), g._offset));
                return;
            }
            using var c = Copy.Contiguous(g);
            Send(engine, 0, c.Share(_shape, Shapes.RowMajor(_shape), c._offset));
        }
    }

    private sealed class PermuteNode : Node
    {
        private readonly long[] _back;

        internal PermuteNode(Tensor x, long[] back)
        {
            _back = back;
            Input(0, x);
        }

        protected override void Backward(Tensor g, Engine engine) => Send(engine, 0, Permute(g, _back));
    }

    /// <summary>Puts the gradient where the slice was, and 0 elsewhere.</summary>
    private sealed class PlaceNode : Node
    {
        private readonly long[] _shape, _window;
        private readonly int _dim;
        private readonly long _start, _step;

        internal PlaceNode(Tensor x, int dim, long start, long step, long[] window)
        {
            (_shape, _dim, _start, _step, _window) = (x._shape, dim, start, step, window);
            Input(0, x);
        }

        protected override void Backward(Tensor g, Engine engine)
        {
            var gx = Tensor.NewZeros(g._type, _shape);
            using var c = Copy.RowMajor(g);
            using var source = c.Share(_window, Shapes.RowMajor(_window), c._offset);
            long[] strides = (long[])gx._strides.Clone();
            strides[_dim] *= _step;
            using var place = gx.Share(_window, strides, _start * gx._strides[_dim]);
            Copy.Values(source, place);
            Send(engine, 0, gx);
        }
    }

    private sealed class ExpandNode : Node
    {
        private readonly long[] _shape;

        internal ExpandNode(Tensor x)
        {
            _shape = x._shape;
            Input(0, x);
        }

        protected override void Backward(Tensor g, Engine engine) => Send(engine, 0, Reduce.SumTo(g, _shape));
    }

    /// <summary>A view of a base, by where its elements lie.</summary>
    private sealed class WindowNode : Node
    {
        private readonly long[] _baseShape, _shape, _strides;
        private readonly long _offset;

        internal WindowNode(Tensor b, Tensor view)
        {
            if (!b._rowMajor) throw Fail.Native("a change in place of a view whose base is not in row-major order cannot be recorded: make the base contiguous()");
            (_baseShape, _shape, _strides, _offset) = (b._shape, view._shape, view._strides, view._offset - b._offset);
            Input(0, b);
        }

        protected override void Backward(Tensor g, Engine engine)
        {
            var gb = Tensor.NewZeros(g._type, _baseShape);
            using var place = gb.Share(_shape, _strides, _offset);
            Copy.Values(g, place);
            Send(engine, 0, gb);
        }
    }

    /// <summary>A base after part of it was overwritten: gradients there belong to what was written.</summary>
    private sealed class OverwriteNode : Node
    {
        private readonly long[] _shape, _strides, _written;
        private readonly long _offset;
        private readonly ScalarType _type;

        internal OverwriteNode(Tensor b, Tensor view, Tensor result)
        {
            if (!b._rowMajor) throw Fail.Native("a change in place of a view whose base is not in row-major order cannot be recorded: make the base contiguous()");
            (_shape, _strides, _offset) = (view._shape, view._strides, view._offset - b._offset);
            (_written, _type) = (result._shape, result._type);
            Input(0, b);
            Input(1, result);
        }

        protected override void Backward(Tensor g, Engine engine)
        {
            var gb = Copy.Contiguous(g);
            using (var place = gb.Share(_shape, _strides, _offset))
            {
                if (Needs(1)) Send(engine, 1, Binary.Fit(Copy.Contiguous(place), _written, _type));
                Copy.Fill(place, 0.0);
            }
            Send(engine, 0, gb);
        }
    }
}
