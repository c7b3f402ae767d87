using System.Numerics;
using Simd.Kernels;
using Simd.Threading;
using Simd.Vectors;

namespace Simd.Gemv;

/// <summary>The double product as a job: strips of rows, as many for every thread count, whose sums are added in order at the end.</summary>
internal sealed unsafe class GemvtJob<T> : RangeJob
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Numbers in A from which its rows are cut into strips.</summary>
    private const long WorthThreads = 65_536;

    /// <summary>Strips of a large A: one sum each, so their number is part of the result's rounding.</summary>
    private const int Strips = 8;

    [ThreadStatic]
    private static GemvtJob<T>? t_own;

    private int _m, _n, _stripRows;
    private T _alpha;
    private nint _lda;
    private T* _a, _y, _z, _x, _w;
    private T* _sums;

    internal static void Run(int m, int n, T alpha, T* a, nint lda, T* y, T* z, T* x, T* w)
    {
        GemvtJob<T> job = t_own ??= new GemvtJob<T>();
        (job._m, job._n, job._alpha, job._lda) = (m, n, alpha, lda);
        job._a = a;
        job._y = y;
        job._z = z;
        job._x = x;
        job._w = w;
        if ((long)m * n < WorthThreads)
        {
            job._stripRows = m;
            job.Run(1, 1, 1);
            return;
        }
        job._stripRows = ((m + Strips - 1) / Strips + 3) / 4 * 4;
        int strips = (m + job._stripRows - 1) / job._stripRows;
        NativeBuffer buffer = Buffers.Rent((nuint)((long)n * (strips - 1) * sizeof(T)));
        job._sums = (T*)buffer.Pointer;
        job.Run(strips, 1, SimdOptions.ThreadCount);
        for (int strip = 1; strip < strips; strip++)
        {
            var total = new Span<T>(w, n);
            System.Numerics.Tensors.TensorPrimitives.Add(total, new ReadOnlySpan<T>(job._sums + (strip - 1) * (nint)n, n), total);
        }
        Buffers.Return(buffer);
    }

    protected override void Execute(int from, int to)
    {
        for (int strip = from; strip < to; strip++)
        {
            int first = strip * _stripRows, rows = Math.Min(_stripRows, _m - first);
            T* w = strip == 0 ? _w : _sums + (strip - 1) * (nint)_n;
            switch (KernelFamilies.Current)
            {
                case KernelFamily.Vector512: GemvtKernel<T, V512<T>>.Run(rows, _n, _alpha, _a + first * _lda, _lda, _y, _z + first, _x + first, w); break;
                case KernelFamily.Vector256: GemvtKernel<T, V256<T>>.Run(rows, _n, _alpha, _a + first * _lda, _lda, _y, _z + first, _x + first, w); break;
                case KernelFamily.Vector128 or KernelFamily.Neon: GemvtKernel<T, V128<T>>.Run(rows, _n, _alpha, _a + first * _lda, _lda, _y, _z + first, _x + first, w); break;
                default: GemvtKernel<T, V1<T>>.Run(rows, _n, _alpha, _a + first * _lda, _lda, _y, _z + first, _x + first, w); break;
            }
        }
    }
}
