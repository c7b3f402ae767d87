namespace TorchSharp;

internal enum ReduceKind { Sum, Mean, Prod, Max, Min, Any, All }

/// <summary>Sums, means, extremes and their like, over all elements or over some dimensions.</summary>
internal static class Reduce
{
    /// <summary>Elements that are added up in their own type before the sum goes on in double.</summary>
    private const int Block = 2048;

    /// <summary>
    /// A tensor seen as [outer, length, inner] with the reduced dimensions in the middle, in row-major order. Where they are
    /// not neighbours, a copy with the reduced dimensions last. The caller disposes <see cref="Data"/>.
    /// </summary>
    internal readonly record struct Folded(Tensor Data, int Outer, int Length, int Inner);

    /// <summary>Which dimensions a list names; an empty list or null names all.</summary>
    internal static bool[] Over(ReadOnlySpan<long> dims, int rank)
    {
        bool[] over = new bool[rank];
        foreach (long d in dims)
        {
            int i = Shapes.Dim(d, rank);
            if (rank == 0) continue;
            if (over[i]) throw Fail.Native($"dimension {i} is named twice in [{string.Join(", ", dims.ToArray())}]");
            over[i] = true;
        }
        if (dims.Length == 0) Array.Fill(over, true);
        return over;
    }

    internal static Folded Fold(Tensor x, bool[] over, ScalarType type)
    {
        int first = Array.IndexOf(over, true), last = Array.LastIndexOf(over, true);
        bool neighbours = true;
        for (int i = Math.Max(first, 0); i < last; i++) neighbours &= over[i] || x._shape[i] == 1;
        if (first < 0) return new Folded(Copy.RowMajor(x, type), x._count, 1, 1);
        if (neighbours)
        {
            long outer = Shapes.Count(x._shape.AsSpan(0, first)), inner = Shapes.Count(x._shape.AsSpan(last + 1));
            return new Folded(Copy.RowMajor(x, type), (int)outer, (int)Shapes.Count(x._shape.AsSpan(first, last - first + 1)), (int)inner);
        }
        int rank = over.Length, kept = 0;
        int[] order = new int[rank];
        for (int i = 0; i < rank; i++) if (!over[i]) order[kept++] = i;
        for (int i = 0, j = kept; i < rank; i++) if (over[i]) order[j++] = i;
        long[] shape = [.. order.Select(i => x._shape[i])], strides = [.. order.Select(i => x._strides[i])];
        using var moved = x.Share(shape, strides, x._offset);
        return new Folded(Copy.RowMajor(moved, type), (int)Shapes.Count(shape.AsSpan(0, kept)), (int)Shapes.Count(shape.AsSpan(kept)), 1);
    }

    /// <summary>The recorded sum or mean.</summary>
    internal static Tensor Sum(Tensor x, ReadOnlySpan<long> dims, bool keepdim, ScalarType? type, bool mean = false)
    {
        bool[] over = Over(dims, x._shape.Length);
        var result = type ?? (x._type.IsFloating() ? x._type : ScalarType.Int64);
        if (mean && !result.IsFloating() || mean && type is null && !x._type.IsFloating())
            throw Fail.Native($"mean is not defined for tensors of {x._type}: convert to a floating-point type, or name one");
        var y = Tensor.New(result, Shapes.Reduced(x._shape, over, keepdim));
        long length = y._count == 0 ? 0 : x._count / Math.Max(1, y._count);
        Into(x, over, y);
        if (mean) Binary.Into(BinaryKind.Div, y, (double)length, false, y);
        return GradMode.Records(x) && result.IsFloating() ? y.SetHistory(new SumNode(x, over, mean ? length : 1)) : y;
    }

    /// <summary>The sum down to a shape that x could be stretched from.</summary>
    internal static Tensor SumTo(Tensor x, long[] shape)
    {
        int lead = x._shape.Length - shape.Length;
        bool[] over = new bool[x._shape.Length];
        for (int i = 0; i < over.Length; i++) over[i] = i < lead || (shape[i - lead] == 1 && x._shape[i] != 1);
        var y = Tensor.New(x._type, shape);
        Into(x, over, y);
        return y;
    }

    private static void Into(Tensor x, bool[] over, Tensor y)
    {
        switch (y._type)
        {
            case ScalarType.Float32: Into<float>(x, over, y); break;
            case ScalarType.Float64: Into<double>(x, over, y); break;
            case ScalarType.Int64: Into<long>(x, over, y); break;
            case ScalarType.Int32: Into<int>(x, over, y); break;
            case ScalarType.Int16: Into<short>(x, over, y); break;
            case ScalarType.Int8: Into<sbyte>(x, over, y); break;
            case ScalarType.Byte: Into<byte>(x, over, y); break;
            default:
                using (var any = Extreme(x, over, y._shape, ReduceKind.Any)) Copy.Values(any, y);
                break;
        }
    }

