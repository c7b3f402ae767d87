using System.Numerics;
using System.Runtime.CompilerServices;
using Simd.Vectors;

namespace Simd.Gemv;

/// <summary>Products of a matrix, stored row by row, and a vector.</summary>
internal static unsafe class GemvKernel<T, TVector>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TVector : unmanaged, IVector<TVector, T>
{
    /// <summary>y = alpha A x + beta y: a dot product for each row, four rows at a time to read x once for all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Plain(int m, int n, T alpha, T* a, nint lda, T* x, T beta, T* y)
    {
        int i = 0;
        for (; i <= m - 4; i += 4, a += 4 * lda)
        {
            T* r0 = a, r1 = r0 + lda, r2 = r1 + lda, r3 = r2 + lda;
            TVector even0 = TVector.Zero, even1 = TVector.Zero, even2 = TVector.Zero, even3 = TVector.Zero;
            TVector odd0 = TVector.Zero, odd1 = TVector.Zero, odd2 = TVector.Zero, odd3 = TVector.Zero;
            int j = 0;
            for (; j <= n - 2 * TVector.Count; j += 2 * TVector.Count)
            {
                TVector x0 = TVector.Load(x + j), x1 = TVector.Load(x + j + TVector.Count);
                even0 = TVector.MultiplyAdd(x0, TVector.Load(r0 + j), even0);
                even1 = TVector.MultiplyAdd(x0, TVector.Load(r1 + j), even1);
                even2 = TVector.MultiplyAdd(x0, TVector.Load(r2 + j), even2);
                even3 = TVector.MultiplyAdd(x0, TVector.Load(r3 + j), even3);
                odd0 = TVector.MultiplyAdd(x1, TVector.Load(r0 + j + TVector.Count), odd0);
                odd1 = TVector.MultiplyAdd(x1, TVector.Load(r1 + j + TVector.Count), odd1);
                odd2 = TVector.MultiplyAdd(x1, TVector.Load(r2 + j + TVector.Count), odd2);
                odd3 = TVector.MultiplyAdd(x1, TVector.Load(r3 + j + TVector.Count), odd3);
            }
            y[i] = Combine(Rest(TVector.Sum(even0 + odd0), r0, x, j, n), alpha, beta, y[i]);
            y[i + 1] = Combine(Rest(TVector.Sum(even1 + odd1), r1, x, j, n), alpha, beta, y[i + 1]);
            y[i + 2] = Combine(Rest(TVector.Sum(even2 + odd2), r2, x, j, n), alpha, beta, y[i + 2]);
            y[i + 3] = Combine(Rest(TVector.Sum(even3 + odd3), r3, x, j, n), alpha, beta, y[i + 3]);
        }
        for (; i < m; i++, a += lda)
        {
            TVector even = TVector.Zero, odd = TVector.Zero;
            int j = 0;
            for (; j <= n - 2 * TVector.Count; j += 2 * TVector.Count)
            {
                even = TVector.MultiplyAdd(TVector.Load(x + j), TVector.Load(a + j), even);
                odd = TVector.MultiplyAdd(TVector.Load(x + j + TVector.Count), TVector.Load(a + j + TVector.Count), odd);
            }
            y[i] = Combine(Rest(TVector.Sum(even + odd), a, x, j, n), alpha, beta, y[i]);
        }
    }

    /// <summary>y = alpha A^T x + beta y: y gathers the rows of A, four at a time to read and write y once for all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Transposed(int m, int n, T alpha, T* a, nint lda, T* x, T beta, T* y)
    {
        if (beta != T.One)
        {
            for (int j = 0; j < n; j++)
                y[j] = beta == T.Zero ? T.Zero : beta * y[j];
        }
        int i = 0;
        for (; i <= m - 4; i += 4, a += 4 * lda)
        {
            T* r0 = a, r1 = r0 + lda, r2 = r1 + lda, r3 = r2 + lda;
            T f0 = alpha * x[i], f1 = alpha * x[i + 1], f2 = alpha * x[i + 2], f3 = alpha * x[i + 3];
            TVector x0 = TVector.Create(f0), x1 = TVector.Create(f1), x2 = TVector.Create(f2), x3 = TVector.Create(f3);
            int j = 0;
            for (; j <= n - TVector.Count; j += TVector.Count)
            {
                TVector sum = TVector.Load(y + j);
                sum = TVector.MultiplyAdd(x0, TVector.Load(r0 + j), sum);
                sum = TVector.MultiplyAdd(x1, TVector.Load(r1 + j), sum);
                sum = TVector.MultiplyAdd(x2, TVector.Load(r2 + j), sum);
                TVector.Store(y + j, TVector.MultiplyAdd(x3, TVector.Load(r3 + j), sum));
            }
            for (; j < n; j++)
            {
                T sum = T.MultiplyAddEstimate(f0, r0[j], y[j]);
                sum = T.MultiplyAddEstimate(f1, r1[j], sum);
                sum = T.MultiplyAddEstimate(f2, r2[j], sum);
                y[j] = T.MultiplyAddEstimate(f3, r3[j], sum);
            }
        }
        for (; i < m; i++, a += lda)
        {
            T f = alpha * x[i];
            TVector v = TVector.Create(f);
            int j = 0;
            for (; j <= n - TVector.Count; j += TVector.Count)
                TVector.Store(y + j, TVector.MultiplyAdd(v, TVector.Load(a + j), TVector.Load(y + j)));
            for (; j < n; j++)
                y[j] = T.MultiplyAddEstimate(f, a[j], y[j]);
        }
    }

    private static T Rest(T sum, T* row, T* x, int from, int to)
    {
        for (int j = from; j < to; j++)
            sum = T.MultiplyAddEstimate(x[j], row[j], sum);
        return sum;
    }

    private static T Combine(T sum, T alpha, T beta, T old) => beta == T.Zero ? alpha * sum : T.MultiplyAddEstimate(alpha, sum, beta * old);
}
