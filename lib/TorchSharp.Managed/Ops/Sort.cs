namespace TorchSharp;

/// <summary>Order: sorting, the largest few, medians, distinct values, counts.</summary>
internal static class Sort
{
    /// <summary>Sorted values (recorded) and where they came from; equal values keep their order. NaN counts as largest.</summary>
    internal static (Tensor Values, Tensor Indices) Apply(Tensor x, long dim, bool descending)
    {
        int d = Shapes.Dim(dim, x._shape.Length);
        var indices = Order(x, d, descending, x._shape.Length == 0 ? 1 : (int)x._shape[d]);
        return (Index.Gather(x, d, indices), indices);
    }

    /// <summary>The first k in order.</summary>
    internal static (Tensor Values, Tensor Indices) Top(Tensor x, int k, long dim, bool largest)
    {
        int d = Shapes.Dim(dim, x._shape.Length);
        long length = x._shape.Length == 0 ? 1 : x._shape[d];
        if (k < 0 || k > length) throw Fail.Native($"topk: {k} of a dimension of size {length}");
        var indices = Order(x, d, largest, k);
        return (Index.Gather(x, d, indices), indices);
    }

    private static Tensor Order(Tensor x, int d, bool descending, int keep)
    {
        using var wide = Copy.RowMajor(x, x._type.IsFloating() ? ScalarType.Float64 : ScalarType.Int64);
        long[] shape = (long[])x._shape.Clone();
        if (shape.Length > 0) shape[d] = keep;
        var y = Tensor.New(ScalarType.Int64, shape);
        int length = x._shape.Length == 0 ? 1 : (int)x._shape[d], inner = (int)Shapes.Count(x._shape.AsSpan(Math.Min(d + 1, x._shape.Length)));
        if (wide._type == ScalarType.Float64) Order<double>(wide.Span<double>(), y.Span<long>(), length, inner, keep, descending);
        else Order<long>(wide.Span<long>(), y.Span<long>(), length, inner, keep, descending);
        return y;
    }

    private static void Order<T>(ReadOnlySpan<T> a, Span<long> y, int length, int inner, int keep, bool descending) where T : unmanaged, INumber<T>
    {
        if (y.Length == 0) return;
        var keys = new (T Value, int Place)[length];
        for (int i = 0; i < a.Length / length; i++)
        {
            int start = i / inner * length * inner + i % inner;
            for (int k = 0; k < length; k++) keys[k] = (a[start + k * inner], k);
            Array.Sort(keys, (u, v) =>
            {
                int c = T.IsNaN(u.Value) ? T.IsNaN(v.Value) ? 0 : 1 : T.IsNaN(v.Value) ? -1 : u.Value.CompareTo(v.Value);
                if (descending) c = -c;
                return c != 0 ? c : u.Place.CompareTo(v.Place);
            });
            int target = i / inner * keep * inner + i % inner;
            for (int k = 0; k < keep; k++) y[target + k * inner] = keys[k].Place;
        }
    }

    /// <summary>The lower median of all elements; recorded.</summary>
    internal static Tensor Median(Tensor x)
    {
        using var flat = x.reshape(-1);
        if (flat._count == 0) throw Fail.Native("the median of no elements is not defined");
        using var order = Order(flat, 0, false, flat._count);
        using var place = order.narrow(0, (flat._count - 1) / 2, 1);
        using var value = Index.Select(flat, 0, place);
        return value.reshape(Shapes.Empty);
    }

    /// <summary>The distinct values in order, for each element the place of its value, and how often each occurs.</summary>
    internal static (Tensor Output, Tensor Inverse, Tensor Counts) Unique(Tensor x)
    {
        using var flat = x.detach().reshape(-1);
        using var order = Order(flat, 0, false, flat._count);
        using var sorted = Index.Gather(flat, 0, order);
        using var wide = Copy.RowMajor(sorted, x._type.IsFloating() ? ScalarType.Float64 : ScalarType.Int64);
        var firsts = new List<long>();
        var inverse = Tensor.New(ScalarType.Int64, x._shape);
        var o = order.Span<long>();
        var inv = inverse.Span<long>();
        for (int i = 0; i < flat._count; i++)
        {
            bool fresh = i == 0 || (wide._type == ScalarType.Float64 ? wide.Span<double>()[i] != wide.Span<double>()[i - 1] : wide.Span<long>()[i] != wide.Span<long>()[i - 1]);
            if (fresh) firsts.Add(i);
            inv[(int)o[i]] = firsts.Count - 1;
        }
        var counts = Tensor.New(ScalarType.Int64, [firsts.Count]);
        for (int i = 0; i < firsts.Count; i++) counts.Span<long>()[i] = (i + 1 < firsts.Count ? firsts[i + 1] : flat._count) - firsts[i];
        return (Index.Slices(sorted, 0, [.. firsts]), inverse, counts);
    }

    internal static Tensor Count(Tensor x, Tensor? weights, long minlength)
    {
        if (x._type.IsFloating() || x._shape.Length != 1) throw Fail.Native($"bincount counts a vector of integers, not {x._type} of {x._shape.Length} dimensions");
        using var wide = Copy.RowMajor(x, ScalarType.Int64);
        long length = minlength;
        foreach (long v in wide.Span<long>())
        {
            if (v < 0) throw Fail.Native($"bincount: {v} is negative");
            length = Math.Max(length, v + 1);
        }
        if (weights is not null)
        {
            if (!Shapes.Same(weights._shape, x._shape)) throw Fail.Shape("bincount: values and weights", x._shape, weights._shape);
            using var w = Copy.RowMajor(weights, ScalarType.Float64);
            var sums = Tensor.NewZeros(ScalarType.Float64, [length]);
            for (int i = 0; i < x._count; i++) sums.Span<double>()[(int)wide.Span<long>()[i]] += w.Span<double>()[i];
            return sums;
        }
        var y = Tensor.NewZeros(ScalarType.Int64, [length]);
        foreach (long v in wide.Span<long>()) y.Span<long>()[(int)v]++;
        return y;
    }
}
