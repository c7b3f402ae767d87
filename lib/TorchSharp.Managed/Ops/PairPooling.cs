using System.Runtime.Intrinsics;

namespace TorchSharp;

/// <summary>Max pooling by windows of 2 x 2 side by side, in Float32: what nearly every network has.</summary>
/// <remarks>
/// A register is seen as pairs of neighbours, a pair in 64 bits: shifting by 32 puts the right one where the left one was, so four windows are compared at once.
/// Of each window only the number of its winner is kept, 0 to 3 in row-major order; of equal elements the first wins, and one that is not a number always.
/// </remarks>
internal static class PairPooling
{
    /// <summary>Windows in a register.</summary>
    private const int Count = 4;

    internal static bool Fits(Tensor x, Window window, bool ceil) =>
        x._type == ScalarType.Float32 && x._shape.Length == 4 && x._shape[2] >= 2 && x._shape[3] >= 2 && (!ceil || (x._shape[2] % 2 == 0 && x._shape[3] % 2 == 0))
        && window is { KernelH: 2, KernelW: 2, StrideH: 2, StrideW: 2, PadH: 0, PadW: 0, DilationH: 1, DilationW: 1 };

    internal static Tensor Max(Tensor x)
    {
        var y = Tensor.New(ScalarType.Float32, [x._shape[0], x._shape[1], x._shape[2] / 2, x._shape[3] / 2]);
        using var winners = Tensor.New(ScalarType.Int32, y._shape);
        using var c = Copy.RowMajor(x);
        Simd.Split.Run(Planes(x), Math.Max(1, Pooling.Grain / Plane(x)), (x: c, y, winners), static (s, lo, hi) =>
        {
            int w = (int)s.x._shape[3], outW = (int)s.y._shape[3], outH = (int)s.y._shape[2], plane = Plane(s.x);
            var from = s.x.Span<float>();
            var to = s.y.Span<float>();
            var codes = s.winners.Span<int>();
            for (int row = lo * outH; row < hi * outH; row++)
            {
                var upper = from.Slice(row / outH * plane + row % outH * 2 * w, 2 * w);
                Winners(upper[..(2 * outW)], upper.Slice(w, 2 * outW), to.Slice(row * outW, outW), codes.Slice(row * outW, outW));
            }
        });
        return GradMode.Records(x) ? y.SetHistory(new PairNode(x, winners)) : y;
    }

    private static int Planes(Tensor x) => (int)(x._shape[0] * x._shape[1]);

    private static int Plane(Tensor x) => (int)(x._shape[2] * x._shape[3]);

    private static void Winners(ReadOnlySpan<float> upper, ReadOnlySpan<float> lower, Span<float> values, Span<int> codes)
    {
        if (values.Length < Count)
        {
            for (int i = 0; i < values.Length; i++)
            {
                int left = Later(upper[2 * i], upper[2 * i + 1]), right = Later(lower[2 * i], lower[2 * i + 1]);
                var (u, v) = (upper[2 * i + left], lower[2 * i + right]);
                (values[i], codes[i]) = Later(u, v) == 0 ? (u, left) : (v, 2 + right);
            }
            return;
        }
        ref ulong above = ref Unsafe.As<float, ulong>(ref MemoryMarshal.GetReference(upper));
        ref ulong below = ref Unsafe.As<float, ulong>(ref MemoryMarshal.GetReference(lower));
        ref float value = ref MemoryMarshal.GetReference(values);
        ref int code = ref MemoryMarshal.GetReference(codes);
        for (int i = 0; ;)
        {
            Compare(Vector128.LoadUnsafe(ref above, (nuint)i), Vector128.LoadUnsafe(ref below, (nuint)i), out var best, out var place);
            Compare(Vector128.LoadUnsafe(ref above, (nuint)i + 2), Vector128.LoadUnsafe(ref below, (nuint)i + 2), out var nextBest, out var nextPlace);
            Vector128.Narrow(best, nextBest).AsSingle().StoreUnsafe(ref value, (nuint)i);
            Vector128.Narrow(place, nextPlace).AsInt32().StoreUnsafe(ref code, (nuint)i);
            if (i + Count == values.Length) return;
            // The last register goes over some windows again rather than over the end.
            i = Math.Min(i + Count, values.Length - Count);
        }
    }

    /// <summary>1 if the second of two elements wins: it is larger, or not a number.</summary>
    private static int Later(float a, float b) => b > a || float.IsNaN(b) ? 1 : 0;

