using System.Numerics;
using System.Runtime.CompilerServices;
using Simd.Vectors;

namespace Simd.Triangular;

/// <summary>Forward and backward substitution for a small triangle and many right-hand sides, which lie side by side.</summary>
internal static unsafe class Substitution<T, TVector>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TVector : unmanaged, IVector<TVector, T>
{
    /// <summary>Solves A X = B in place; element (i, j) of A is a[i * aRow + j * aColumn].</summary>
    internal static void Run(T* a, nint aRow, nint aColumn, bool lower, bool unit, int order, T* b, nint bRow, int count)
    {
        // Backward substitution is forward substitution read from the end.
        if (!lower)
        {
            a += (order - 1) * (aRow + aColumn);
            b += (order - 1) * bRow;
            (aRow, aColumn, bRow) = (-aRow, -aColumn, -bRow);
        }
        int first = 0;
        for (; first <= count - 4 * TVector.Count; first += 4 * TVector.Count)
            Wide(a, aRow, aColumn, unit, order, b + first, bRow);
        for (; first <= count - TVector.Count; first += TVector.Count)
            Forward<TVector>(a, aRow, aColumn, unit, order, b + first, bRow);
        for (; first < count; first++)
            Forward<V1<T>>(a, aRow, aColumn, unit, order, b + first, bRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Wide(T* a, nint aRow, nint aColumn, bool unit, int order, T* b, nint bRow)
    {
        for (int i = 0; i < order; i++)
        {
            T* row = b + i * bRow;
            TVector s0 = TVector.Load(row), s1 = TVector.Load(row + TVector.Count);
            TVector s2 = TVector.Load(row + 2 * TVector.Count), s3 = TVector.Load(row + 3 * TVector.Count);
            for (int j = 0; j < i; j++)
            {
                TVector factor = TVector.Create(-a[i * aRow + j * aColumn]);
                T* x = b + j * bRow;
                s0 = TVector.MultiplyAdd(factor, TVector.Load(x), s0);
                s1 = TVector.MultiplyAdd(factor, TVector.Load(x + TVector.Count), s1);
                s2 = TVector.MultiplyAdd(factor, TVector.Load(x + 2 * TVector.Count), s2);
                s3 = TVector.MultiplyAdd(factor, TVector.Load(x + 3 * TVector.Count), s3);
            }
            if (!unit)
            {
                TVector divisor = TVector.Create(a[i * (aRow + aColumn)]);
                s0 /= divisor;
                s1 /= divisor;
                s2 /= divisor;
                s3 /= divisor;
            }
            TVector.Store(row, s0);
            TVector.Store(row + TVector.Count, s1);
            TVector.Store(row + 2 * TVector.Count, s2);
            TVector.Store(row + 3 * TVector.Count, s3);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Forward<TLanes>(T* a, nint aRow, nint aColumn, bool unit, int order, T* b, nint bRow)
        where TLanes : unmanaged, IVector<TLanes, T>
    {
        for (int i = 0; i < order; i++)
        {
            TLanes sum = TLanes.Load(b + i * bRow);
            for (int j = 0; j < i; j++)
                sum = TLanes.MultiplyAdd(TLanes.Create(-a[i * aRow + j * aColumn]), TLanes.Load(b + j * bRow), sum);
            if (!unit)
                sum /= TLanes.Create(a[i * (aRow + aColumn)]);
            TLanes.Store(b + i * bRow, sum);
        }
    }
}
