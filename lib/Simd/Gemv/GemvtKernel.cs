using System.Numerics;
using System.Runtime.CompilerServices;
using Simd.Vectors;

namespace Simd.Gemv;

/// <summary>The products of a matrix and of its transpose in one pass: each group of rows is used twice while it lies in the cache.</summary>
internal static unsafe class GemvtKernel<T, TVector>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TVector : unmanaged, IVector<TVector, T>
{
    /// <summary>x = alpha A y + z and w = A^T x, for the rows of A from first to last; w is overwritten.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run(int rows, int n, T alpha, T* a, nint lda, T* y, T* z, T* x, T* w)
    {
        new Span<T>(w, n).Clear();
        int i = 0;
        for (; i <= rows - 4; i += 4, a += 4 * lda)
        {
            GemvKernel<T, TVector>.Plain(4, n, alpha, a, lda, y, T.Zero, x + i);
            x[i] += z[i];
            x[i + 1] += z[i + 1];
            x[i + 2] += z[i + 2];
            x[i + 3] += z[i + 3];
            GemvKernel<T, TVector>.Transposed(4, n, T.One, a, lda, x + i, T.One, w);
        }
        for (; i < rows; i++, a += lda)
        {
            GemvKernel<T, TVector>.Plain(1, n, alpha, a, lda, y, T.Zero, x + i);
            x[i] += z[i];
            GemvKernel<T, TVector>.Transposed(1, n, T.One, a, lda, x + i, T.One, w);
        }
    }
}