    private static Vector128<ulong> Later(Vector128<ulong> a, Vector128<ulong> b) =>
        (Vector128.GreaterThan(b.AsSingle(), a.AsSingle()) | ~Vector128.Equals(b.AsSingle(), b.AsSingle())).AsUInt64() & Vector128.Create(0x1_0000_0000UL - 1);

    /// <summary>Two windows, whose elements and winners lie in the lower halves.</summary>
    private static void Compare(Vector128<ulong> upper, Vector128<ulong> lower, out Vector128<ulong> best, out Vector128<ulong> place)
    {
        var (upperRight, lowerRight) = (upper >>> 32, lower >>> 32);
        var (left, right) = (Later(upper, upperRight), Later(lower, lowerRight));
        var u = Vector128.ConditionalSelect(left, upperRight, upper);
        var v = Vector128.ConditionalSelect(right, lowerRight, lower);
        var isLower = Later(u, v);
        best = Vector128.ConditionalSelect(isLower, v, u);
        place = Vector128.ConditionalSelect(isLower, right & Vector128<ulong>.One, left & Vector128<ulong>.One) | (isLower & Vector128.Create(2UL));
    }

    private sealed class PairNode : Node
    {
        private readonly long[] _shape;
        private Saved _winners;

        internal PairNode(Tensor x, Tensor winners)
        {
            _shape = x._shape;
            Input(0, x);
            _winners = new Saved(winners);
        }

        protected override bool ReleaseSaved()
        {
            _winners.Release();
            return true;
        }

        protected override void Backward(Tensor gradient, Engine engine)
        {
            using var g = Copy.RowMajor(gradient);
            var gx = Tensor.New(ScalarType.Float32, _shape);
            Simd.Split.Run(Planes(gx), Math.Max(1, Pooling.Grain / Plane(gx)), (gx, g, winners: _winners.Value), static (s, lo, hi) =>
            {
                int h = (int)s.gx._shape[2], w = (int)s.gx._shape[3], outW = (int)s.g._shape[3], outH = (int)s.g._shape[2], plane = Plane(s.gx);
                var to = s.gx.Span<float>();
                var from = s.g.Span<float>();
                var codes = s.winners.Span<int>();
                if (h % 2 + w % 2 > 0) to[(lo * plane)..(hi * plane)].Clear();
                for (int row = lo * outH; row < hi * outH; row++)
                {
                    var upper = to.Slice(row / outH * plane + row % outH * 2 * w, 2 * w);
                    Place(from.Slice(row * outW, outW), codes.Slice(row * outW, outW), upper[..(2 * outW)], upper.Slice(w, 2 * outW));
                }
            });
            Send(engine, 0, gx);
        }

        private static void Place(ReadOnlySpan<float> from, ReadOnlySpan<int> codes, Span<float> upper, Span<float> lower)
        {
            if (from.Length < Count)
            {
                for (int i = 0; i < from.Length; i++)
                {
                    (upper[2 * i], upper[2 * i + 1]) = (codes[i] == 0 ? from[i] : 0, codes[i] == 1 ? from[i] : 0);
                    (lower[2 * i], lower[2 * i + 1]) = (codes[i] == 2 ? from[i] : 0, codes[i] == 3 ? from[i] : 0);
                }
                return;
            }
            ref ulong above = ref Unsafe.As<float, ulong>(ref MemoryMarshal.GetReference(upper));
            ref ulong below = ref Unsafe.As<float, ulong>(ref MemoryMarshal.GetReference(lower));
            for (int i = 0; ;)
            {
                var (value, nextValue) = Vector128.Widen(Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(from), (nuint)i).AsUInt32());
                var (code, nextCode) = Vector128.Widen(Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(codes), (nuint)i).AsUInt32());
                Of(value, code, 0).StoreUnsafe(ref above, (nuint)i);
                Of(value, code, 2).StoreUnsafe(ref below, (nuint)i);
                Of(nextValue, nextCode, 0).StoreUnsafe(ref above, (nuint)i + 2);
                Of(nextValue, nextCode, 2).StoreUnsafe(ref below, (nuint)i + 2);
                if (i + Count == from.Length) return;
                i = Math.Min(i + Count, from.Length - Count);
            }
        }

        /// <summary>The pairs of a row of which the left element is number <paramref name="left"/> of its window.</summary>
        private static Vector128<ulong> Of(Vector128<ulong> value, Vector128<ulong> code, ulong left) =>
            (Vector128.Equals(code, Vector128.Create(left)) & value) | (Vector128.Equals(code, Vector128.Create(left + 1)) & (value << 32));
    }
}
