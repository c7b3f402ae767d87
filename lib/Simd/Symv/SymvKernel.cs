using System.Numerics;
using System.Runtime.CompilerServices;
using Simd.Vectors;

namespace Simd.Symv;

/// <summary>Product of a symmetric matrix, of which one triangle is stored row by row, and a vector.</summary>
internal static unsafe class SymvKernel<T, TVector>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TVector : unmanaged, IVector<TVector, T>
{
    /// <summary>
    /// Adds to y what the rows [from, to) of the stored triangle contribute: each element off the diagonal stands for two of the matrix, and
    /// serves both while it is in a register.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void AddRows(bool upper, int n, int from, int to, T* a, nint lda, T* x, T* y)
    {
        int i = from;
        for (; i <= to - 4; i += 4)
        {
            T* row = a + i * lda;
            for (int p = 0; p < 4; p++)
            {
                y[i + p] = T.MultiplyAddEstimate(row[p * lda + i + p], x[i + p], y[i + p]);
                for (int q = p + 1; q < 4; q++)
                {
                    T value = upper ? row[p * lda + i + q] : row[q * lda + i + p];
                    y[i + p] = T.MultiplyAddEstimate(value, x[i + q], y[i + p]);
                    y[i + q] = T.MultiplyAddEstimate(value, x[i + p], y[i + q]);
                }
            }
            if (upper)
                AddFour(i + 4, n, row, lda, x, y, i);
            else
                AddFour(0, i, row, lda, x, y, i);
        }
        for (; i < to; i++)
        {
            T* row = a + i * lda;
            T sum = row[i] * x[i];
            int end = upper ? n : i;
            TVector sums = TVector.Zero, xi = TVector.Create(x[i]);
            int j = upper ? i + 1 : 0;
            for (; j <= end - TVector.Count; j += TVector.Count)
            {
                TVector value = TVector.Load(row + j);
                sums = TVector.MultiplyAdd(value, TVector.Load(x + j), sums);
                TVector.Store(y + j, TVector.MultiplyAdd(value, xi, TVector.Load(y + j)));
            }
            for (; j < end; j++)
            {
                sum = T.MultiplyAddEstimate(row[j], x[j], sum);
                y[j] = T.MultiplyAddEstimate(row[j], x[i], y[j]);
            }
            y[i] += sum + TVector.Sum(sums);
        }
    }

    /// <summary>The columns [from, to) of the four rows from i on: y[i..i+4) gains A x, y[from..to) gains A^T x.</summary>
    private static void AddFour(int from, int to, T* row, nint lda, T* x, T* y, int i)
    {
        T* r0 = row, r1 = r0 + lda, r2 = r1 + lda, r3 = r2 + lda;
        TVector x0 = TVector.Create(x[i]), x1 = TVector.Create(x[i + 1]), x2 = TVector.Create(x[i + 2]), x3 = TVector.Create(x[i + 3]);
        TVector sum0 = TVector.Zero, sum1 = TVector.Zero, sum2 = TVector.Zero, sum3 = TVector.Zero;
        int j = from;
        for (; j <= to - TVector.Count; j += TVector.Count)
        {
            TVector a0 = TVector.Load(r0 + j), a1 = TVector.Load(r1 + j), a2 = TVector.Load(r2 + j), a3 = TVector.Load(r3 + j);
            TVector xj = TVector.Load(x + j), yj = TVector.Load(y + j);
            sum0 = TVector.MultiplyAdd(a0, xj, sum0);
            sum1 = TVector.MultiplyAdd(a1, xj, sum1);
            sum2 = TVector.MultiplyAdd(a2, xj, sum2);
            sum3 = TVector.MultiplyAdd(a3, xj, sum3);
            yj = TVector.MultiplyAdd(a0, x0, yj);
            yj = TVector.MultiplyAdd(a1, x1, yj);
            yj = TVector.MultiplyAdd(a2, x2, yj);
            TVector.Store(y + j, TVector.MultiplyAdd(a3, x3, yj));
        }
        T s0 = TVector.Sum(sum0), s1 = TVector.Sum(sum1), s2 = TVector.Sum(sum2), s3 = TVector.Sum(sum3);
        for (; j < to; j++)
        {
            s0 = T.MultiplyAddEstimate(r0[j], x[j], s0);
            s1 = T.MultiplyAddEstimate(r1[j], x[j], s1);
            s2 = T.MultiplyAddEstimate(r2[j], x[j], s2);
            s3 = T.MultiplyAddEstimate(r3[j], x[j], s3);
            T sum = T.MultiplyAddEstimate(r0[j], x[i], y[j]);
            sum = T.MultiplyAddEstimate(r1[j], x[i + 1], sum);
            sum = T.MultiplyAddEstimate(r2[j], x[i + 2], sum);
            y[j] = T.MultiplyAddEstimate(r3[j], x[i + 3], sum);
        }
        y[i] += s0;
        y[i + 1] += s1;
        y[i + 2] += s2;
        y[i + 3] += s3;
    }
}
