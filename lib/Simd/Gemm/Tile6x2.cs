using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Simd.Gemm;

/// <summary>The tile of 6 rows by 2 registers, for machines with sixteen registers: twelve sums, two of B, one of A. For AVX2, SSE and (registers of one number) for the scalar twin.</summary>
internal readonly unsafe struct Tile6x2<T, TRegister, TOps> : ITile<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TRegister : unmanaged
    where TOps : IRegister<TRegister, T>
{
    public static int Rows => 6;

    public static int Columns => 2 * TOps.Count;

    public static int NarrowColumns => TOps.Count;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(nint k, T* a, nint aRow, nint aStep, T* b, nint bStep, T* c, nint cRow, T alpha, T beta)
    {
        if (Sse.IsSupported)
        {
            for (T* row = c, after = c + 6 * cRow; row != after; row += cRow)
            {
                Sse.Prefetch0(row);
                Sse.Prefetch0(row + (Columns - 1));
            }
        }

        TRegister c00 = default;
        TRegister c01 = default;
        TRegister c10 = default;
        TRegister c11 = default;
        TRegister c20 = default;
        TRegister c21 = default;
        TRegister c30 = default;
        TRegister c31 = default;
        TRegister c40 = default;
        TRegister c41 = default;
        TRegister c50 = default;
        TRegister c51 = default;
        T* end = b + k * bStep;

        if (aRow == 1 && aStep == 6 && bStep == Columns)
        {
            // Both packed: the strides are constants, and four steps share the counting.
            for (T* last = b + (k & ~3) * Columns; b != last; b += 4 * Columns, a += 24)
            {
                TRegister b0 = TOps.Load(b);
                TRegister b1 = TOps.Load(b + TOps.Count);
                TRegister x = TOps.Create(*a);
                c00 = TOps.MultiplyAdd(x, b0, c00);
                c01 = TOps.MultiplyAdd(x, b1, c01);
                x = TOps.Create(a[1]);
                c10 = TOps.MultiplyAdd(x, b0, c10);
                c11 = TOps.MultiplyAdd(x, b1, c11);
                x = TOps.Create(a[2]);
                c20 = TOps.MultiplyAdd(x, b0, c20);
                c21 = TOps.MultiplyAdd(x, b1, c21);
                x = TOps.Create(a[3]);
                c30 = TOps.MultiplyAdd(x, b0, c30);
                c31 = TOps.MultiplyAdd(x, b1, c31);
                x = TOps.Create(a[4]);
                c40 = TOps.MultiplyAdd(x, b0, c40);
                c41 = TOps.MultiplyAdd(x, b1, c41);
                x = TOps.Create(a[5]);
                c50 = TOps.MultiplyAdd(x, b0, c50);
                c51 = TOps.MultiplyAdd(x, b1, c51);
                b0 = TOps.Load(b + 2 * TOps.Count);
                b1 = TOps.Load(b + 3 * TOps.Count);
                x = TOps.Create(a[6]);
                c00 = TOps.MultiplyAdd(x, b0, c00);
                c01 = TOps.MultiplyAdd(x, b1, c01);
                x = TOps.Create(a[7]);
                c10 = TOps.MultiplyAdd(x, b0, c10);
                c11 = TOps.MultiplyAdd(x, b1, c11);
                x = TOps.Create(a[8]);
                c20 = TOps.MultiplyAdd(x, b0, c20);
                c21 = TOps.MultiplyAdd(x, b1, c21);
                x = TOps.Create(a[9]);
                c30 = TOps.MultiplyAdd(x, b0, c30);
                c31 = TOps.MultiplyAdd(x, b1, c31);
                x = TOps.Create(a[10]);
                c40 = TOps.MultiplyAdd(x, b0, c40);
                c41 = TOps.MultiplyAdd(x, b1, c41);
                x = TOps.Create(a[11]);
                c50 = TOps.MultiplyAdd(x, b0, c50);
                c51 = TOps.MultiplyAdd(x, b1, c51);
                b0 = TOps.Load(b + 4 * TOps.Count);
                b1 = TOps.Load(b + 5 * TOps.Count);
                x = TOps.Create(a[12]);
                c00 = TOps.MultiplyAdd(x, b0, c00);
                c01 = TOps.MultiplyAdd(x, b1, c01);
                x = TOps.Create(a[13]);
                c10 = TOps.MultiplyAdd(x, b0, c10);
                c11 = TOps.MultiplyAdd(x, b1, c11);
                x = TOps.Create(a[14]);
                c20 = TOps.MultiplyAdd(x, b0, c20);
                c21 = TOps.MultiplyAdd(x, b1, c21);
                x = TOps.Create(a[15]);
                c30 = TOps.MultiplyAdd(x, b0, c30);
                c31 = TOps.MultiplyAdd(x, b1, c31);
                x = TOps.Create(a[16]);
                c40 = TOps.MultiplyAdd(x, b0, c40);
                c41 = TOps.MultiplyAdd(x, b1, c41);
                x = TOps.Create(a[17]);
                c50 = TOps.MultiplyAdd(x, b0, c50);
                c51 = TOps.MultiplyAdd(x, b1, c51);
                b0 = TOps.Load(b + 6 * TOps.Count);
                b1 = TOps.Load(b + 7 * TOps.Count);
                x = TOps.Create(a[18]);
                c00 = TOps.MultiplyAdd(x, b0, c00);
                c01 = TOps.MultiplyAdd(x, b1, c01);
                x = TOps.Create(a[19]);
                c10 = TOps.MultiplyAdd(x, b0, c10);
                c11 = TOps.MultiplyAdd(x, b1, c11);
                x = TOps.Create(a[20]);
                c20 = TOps.MultiplyAdd(x, b0, c20);
                c21 = TOps.MultiplyAdd(x, b1, c21);
                x = TOps.Create(a[21]);
                c30 = TOps.MultiplyAdd(x, b0, c30);
                c31 = TOps.MultiplyAdd(x, b1, c31);
                x = TOps.Create(a[22]);
                c40 = TOps.MultiplyAdd(x, b0, c40);
                c41 = TOps.MultiplyAdd(x, b1, c41);
                x = TOps.Create(a[23]);
                c50 = TOps.MultiplyAdd(x, b0, c50);
                c51 = TOps.MultiplyAdd(x, b1, c51);
            }
        }

        nint twoRows = 2 * aRow;
        nint aBytes = aStep * sizeof(T);
        T* lower = a + 3 * aRow;
        if (aStep == 1)
        {
            // A where it lies, along its rows: two steps share the counting.
            for (T* last = b + (k & ~1) * bStep; b != last; b += 2 * bStep, a += 2, lower += 2)
            {
                TRegister b0 = TOps.Load(b);
                TRegister b1 = TOps.Load(b + TOps.Count);
                TRegister x = TOps.Create(*a);
                c00 = TOps.MultiplyAdd(x, b0, c00);
                c01 = TOps.MultiplyAdd(x, b1, c01);
                x = TOps.Create(a[aRow]);
                c10 = TOps.MultiplyAdd(x, b0, c10);
                c11 = TOps.MultiplyAdd(x, b1, c11);
                x = TOps.Create(a[twoRows]);
                c20 = TOps.MultiplyAdd(x, b0, c20);
                c21 = TOps.MultiplyAdd(x, b1, c21);
                x = TOps.Create(*lower);
                c30 = TOps.MultiplyAdd(x, b0, c30);
                c31 = TOps.MultiplyAdd(x, b1, c31);
                x = TOps.Create(lower[aRow]);
                c40 = TOps.MultiplyAdd(x, b0, c40);
                c41 = TOps.MultiplyAdd(x, b1, c41);
                x = TOps.Create(lower[twoRows]);
                c50 = TOps.MultiplyAdd(x, b0, c50);
                c51 = TOps.MultiplyAdd(x, b1, c51);
                b0 = TOps.Load(b + bStep);
                b1 = TOps.Load(b + bStep + TOps.Count);
                x = TOps.Create(a[1]);
                c00 = TOps.MultiplyAdd(x, b0, c00);
                c01 = TOps.MultiplyAdd(x, b1, c01);
                x = TOps.Create(a[aRow + 1]);
                c10 = TOps.MultiplyAdd(x, b0, c10);
                c11 = TOps.MultiplyAdd(x, b1, c11);
                x = TOps.Create(a[twoRows + 1]);
                c20 = TOps.MultiplyAdd(x, b0, c20);
                c21 = TOps.MultiplyAdd(x, b1, c21);
                x = TOps.Create(lower[1]);
                c30 = TOps.MultiplyAdd(x, b0, c30);
                c31 = TOps.MultiplyAdd(x, b1, c31);
                x = TOps.Create(lower[aRow + 1]);
                c40 = TOps.MultiplyAdd(x, b0, c40);
                c41 = TOps.MultiplyAdd(x, b1, c41);
                x = TOps.Create(lower[twoRows + 1]);
                c50 = TOps.MultiplyAdd(x, b0, c50);
                c51 = TOps.MultiplyAdd(x, b1, c51);
            }
        }
        while (b != end)
        {
            TRegister b0 = TOps.Load(b);
            TRegister b1 = TOps.Load(b + TOps.Count);
            TRegister x = TOps.Create(*a);
            c00 = TOps.MultiplyAdd(x, b0, c00);
            c01 = TOps.MultiplyAdd(x, b1, c01);
            x = TOps.Create(a[aRow]);
            c10 = TOps.MultiplyAdd(x, b0, c10);
            c11 = TOps.MultiplyAdd(x, b1, c11);
            x = TOps.Create(a[twoRows]);
            c20 = TOps.MultiplyAdd(x, b0, c20);
            c21 = TOps.MultiplyAdd(x, b1, c21);
            x = TOps.Create(*lower);
            c30 = TOps.MultiplyAdd(x, b0, c30);
            c31 = TOps.MultiplyAdd(x, b1, c31);
            x = TOps.Create(lower[aRow]);
            c40 = TOps.MultiplyAdd(x, b0, c40);
            c41 = TOps.MultiplyAdd(x, b1, c41);
            x = TOps.Create(lower[twoRows]);
            c50 = TOps.MultiplyAdd(x, b0, c50);
            c51 = TOps.MultiplyAdd(x, b1, c51);
            a = (T*)((byte*)a + aBytes);
            lower = (T*)((byte*)lower + aBytes);
            b += bStep;
        }

        TRegister scale = TOps.Create(alpha);
        if (beta == T.Zero)
        {
            TOps.Store(c, TOps.Multiply(scale, c00));
            TOps.Store(c + TOps.Count, TOps.Multiply(scale, c01));
            TOps.Store(c + cRow, TOps.Multiply(scale, c10));
            TOps.Store(c + cRow + TOps.Count, TOps.Multiply(scale, c11));
            TOps.Store(c + 2 * cRow, TOps.Multiply(scale, c20));
            TOps.Store(c + 2 * cRow + TOps.Count, TOps.Multiply(scale, c21));
            TOps.Store(c + 3 * cRow, TOps.Multiply(scale, c30));
            TOps.Store(c + 3 * cRow + TOps.Count, TOps.Multiply(scale, c31));
            TOps.Store(c + 4 * cRow, TOps.Multiply(scale, c40));
            TOps.Store(c + 4 * cRow + TOps.Count, TOps.Multiply(scale, c41));
            TOps.Store(c + 5 * cRow, TOps.Multiply(scale, c50));
            TOps.Store(c + 5 * cRow + TOps.Count, TOps.Multiply(scale, c51));
        }
        else
        {
            TRegister keep = TOps.Create(beta);
            TOps.Store(c, TOps.MultiplyAdd(scale, c00, TOps.Multiply(keep, TOps.Load(c))));
            TOps.Store(c + TOps.Count, TOps.MultiplyAdd(scale, c01, TOps.Multiply(keep, TOps.Load(c + TOps.Count))));
            TOps.Store(c + cRow, TOps.MultiplyAdd(scale, c10, TOps.Multiply(keep, TOps.Load(c + cRow))));
            TOps.Store(c + cRow + TOps.Count, TOps.MultiplyAdd(scale, c11, TOps.Multiply(keep, TOps.Load(c + cRow + TOps.Count))));
            TOps.Store(c + 2 * cRow, TOps.MultiplyAdd(scale, c20, TOps.Multiply(keep, TOps.Load(c + 2 * cRow))));
            TOps.Store(c + 2 * cRow + TOps.Count, TOps.MultiplyAdd(scale, c21, TOps.Multiply(keep, TOps.Load(c + 2 * cRow + TOps.Count))));
            TOps.Store(c + 3 * cRow, TOps.MultiplyAdd(scale, c30, TOps.Multiply(keep, TOps.Load(c + 3 * cRow))));
            TOps.Store(c + 3 * cRow + TOps.Count, TOps.MultiplyAdd(scale, c31, TOps.Multiply(keep, TOps.Load(c + 3 * cRow + TOps.Count))));
            TOps.Store(c + 4 * cRow, TOps.MultiplyAdd(scale, c40, TOps.Multiply(keep, TOps.Load(c + 4 * cRow))));
            TOps.Store(c + 4 * cRow + TOps.Count, TOps.MultiplyAdd(scale, c41, TOps.Multiply(keep, TOps.Load(c + 4 * cRow + TOps.Count))));
            TOps.Store(c + 5 * cRow, TOps.MultiplyAdd(scale, c50, TOps.Multiply(keep, TOps.Load(c + 5 * cRow))));
            TOps.Store(c + 5 * cRow + TOps.Count, TOps.MultiplyAdd(scale, c51, TOps.Multiply(keep, TOps.Load(c + 5 * cRow + TOps.Count))));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MultiplyNarrow(nint k, T* a, nint aRow, nint aStep, T* b, nint bStep, T* c, nint cRow, T alpha, T beta)
    {
        TRegister c00 = default;
        TRegister c10 = default;
        TRegister c20 = default;
        TRegister c30 = default;
        TRegister c40 = default;
        TRegister c50 = default;
        T* end = b + k * bStep;

        nint twoRows = 2 * aRow;
        nint aBytes = aStep * sizeof(T);
        T* lower = a + 3 * aRow;
        while (b != end)
        {
            TRegister b0 = TOps.Load(b);
            TRegister x = TOps.Create(*a);
            c00 = TOps.MultiplyAdd(x, b0, c00);
            x = TOps.Create(a[aRow]);
            c10 = TOps.MultiplyAdd(x, b0, c10);
            x = TOps.Create(a[twoRows]);
            c20 = TOps.MultiplyAdd(x, b0, c20);
            x = TOps.Create(*lower);
            c30 = TOps.MultiplyAdd(x, b0, c30);
            x = TOps.Create(lower[aRow]);
            c40 = TOps.MultiplyAdd(x, b0, c40);
            x = TOps.Create(lower[twoRows]);
            c50 = TOps.MultiplyAdd(x, b0, c50);
            a = (T*)((byte*)a + aBytes);
            lower = (T*)((byte*)lower + aBytes);
            b += bStep;
        }

        TRegister scale = TOps.Create(alpha);
        if (beta == T.Zero)
        {
            TOps.Store(c, TOps.Multiply(scale, c00));
            TOps.Store(c + cRow, TOps.Multiply(scale, c10));
            TOps.Store(c + 2 * cRow, TOps.Multiply(scale, c20));
            TOps.Store(c + 3 * cRow, TOps.Multiply(scale, c30));
            TOps.Store(c + 4 * cRow, TOps.Multiply(scale, c40));
            TOps.Store(c + 5 * cRow, TOps.Multiply(scale, c50));
        }
        else
        {
            TRegister keep = TOps.Create(beta);
            TOps.Store(c, TOps.MultiplyAdd(scale, c00, TOps.Multiply(keep, TOps.Load(c))));
            TOps.Store(c + cRow, TOps.MultiplyAdd(scale, c10, TOps.Multiply(keep, TOps.Load(c + cRow))));
            TOps.Store(c + 2 * cRow, TOps.MultiplyAdd(scale, c20, TOps.Multiply(keep, TOps.Load(c + 2 * cRow))));
            TOps.Store(c + 3 * cRow, TOps.MultiplyAdd(scale, c30, TOps.Multiply(keep, TOps.Load(c + 3 * cRow))));
            TOps.Store(c + 4 * cRow, TOps.MultiplyAdd(scale, c40, TOps.Multiply(keep, TOps.Load(c + 4 * cRow))));
            TOps.Store(c + 5 * cRow, TOps.MultiplyAdd(scale, c50, TOps.Multiply(keep, TOps.Load(c + 5 * cRow))));
        }
    }
}
