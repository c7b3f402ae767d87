using System.Numerics;
using Simd.Kernels;
using Simd.Threading;
using Simd.Vectors;

namespace Simd.Gemv;

/// <summary>A product of matrix and vector as a job, divided over the elements of y.</summary>
internal sealed unsafe class GemvJob<T> : RangeJob
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Numbers in A below which a second thread costs more than it brings.</summary>
    private const long WorthThreads = 65_536;

    /// <summary>A whole number of rows at a time, and of registers.</summary>
    private const int Multiple = 64;

    [ThreadStatic]
    private static GemvJob<T>? t_own;

    private bool _transpose;
    private int _m, _n;
    private T _alpha, _beta;
    private nint _lda;
    private T* _a, _x, _y;

    internal static void Run(bool transpose, int m, int n, T alpha, T* a, nint lda, T* x, T beta, T* y)
    {
        GemvJob<T> job = t_own ??= new GemvJob<T>();
        (job._transpose, job._m, job._n, job._alpha, job._lda, job._beta) = (transpose, m, n, alpha, lda, beta);
        job._a = a;
        job._x = x;
        job._y = y;
        job.Run(transpose ? n : m, Multiple, (long)m * n < WorthThreads ? 1 : SimdOptions.ThreadCount);
    }

    protected override void Execute(int from, int to)
    {
        switch (KernelFamilies.Current)
        {
            case KernelFamily.Vector512: Execute<V512<T>>(from, to); break;
            case KernelFamily.Vector256: Execute<V256<T>>(from, to); break;
            case KernelFamily.Vector128 or KernelFamily.Neon: Execute<V128<T>>(from, to); break;
            default: Execute<V1<T>>(from, to); break;
        }
    }

    private void Execute<TVector>(int from, int to)
        where TVector : unmanaged, IVector<TVector, T>
    {
        if (_transpose)
            GemvKernel<T, TVector>.Transposed(_m, to - from, _alpha, _a + from, _lda, _x, _beta, _y + from);
        else
            GemvKernel<T, TVector>.Plain(to - from, _n, _alpha, _a + from * _lda, _lda, _x, _beta, _y + from);
    }
}