    private static void Into<T>(Tensor x, bool[] over, Tensor y) where T : unmanaged, INumber<T>
    {
        var (data, outer, length, inner) = Fold(x, over, y._type);
        using var _ = data;
        var a = data.Span<T>();
        var z = y.Span<T>();
        if (inner == 1) for (int o = 0; o < outer; o++) z[o] = Total<T>(a.Slice(o * length, length));
        else for (int o = 0; o < outer; o++) Rows<T>(a.Slice(o * length * inner, length * inner), length, z.Slice(o * inner, inner));
    }

    /// <summary>The sum of a row, blockwise so that rounding errors stay small.</summary>
    internal static T Total<T>(ReadOnlySpan<T> a) where T : unmanaged, INumber<T>
    {
        if (a.Length <= Block || (typeof(T) != typeof(float) && typeof(T) != typeof(double))) return TensorPrimitives.Sum(a);
        double total = 0;
        for (int i = 0; i < a.Length; i += Block) total += double.CreateTruncating(TensorPrimitives.Sum(a.Slice(i, Math.Min(Block, a.Length - i))));
        return T.CreateTruncating(total);
    }

    /// <summary>The sum of the rows of a matrix, by blocks of rows for the same reason.</summary>
    internal static void Rows<T>(ReadOnlySpan<T> a, int rows, Span<T> sum) where T : unmanaged, INumber<T>
    {
        const int block = 128;
        int n = sum.Length;
        sum.Clear();
        if (rows <= block)
        {
            for (int r = 0; r < rows; r++) TensorPrimitives.Add(sum, a.Slice(r * n, n), sum);
            return;
        }
        T[] part = new T[n];
        for (int lo = 0; lo < rows; lo += block)
        {
            Rows(a[(lo * n)..], Math.Min(block, rows - lo), part.AsSpan());
            TensorPrimitives.Add(sum, part, sum);
        }
    }

    /// <summary>Largest, smallest, product, any, all: without history.</summary>
    internal static Tensor Extreme(Tensor x, bool[] over, long[] shape, ReduceKind kind)
    {
        var y = Tensor.New(kind is ReduceKind.Any or ReduceKind.All ? ScalarType.Bool : x._type, shape);
        if (kind is ReduceKind.Any or ReduceKind.All)
        {
            var (data, outer, length, inner) = Fold(x, over, ScalarType.Bool);
            using var _ = data;
            var a = data.Span<bool>();
            var z = y.Span<bool>();
            for (int i = 0; i < z.Length; i++)
            {
                z[i] = kind == ReduceKind.All;
                for (int k = 0, p = i / inner * length * inner + i % inner; k < length; k++, p += inner)
                    if (a[p] == (kind == ReduceKind.Any)) z[i] = kind == ReduceKind.Any;
            }
            return y;
        }
        switch (x._type)
        {
            case ScalarType.Float32: Extreme<float>(x, over, kind, y); break;
            case ScalarType.Float64: Extreme<double>(x, over, kind, y); break;
            case ScalarType.Int64: Extreme<long>(x, over, kind, y); break;
            case ScalarType.Int32: Extreme<int>(x, over, kind, y); break;
            case ScalarType.Int16: Extreme<short>(x, over, kind, y); break;
            case ScalarType.Int8: Extreme<sbyte>(x, over, kind, y); break;
            default: Extreme<byte>(x, over, kind, y); break;
        }
        return y;
    }

    private static void Extreme<T>(Tensor x, bool[] over, ReduceKind kind, Tensor y) where T : unmanaged, INumber<T>
    {
        var (data, outer, length, inner) = Fold(x, over, x._type);
        using var _ = data;
        if (length == 0 && y._count > 0 && kind != ReduceKind.Prod) throw Fail.Native($"{kind} of no elements: the tensor has shape [{string.Join(", ", x._shape)}]");
        var a = data.Span<T>();
        var z = y.Span<T>();
        if (inner == 1 && length > 0)
        {
            for (int o = 0; o < outer; o++)
            {
                var row = a.Slice(o * length, length);
                z[o] = kind == ReduceKind.Max ? TensorPrimitives.Max<T>(row) : kind == ReduceKind.Min ? TensorPrimitives.Min<T>(row) : TensorPrimitives.Product<T>(row);
            }
            return;
        }
        for (int o = 0; o < outer; o++)
        {
            var target = z.Slice(o * inner, inner);
            target.Fill(T.One);
            for (int k = 0; k < length; k++)
            {
                var row = a.Slice((o * length + k) * inner, inner);
                if (k == 0) row.CopyTo(target);
                else if (kind == ReduceKind.Max) TensorPrimitives.Max(target, row, target);
                else if (kind == ReduceKind.Min) TensorPrimitives.Min(target, row, target);
                else TensorPrimitives.Multiply(target, row, target);
            }
        }
    }

