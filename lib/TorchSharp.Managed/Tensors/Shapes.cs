namespace TorchSharp;

/// <summary>Arithmetic of shapes and strides.</summary>
internal static class Shapes
{
    internal static readonly long[] Empty = [];

    internal static long Count(ReadOnlySpan<long> shape)
    {
        long n = 1;
        foreach (long s in shape) n = checked(n * s);
        return n;
    }

    internal static long[] RowMajor(ReadOnlySpan<long> shape)
    {
        if (shape.Length == 0) return Empty;
        long[] strides = new long[shape.Length];
        long step = 1;
        for (int i = shape.Length - 1; i >= 0; i--)
        {
            strides[i] = step;
            step *= Math.Max(1, shape[i]);
        }
        return strides;
    }

    internal static bool IsRowMajor(ReadOnlySpan<long> shape, ReadOnlySpan<long> strides)
    {
        long step = 1;
        for (int i = shape.Length - 1; i >= 0; i--)
        {
            if (shape[i] == 0) return true;
            if (shape[i] == 1) continue;
            if (strides[i] != step) return false;
            step *= shape[i];
        }
        return true;
    }

    internal static bool Same(ReadOnlySpan<long> a, ReadOnlySpan<long> b) => a.SequenceEqual(b);

    /// <summary>A dimension counted from the front.</summary>
    internal static int Dim(long dim, int rank)
    {
        int limit = Math.Max(rank, 1);
        if (dim < -limit || dim >= limit) throw Fail.Dim(dim, rank);
        return (int)(dim < 0 ? dim + limit : dim);
    }

    /// <summary>The shape of an operation between these shapes; dimensions are matched from the last, and 1 stretches.</summary>
    internal static long[] Broadcast(string operation, long[] a, long[] b)
    {
        if (Same(a, b)) return a;
        if (b.Length == 0) return a;
        if (a.Length == 0) return b;
        int rank = Math.Max(a.Length, b.Length);
        long[] shape = new long[rank];
        for (int i = 1; i <= rank; i++)
        {
            long x = i <= a.Length ? a[^i] : 1, y = i <= b.Length ? b[^i] : 1;
            if (x != y && x != 1 && y != 1) throw Fail.Shape(operation, a, b);
            shape[^i] = x == 1 ? y : x;
        }
        return shape;
    }

    /// <summary>The strides that read a tensor as if it had a larger shape: 0 where it is stretched.</summary>
    internal static void Stretch(ReadOnlySpan<long> shape, ReadOnlySpan<long> strides, ReadOnlySpan<long> target, Span<long> result)
    {
        int lead = target.Length - shape.Length;
        for (int i = 0; i < target.Length; i++)
            result[i] = i < lead || (shape[i - lead] == 1 && target[i] != 1) ? 0 : strides[i - lead];
    }

    /// <summary>A requested shape with its -1 worked out.</summary>
    internal static long[] Infer(ReadOnlySpan<long> shape, long count, string operation)
    {
        int unknown = -1;
        long known = 1;
        for (int i = 0; i < shape.Length; i++)
        {
            if (shape[i] == -1)
            {
                if (unknown >= 0) throw Fail.Native($"{operation}: only one dimension of [{string.Join(", ", shape.ToArray())}] can be left to work out");
                unknown = i;
            }
            else
            {
                if (shape[i] < 0) throw Fail.Native($"{operation}: [{string.Join(", ", shape.ToArray())}] has a negative size");
                known *= shape[i];
            }
        }
        long[] result = shape.ToArray();
        if (unknown >= 0 && known > 0 && count % known == 0) result[unknown] = count / known;
        else if (unknown >= 0 || known != count)
            throw Fail.Native($"{operation}: {count} elements do not fill the shape [{string.Join(", ", result)}]");
        return result;
    }

    /// <summary>The strides under which the elements of (shape, strides) read as another shape without copying, or null.</summary>
    internal static long[]? View(long[] shape, long[] strides, long[] target)
    {
        if (Count(shape) == 0 || shape.Length == 0) return RowMajor(target);
        long[] result = new long[target.Length];
        int t = target.Length - 1;
        long step = strides[^1], run = 1, filled = 1;
        for (int s = shape.Length - 1; s >= 0; s--)
        {
            // Source dimensions that lie behind one another in memory form one run, which may be cut anew.
            run *= shape[s];
            if (s > 0 && (shape[s - 1] == 1 || strides[s - 1] == run * step)) continue;
            while (t >= 0 && (filled < run || target[t] == 1))
            {
                result[t] = filled * step;
                filled *= target[t--];
            }
            if (filled != run) return null;
            if (s == 0) break;
            step = strides[s - 1];
            run = filled = 1;
        }
        return t < 0 ? result : null;
    }

    /// <summary>The shape after reducing over dimensions.</summary>
    internal static long[] Reduced(long[] shape, bool[] over, bool keepdim)
    {
        int kept = 0;
        for (int i = 0; i < shape.Length; i++) if (keepdim || !over[i]) kept++;
        if (kept == 0) return Empty;
        long[] result = new long[kept];
        for (int i = 0, j = 0; i < shape.Length; i++)
            if (!over[i]) result[j++] = shape[i];
            else if (keepdim) result[j++] = 1;
        return result;
    }
}