    /// <summary>The recorded largest or smallest over dimensions; equal extremes share the gradient.</summary>
    internal static Tensor Extreme(Tensor x, ReadOnlySpan<long> dims, bool keepdim, ReduceKind kind)
    {
        bool[] over = Over(dims, x._shape.Length);
        var y = Extreme(x, over, Shapes.Reduced(x._shape, over, keepdim), kind);
        return GradMode.Records(x) ? y.SetHistory(new ExtremeNode(x, y, over)) : y;
    }

    /// <summary>The first largest or smallest along a dimension: its value (recorded) and its index.</summary>
    internal static (Tensor Values, Tensor Indices) Best(Tensor x, long dim, bool keepdim, bool largest)
    {
        int d = Shapes.Dim(dim, x._shape.Length);
        var indices = Arg(x, d, true, largest);
        var values = Index.Gather(x, d, indices);
        if (keepdim || x._shape.Length == 0) return (values, indices);
        var (v, i) = (values.squeeze(d), indices.squeeze(d));
        values.Dispose();
        indices.Dispose();
        return (v, i);
    }

    /// <summary>The index of the first largest or smallest, along a dimension or (null) in row-major order of all.</summary>
    internal static Tensor Arg(Tensor x, long? dim, bool keepdim, bool largest)
    {
        bool[] over = dim is null ? Over([], x._shape.Length) : Over([dim.Value], x._shape.Length);
        if (x._count == 0) throw Fail.Native("the index of the largest or smallest of no elements is not defined");
        var y = Tensor.New(ScalarType.Int64, Shapes.Reduced(x._shape, over, keepdim));
        var type = x._type == ScalarType.Float32 ? ScalarType.Float32 : x._type.IsFloating() ? ScalarType.Float64 : ScalarType.Int64;
        var (data, outer, length, inner) = Fold(x, over, type);
        using var _ = data;
        if (type == ScalarType.Float32) Arg<float>(data.Span<float>(), length, inner, largest, y.Span<long>());
        else if (type == ScalarType.Float64) Arg<double>(data.Span<double>(), length, inner, largest, y.Span<long>());
        else Arg<long>(data.Span<long>(), length, inner, largest, y.Span<long>());
        return y;
    }

    private static void Arg<T>(ReadOnlySpan<T> a, int length, int inner, bool largest, Span<long> y) where T : unmanaged, INumber<T>
    {
        for (int i = 0; i < y.Length; i++)
        {
            int p = i / inner * length * inner + i % inner;
            int best = 0;
            var value = a[p];
            for (int k = 1; k < length && !T.IsNaN(value); k++)
            {
                var next = a[p + k * inner];
                if (T.IsNaN(next) || (largest ? next > value : next < value)) (best, value) = (k, next);
            }
            y[i] = best;
        }
    }

    /// <summary>The recorded product.</summary>
    internal static Tensor Prod(Tensor x, ReadOnlySpan<long> dims, bool keepdim, ScalarType? type)
    {
        var want = type ?? (x._type.IsFloating() ? x._type : ScalarType.Int64);
        using var c = x._type == want ? x.alias() : x.to(want);
        bool[] over = Over(dims, x._shape.Length);
        var y = Extreme(c, over, Shapes.Reduced(x._shape, over, keepdim), ReduceKind.Prod);
        return GradMode.Records(c) && want.IsFloating() ? y.SetHistory(new ProdNode(c, over)) : y;
    }

    /// <summary>The recorded variance: the mean square distance from the mean, with divisor n - 1 (unbiased) or n.</summary>
    internal static Tensor Var(Tensor x, ReadOnlySpan<long> dims, bool unbiased, bool keepdim, ScalarType? type)
    {
        if (!x._type.IsFloating()) throw Fail.Native($"the variance is not defined for tensors of {x._type}: convert to a floating-point type");
        using var c = type is null || type == x._type ? x.alias() : x.to(type.Value);
        using var mean = Sum(c, dims, true, null, true);
        using var centred = Binary.Apply(BinaryKind.Sub, c, mean);
        using var square = Binary.Apply(BinaryKind.Mul, centred, centred);
        using var sum = Sum(square, dims, keepdim, null);
        double n = sum._count == 0 ? 0 : (double)x._count / sum._count;
        return Binary.Apply(BinaryKind.Div, sum, Math.Max(0, n - (unbiased ? 1 : 0)));
    }

    /// <summary>The recorded p-norm.</summary>
    internal static Tensor Norm(Tensor x, ReadOnlySpan<long> dims, bool keepdim, double p)
    {
        if (!x._type.IsFloating()) throw Fail.Native($"norm is not defined for tensors of {x._type}: convert to a floating-point type");
        using var abs = Pointwise.Apply(PointKind.Abs, x);
        if (double.IsPositiveInfinity(p)) return Extreme(abs, dims, keepdim, ReduceKind.Max);
        if (double.IsNegativeInfinity(p)) return Extreme(abs, dims, keepdim, ReduceKind.Min);
        if (p == 1) return Sum(abs, dims, keepdim, null);
        if (p == 0)
        {
            using var some = Compare.Apply(Comparison.NotEqual, x, (Number)0.0);
            return Sum(some, dims, keepdim, x._type);
        }
        bool[] over = Over(dims, x._shape.Length);
        Tensor y;
        using (new GradMode.Guard(false))
        {
            using var power = Binary.Apply(BinaryKind.Pow, abs, p);
            using var sum = Sum(power, dims, keepdim, null);
            y = p == 2 ? Pointwise.Compute(PointKind.Sqrt, sum, 0, 0) : Binary.Compute(BinaryKind.Pow, sum, 1 / p, false);
        }
        return GradMode.Records(x) ? y.SetHistory(new NormNode(x, y, over, p)) : y;
    }

    /// <summary>log of the sum of e^x, without overflow; recorded.</summary>
    internal static Tensor LogSumExp(Tensor x, ReadOnlySpan<long> dims, bool keepdim)
    {
        bool[] over = Over(dims, x._shape.Length);
        if (!x._type.IsFloating()) throw Fail.Type("logsumexp", x._type);
        using var most = Extreme(x, over, Shapes.Reduced(x._shape, over, true), ReduceKind.Max);
        using var still = Compare.Test(most, double.IsInfinity);
        Select.Fill(most, still, 0.0);
        using var shifted = Binary.Compute(BinaryKind.Sub, x, most);
        Pointwise.Into(PointKind.Exp, shifted, shifted, 0, 0);
        var y = Tensor.New(x._type, Shapes.Reduced(x._shape, over, keepdim));
        Into(shifted, over, y);
        Pointwise.Into(PointKind.Log, y, y, 0, 0);
        using var shape = most.Share(y._shape, y._strides, 0);
        Binary.Into(BinaryKind.Add, y, shape, y);
        return GradMode.Records(x) ? y.SetHistory(new LogSumExpNode(x, y, over)) : y;
    }

    /// <summary>A result's shape with 1 where dimensions were reduced away: stretches back to the input's shape.</summary>
    private static Tensor Spread(Tensor y, long[] shape, bool[] over)
    {
        using var row = Copy.RowMajor(y);
        long[] with = Shapes.Reduced(shape, over, true);
        return row.Share(with, Shapes.RowMajor(with), row._offset);
    }

    private sealed class SumNode : Node
    {
        private readonly long[] _shape;
        private readonly bool[] _over;
        private readonly double _divisor;
        private readonly ScalarType _type;

        internal SumNode(Tensor x, bool[] over, double divisor)
        {
            (_shape, _over, _divisor, _type) = (x._shape, over, divisor, x._type);
            Input(0, x);
        }

        protected override void Backward(Tensor g, Engine engine)
        {
            using var spread = Spread(g, _shape, _over);
            var gx = Tensor.New(_type, _shape);
            if (_divisor == 1)
            {
                Copy.Values(spread, gx);
            }
            else
            {
                using var share = Binary.Compute(BinaryKind.Div, spread, _divisor, false);
                Copy.Values(share, gx);
            }
            Send(engine, 0, gx);
        }
    }

    /// <summary>The node of a reduction whose derivative needs both what went in and what came out.</summary>
    private abstract class ReductionNode : Node
    {
        private Saved _x, _y;

        private protected ReductionNode(Tensor x, Tensor y, bool[] over)
        {
            Over = over;
            Input(0, x);
            (_x, _y) = (new Saved(x), new Saved(y));
        }

        /// <summary>The dimensions that were reduced away.</summary>
        private protected bool[] Over { get; }

        protected sealed override bool ReleaseSaved()
        {
            _x.Release();
            _y.Release();
            return true;
        }

        protected sealed override void Backward(Tensor gradient, Engine engine)
        {
            var x = _x.Value;
            using var y = Spread(_y.Value, x._shape, Over);
            using var g = Spread(gradient, x._shape, Over);
            Send(engine, 0, Slope(x, y, g));
        }

        /// <summary>The gradient of the input, from input, result and the result's gradient, the latter two stretched to the input's dimensions.</summary>
        private protected abstract Tensor Slope(Tensor x, Tensor y, Tensor g);
    }

    private sealed class ExtremeNode(Tensor x, Tensor y, bool[] over) : ReductionNode(x, y, over)
    {
        private protected override Tensor Slope(Tensor x, Tensor y, Tensor g)
        {
            using var hit = Compare.Apply(Comparison.Equal, x, y);
            using var mask = Copy.Convert(hit, x._type);
            using var count = SumTo(mask, y._shape);
            using var share = Binary.Compute(BinaryKind.Div, g, count);
            return Binary.Compute(BinaryKind.Mul, mask, share);
        }
    }

    private sealed class ProdNode : Node
    {
        private readonly bool[] _over;
        private Saved _x;

        internal ProdNode(Tensor x, bool[] over)
        {
            _over = over;
            Input(0, x);
            _x = new Saved(x);
        }

        protected override bool ReleaseSaved()
        {
            _x.Release();
            return true;
        }

        /// <summary>The product of all others, by products from the front and from the back: right also where an element is 0.</summary>
        protected override void Backward(Tensor g, Engine engine)
        {
            var x = _x.Value;
            using var gs = Spread(g, x._shape, _over);
            using var full = Tensor.New(ScalarType.Float64, x._shape);
            Copy.Values(gs, full);
            using var xd = Copy.RowMajor(x, ScalarType.Float64);
            using var factor = Tensor.New(ScalarType.Float64, x._shape);
            var a = xd.Span<double>();
            var z = factor.Span<double>();
            int rank = x._shape.Length;
            bool[] seen = new bool[a.Length];
            int[] group = new int[a.Length];
            long[] strides = Shapes.RowMajor(x._shape);
            for (int start = 0; start < a.Length; start++)
            {
                if (seen[start]) continue;
                int n = 0;
                for (int i = start; i < a.Length; i++)
                {
                    bool same = !seen[i];
                    for (int d = 0; d < rank && same; d++) same = _over[d] || i / strides[d] % x._shape[d] == start / strides[d] % x._shape[d];
                    if (!same) continue;
                    seen[i] = true;
                    group[n++] = i;
                }
                double front = 1;
                for (int i = 0; i < n; i++)
                {
                    z[group[i]] = front;
                    front *= a[group[i]];
                }
                double back = 1;
                for (int i = n - 1; i >= 0; i--)
                {
                    z[group[i]] *= back;
                    back *= a[group[i]];
                }
            }
            using var gx = Binary.Compute(BinaryKind.Mul, full, factor);
            Send(engine, 0, Copy.Convert(gx, x._type));
        }
    }

    private sealed class NormNode(Tensor x, Tensor y, bool[] over, double p) : ReductionNode(x, y, over)
    {
        /// <summary>sign(x) |x|^(p-1) / norm^(p-1), and 0 where the norm is 0.</summary>
        private protected override Tensor Slope(Tensor x, Tensor y, Tensor g)
        {
            using var power = Binary.Compute(BinaryKind.Pow, y, p - 1, false);
            using var scale = Binary.Compute(BinaryKind.Div, g, power);
            using var none = Compare.Apply(Comparison.Equal, y, (Number)0.0);
            Select.Fill(scale, none, 0.0);
            if (p == 2) return Binary.Compute(BinaryKind.Mul, x, scale);
            using var sign = Pointwise.Compute(PointKind.Sign, x, 0, 0);
            using var abs = Pointwise.Compute(PointKind.Abs, x, 0, 0);
            using var rise = Binary.Compute(BinaryKind.Pow, abs, p - 1, false);
            using var slope = Binary.Compute(BinaryKind.Mul, sign, rise);
            return Binary.Compute(BinaryKind.Mul, slope, scale);
        }
    }

    private sealed class LogSumExpNode(Tensor x, Tensor y, bool[] over) : ReductionNode(x, y, over)
    {
        private protected override Tensor Slope(Tensor x, Tensor y, Tensor g)
        {
            var share = Binary.Compute(BinaryKind.Sub, x, y);
            Pointwise.Into(PointKind.Exp, share, share, 0, 0);
            Binary.Into(BinaryKind.Mul, share, g, share);
            return share;
        }
    }
}
