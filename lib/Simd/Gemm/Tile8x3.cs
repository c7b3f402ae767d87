using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Simd.Gemm;

/// <summary>The tile of 8 rows by 3 registers, for machines with thirty-two registers: twenty-four sums, three of B, one of A. For AVX-512, and NEON where the rows of A lie apart.</summary>
internal readonly unsafe struct Tile8x3<T, TRegister, TOps> : ITile<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TRegister : unmanaged
    where TOps : IRegister<TRegister, T>
{
    public static int Rows => 8;

    public static int Columns => 3 * TOps.Count;

    public static int NarrowColumns => TOps.Count;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(nint k, T* a, nint aRow, nint aStep, T* b, nint bStep, T* c, nint cRow, T alpha, T beta)
    {
        if (Sse.IsSupported)
        {
            for (T* row = c, after = c + 8 * cRow; row != after; row += cRow)
            {
                Sse.Prefetch0(row);
                Sse.Prefetch0(row + TOps.Count);
                Sse.Prefetch0(row + 2 * TOps.Count);
                Sse.Prefetch0(row + (Columns - 1));
            }
        }

        TRegister c00 = default;
        TRegister c01 = default;
        TRegister c02 = default;
        TRegister c10 = default;
        TRegister c11 = default;
        TRegister c12 = default;
        TRegister c20 = default;
        TRegister c21 = default;
        TRegister c22 = default;
        TRegister c30 = default;
        TRegister c31 = default;
        TRegister c32 = default;
        TRegister c40 = default;
        TRegister c41 = default;
        TRegister c42 = default;
        TRegister c50 = default;
        TRegister c51 = default;
        TRegister c52 = default;
        TRegister c60 = default;
        TRegister c61 = default;
        TRegister c62 = default;
        TRegister c70 = default;
        TRegister c71 = default;
        TRegister c72 = default;
        T* end = b + k * bStep;

        if (aRow == 1 && aStep == 8 && bStep == Columns)
        {
            // Both packed: the strides are constants, and four steps share the counting.
            for (T* last = b + (k & ~3) * Columns; b != last; b += 4 * Columns, a += 32)
            {
                TRegister b0 = TOps.Load(b);
                TRegister b1 = TOps.Load(b + TOps.Count);
                TRegister b2 = TOps.Load(b + 2 * TOps.Count);
                TRegister x = TOps.Create(*a);
                c00 = TOps.MultiplyAdd(x, b0, c00);
                c01 = TOps.MultiplyAdd(x, b1, c01);
                c02 = TOps.MultiplyAdd(x, b2, c02);
                x = TOps.Create(a[1]);
                c10 = TOps.MultiplyAdd(x, b0, c10);
                c11 = TOps.MultiplyAdd(x, b1, c11);
                c12 = TOps.MultiplyAdd(x, b2, c12);
                x = TOps.Create(a[2]);
                c20 = TOps.MultiplyAdd(x, b0, c20);
                c21 = TOps.MultiplyAdd(x, b1, c21);
                c22 = TOps.MultiplyAdd(x, b2, c22);
                x = TOps.Create(a[3]);
                c30 = TOps.MultiplyAdd(x, b0, c30);
                c31 = TOps.MultiplyAdd(x, b1, c31);
                c32 = TOps.MultiplyAdd(x, b2, c32);
                x = TOps.Create(a[4]);
                c40 = TOps.MultiplyAdd(x, b0, c40);
                c41 = TOps.MultiplyAdd(x, b1, c41);
                c42 = TOps.MultiplyAdd(x, b2, c42);
                x = TOps.Create(a[5]);
                c50 = TOps.MultiplyAdd(x, b0, c50);
                c51 = TOps.MultiplyAdd(x, b1, c51);
                c52 = TOps.MultiplyAdd(x, b2, c52);
                x = TOps.Create(a[6]);
                c60 = TOps.MultiplyAdd(x, b0, c60);
                c61 = TOps.MultiplyAdd(x, b1, c61);
                c62 = TOps.MultiplyAdd(x, b2, c62);
                x = TOps.Create(a[7]);
                c70 = TOps.MultiplyAdd(x, b0, c70);
                c71 = TOps.MultiplyAdd(x, b1, c71);
                c72 = TOps.MultiplyAdd(x, b2, c72);
                b0 = TOps.Load(b + 3 * TOps.Count);
                b1 = TOps.Load(b + 4 * TOps.Count);
                b2 = TOps.Load(b + 5 * TOps.Count);
                x = TOps.Create(a[8]);
                c00 = TOps.MultiplyAdd(x, b0, c00);
                c01 = TOps.MultiplyAdd(x, b1, c01);
                c02 = TOps.MultiplyAdd(x, b2, c02);
                x = TOps.Create(a[9]);
                c10 = TOps.MultiplyAdd(x, b0, c10);
                c11 = TOps.MultiplyAdd(x, b1, c11);
                c12 = TOps.MultiplyAdd(x, b2, c12);
                x = TOps.Create(a[10]);
                c20 = TOps.MultiplyAdd(x, b0, c20);
                c21 = TOps.MultiplyAdd(x, b1, c21);
                c22 = TOps.MultiplyAdd(x, b2, c22);
                x = TOps.Create(a[11]);
                c30 = TOps.MultiplyAdd(x, b0, c30);
                c31 = TOps.MultiplyAdd(x, b1, c31);
                c32 = TOps.MultiplyAdd(x, b2, c32);
                x = TOps.Create(a[12]);
                c40 = TOps.MultiplyAdd(x, b0, c40);
                c41 = TOps.MultiplyAdd(x, b1, c41);
                c42 = TOps.MultiplyAdd(x, b2, c42);
                x = TOps.Create(a[13]);
                c50 = TOps.MultiplyAdd(x, b0, c50);
                c51 = TOps.MultiplyAdd(x, b1, c51);
                c52 = TOps.MultiplyAdd(x, b2, c52);
                x = TOps.Create(a[14]);
                c60 = TOps.MultiplyAdd(x, b0, c60);
                c61 = TOps.MultiplyAdd(x, b1, c61);
                c62 = TOps.MultiplyAdd(x, b2, c62);
                x = TOps.Create(a[15]);
                c70 = TOps.MultiplyAdd(x, b0, c70);
                c71 = TOps.MultiplyAdd(x, b1, c71);
                c72 = TOps.MultiplyAdd(x, b2, c72);
                b0 = TOps.Load(b + 6 * TOps.Count);
                b1 = TOps.Load(b + 7 * TOps.Count);
                b2 = TOps.Load(b + 8 * TOps.Count);
                x = TOps.Create(a[16]);
                c00 = TOps.MultiplyAdd(x, b0, c00);
                c01 = TOps.MultiplyAdd(x, b1, c01);
                c02 = TOps.MultiplyAdd(x, b2, c02);
                x = TOps.Create(a[17]);
                c10 = TOps.MultiplyAdd(x, b0, c10);
                c11 = TOps.MultiplyAdd(x, b1, c11);
                c12 = TOps.MultiplyAdd(x, b2, c12);
                x = TOps.Create(a[18]);
                c20 = TOps.MultiplyAdd(x, b0, c20);
                c21 = TOps.MultiplyAdd(x, b1, c21);
                c22 = TOps.MultiplyAdd(x, b2, c22);
                x = TOps.Create(a[19]);
                c30 = TOps.MultiplyAdd(x, b0, c30);
                c31 = TOps.MultiplyAdd(x, b1, c31);
                c32 = TOps.MultiplyAdd(x, b2, c32);
                x = TOps.Create(a[20]);
                c40 = TOps.MultiplyAdd(x, b0, c40);
                c41 = TOps.MultiplyAdd(x, b1, c41);
                c42 = TOps.MultiplyAdd(x, b2, c42);
                x = TOps.Create(a[21]);
                c50 = TOps.MultiplyAdd(x, b0, c50);
                c51 = TOps.MultiplyAdd(x, b1, c51);
                c52 = TOps.MultiplyAdd(x, b2, c52);
                x = TOps.Create(a[22]);
                c60 = TOps.MultiplyAdd(x, b0, c60);
                c61 = TOps.MultiplyAdd(x, b1, c61);
                c62 = TOps.MultiplyAdd(x, b2, c62);
                x = TOps.Create(a[23]);
                c70 = TOps.MultiplyAdd(x, b0, c70);
                c71 = TOps.MultiplyAdd(x, b1, c71);
                c72 = TOps.MultiplyAdd(x, b2, c72);
                b0 = TOps.Load(b + 9 * TOps.Count);
                b1 = TOps.Load(b + 10 * TOps.Count);
                b2 = TOps.Load(b + 11 * TOps.Count);
                x = TOps.Create(a[24]);
                c00 = TOps.MultiplyAdd(x, b0, c00);
                c01 = TOps.MultiplyAdd(x, b1, c01);
                c02 = TOps.MultiplyAdd(x, b2, c02);
                x = TOps.Create(a[25]);
                c10 = TOps.MultiplyAdd(x, b0, c10);
                c11 = TOps.MultiplyAdd(x, b1, c11);
                c12 = TOps.MultiplyAdd(x, b2, c12);
                x = TOps.Create(a[26]);
                c20 = TOps.MultiplyAdd(x, b0, c20);
                c21 = TOps.MultiplyAdd(x, b1, c21);
                c22 = TOps.MultiplyAdd(x, b2, c22);
                x = TOps.Create(a[27]);
                c30 = TOps.MultiplyAdd(x, b0, c30);
                c31 = TOps.MultiplyAdd(x, b1, c31);
                c32 = TOps.MultiplyAdd(x, b2, c32);
                x = TOps.Create(a[28]);
                c40 = TOps.MultiplyAdd(x, b0, c40);
                c41 = TOps.MultiplyAdd(x, b1, c41);
                c42 = TOps.MultiplyAdd(x, b2, c42);
                x = TOps.Create(a[29]);
                c50 = TOps.MultiplyAdd(x, b0, c50);
                c51 = TOps.MultiplyAdd(x, b1, c51);
                c52 = TOps.MultiplyAdd(x, b2, c52);
                x = TOps.Create(a[30]);
                c60 = TOps.MultiplyAdd(x, b0, c60);
                c61 = TOps.MultiplyAdd(x, b1, c61);
                c62 = TOps.MultiplyAdd(x, b2, c62);
                x = TOps.Create(a[31]);
                c70 = TOps.MultiplyAdd(x, b0, c70);
                c71 = TOps.MultiplyAdd(x, b1, c71);
                c72 = TOps.MultiplyAdd(x, b2, c72);
            }
        }

        nint twoRows = 2 * aRow, threeRows = 3 * aRow;
        nint aBytes = aStep * sizeof(T);
        T* lower = a + 4 * aRow;
        if (aStep == 1)
        {
            // A where it lies, along its rows: two steps share the counting.
            for (T* last = b + (k & ~1) * bStep; b != last; b += 2 * bStep, a += 2, lower += 2)
            {
                TRegister b0 = TOps.Load(b);
                TRegister b1 = TOps.Load(b + TOps.Count);
                TRegister b2 = TOps.Load(b + 2 * TOps.Count);
                TRegister x = TOps.Create(*a);
                c00 = TOps.MultiplyAdd(x, b0, c00);
                c01 = TOps.MultiplyAdd(x, b1, c01);
                c02 = TOps.MultiplyAdd(x, b2, c02);
                x = TOps.Create(a[aRow]);
                c10 = TOps.MultiplyAdd(x, b0, c10);
                c11 = TOps.MultiplyAdd(x, b1, c11);
                c12 = TOps.MultiplyAdd(x, b2, c12);
                x = TOps.Create(a[twoRows]);
                c20 = TOps.MultiplyAdd(x, b0, c20);
                c21 = TOps.MultiplyAdd(x, b1, c21);
                c22 = TOps.MultiplyAdd(x, b2, c22);
                x = TOps.Create(a[threeRows]);
                c30 = TOps.MultiplyAdd(x, b0, c30);
                c31 = TOps.MultiplyAdd(x, b1, c31);
                c32 = TOps.MultiplyAdd(x, b2, c32);
                x = TOps.Create(*lower);
                c40 = TOps.MultiplyAdd(x, b0, c40);
                c41 = TOps.MultiplyAdd(x, b1, c41);
                c42 = TOps.MultiplyAdd(x, b2, c42);
                x = TOps.Create(lower[aRow]);
                c50 = TOps.MultiplyAdd(x, b0, c50);
                c51 = TOps.MultiplyAdd(x, b1, c51);
                c52 = TOps.MultiplyAdd(x, b2, c52);
                x = TOps.Create(lower[twoRows]);
                c60 = TOps.MultiplyAdd(x, b0, c60);
                c61 = TOps.MultiplyAdd(x, b1, c61);
                c62 = TOps.MultiplyAdd(x, b2, c62);
                x = TOps.Create(lower[threeRows]);
                c70 = TOps.MultiplyAdd(x, b0, c70);
                c71 = TOps.MultiplyAdd(x, b1, c71);
                c72 = TOps.MultiplyAdd(x, b2, c72);
                b0 = TOps.Load(b + bStep);
                b1 = TOps.Load(b + bStep + TOps.Count);
                b2 = TOps.Load(b + bStep + 2 * TOps.Count);
                x = TOps.Create(a[1]);
                c00 = TOps.MultiplyAdd(x, b0, c00);
                c01 = TOps.MultiplyAdd(x, b1, c01);
                c02 = TOps.MultiplyAdd(x, b2, c02);
                x = TOps.Create(a[aRow + 1]);
                c10 = TOps.MultiplyAdd(x, b0, c10);
                c11 = TOps.MultiplyAdd(x, b1, c11);
                c12 = TOps.MultiplyAdd(x, b2, c12);
                x = TOps.Create(a[twoRows + 1]);
                c20 = TOps.MultiplyAdd(x, b0, c20);
                c21 = TOps.MultiplyAdd(x, b1, c21);
                c22 = TOps.MultiplyAdd(x, b2, c22);
                x = TOps.Create(a[threeRows + 1]);
                c30 = TOps.MultiplyAdd(x, b0, c30);
                c31 = TOps.MultiplyAdd(x, b1, c31);
                c32 = TOps.MultiplyAdd(x, b2, c32);
                x = TOps.Create(lower[1]);
                c40 = TOps.MultiplyAdd(x, b0, c40);
                c41 = TOps.MultiplyAdd(x, b1, c41);
                c42 = TOps.MultiplyAdd(x, b2, c42);
                x = TOps.Create(lower[aRow + 1]);
                c50 = TOps.MultiplyAdd(x, b0, c50);
                c51 = TOps.MultiplyAdd(x, b1, c51);
                c52 = TOps.MultiplyAdd(x, b2, c52);
                x = TOps.Create(lower[twoRows + 1]);
                c60 = TOps.MultiplyAdd(x, b0, c60);
                c61 = TOps.MultiplyAdd(x, b1, c61);
                c62 = TOps.MultiplyAdd(x, b2, c62);
                x = TOps.Create(lower[threeRows + 1]);
                c70 = TOps.MultiplyAdd(x, b0, c70);
                c71 = TOps.MultiplyAdd(x, b1, c71);
                c72 = TOps.MultiplyAdd(x, b2, c72);
            }
        }
        while (b != end)
        {
            TRegister b0 = TOps.Load(b);
            TRegister b1 = TOps.Load(b + TOps.Count);
            TRegister b2 = TOps.Load(b + 2 * TOps.Count);
            TRegister x = TOps.Create(*a);
            c00 = TOps.MultiplyAdd(x, b0, c00);
            c01 = TOps.MultiplyAdd(x, b1, c01);
            c02 = TOps.MultiplyAdd(x, b2, c02);
            x = TOps.Create(a[aRow]);
            c10 = TOps.MultiplyAdd(x, b0, c10);
            c11 = TOps.MultiplyAdd(x, b1, c11);
            c12 = TOps.MultiplyAdd(x, b2, c12);
            x = TOps.Create(a[twoRows]);
            c20 = TOps.MultiplyAdd(x, b0, c20);
            c21 = TOps.MultiplyAdd(x, b1, c21);
            c22 = TOps.MultiplyAdd(x, b2, c22);
            x = TOps.Create(a[threeRows]);
            c30 = TOps.MultiplyAdd(x, b0, c30);
            c31 = TOps.MultiplyAdd(x, b1, c31);
            c32 = TOps.MultiplyAdd(x, b2, c32);
            x = TOps.Create(*lower);
            c40 = TOps.MultiplyAdd(x, b0, c40);
            c41 = TOps.MultiplyAdd(x, b1, c41);
            c42 = TOps.MultiplyAdd(x, b2, c42);
            x = TOps.Create(lower[aRow]);
            c50 = TOps.MultiplyAdd(x, b0, c50);
            c51 = TOps.MultiplyAdd(x, b1, c51);
            c52 = TOps.MultiplyAdd(x, b2, c52);
            x = TOps.Create(lower[twoRows]);
            c60 = TOps.MultiplyAdd(x, b0, c60);
            c61 = TOps.MultiplyAdd(x, b1, c61);
            c62 = TOps.MultiplyAdd(x, b2, c62);
            x = TOps.Create(lower[threeRows]);
            c70 = TOps.MultiplyAdd(x, b0, c70);
            c71 = TOps.MultiplyAdd(x, b1, c71);
            c72 = TOps.MultiplyAdd(x, b2, c72);
            a = (T*)((byte*)a + aBytes);
            lower = (T*)((byte*)lower + aBytes);
            b += bStep;
        }

        TRegister scale = TOps.Create(alpha);
        if (beta == T.Zero)
        {
            TOps.Store(c, TOps.Multiply(scale, c00));
            TOps.Store(c + TOps.Count, TOps.Multiply(scale, c01));
            TOps.Store(c + 2 * TOps.Count, TOps.Multiply(scale, c02));
            TOps.Store(c + cRow, TOps.Multiply(scale, c10));
            TOps.Store(c + cRow + TOps.Count, TOps.Multiply(scale, c11));
            TOps.Store(c + cRow + 2 * TOps.Count, TOps.Multiply(scale, c12));
            TOps.Store(c + 2 * cRow, TOps.Multiply(scale, c20));
            TOps.Store(c + 2 * cRow + TOps.Count, TOps.Multiply(scale, c21));
            TOps.Store(c + 2 * cRow + 2 * TOps.Count, TOps.Multiply(scale, c22));
            TOps.Store(c + 3 * cRow, TOps.Multiply(scale, c30));
            TOps.Store(c + 3 * cRow + TOps.Count, TOps.Multiply(scale, c31));
            TOps.Store(c + 3 * cRow + 2 * TOps.Count, TOps.Multiply(scale, c32));
            TOps.Store(c + 4 * cRow, TOps.Multiply(scale, c40));
            TOps.Store(c + 4 * cRow + TOps.Count, TOps.Multiply(scale, c41));
            TOps.Store(c + 4 * cRow + 2 * TOps.Count, TOps.Multiply(scale, c42));
            TOps.Store(c + 5 * cRow, TOps.Multiply(scale, c50));
            TOps.Store(c + 5 * cRow + TOps.Count, TOps.Multiply(scale, c51));
            TOps.Store(c + 5 * cRow + 2 * TOps.Count, TOps.Multiply(scale, c52));
            TOps.Store(c + 6 * cRow, TOps.Multiply(scale, c60));
            TOps.Store(c + 6 * cRow + TOps.Count, TOps.Multiply(scale, c61));
            TOps.Store(c + 6 * cRow + 2 * TOps.Count, TOps.Multiply(scale, c62));
            TOps.Store(c + 7 * cRow, TOps.Multiply(scale, c70));
            TOps.Store(c + 7 * cRow + TOps.Count, TOps.Multiply(scale, c71));
            TOps.Store(c + 7 * cRow + 2 * TOps.Count, TOps.Multiply(scale, c72));
        }
        else
        {
            TRegister keep = TOps.Create(beta);
            TOps.Store(c, TOps.MultiplyAdd(scale, c00, TOps.Multiply(keep, TOps.Load(c))));
            TOps.Store(c + TOps.Count, TOps.MultiplyAdd(scale, c01, TOps.Multiply(keep, TOps.Load(c + TOps.Count))));
            TOps.Store(c + 2 * TOps.Count, TOps.MultiplyAdd(scale, c02, TOps.Multiply(keep, TOps.Load(c + 2 * TOps.Count))));
            TOps.Store(c + cRow, TOps.MultiplyAdd(scale, c10, TOps.Multiply(keep, TOps.Load(c + cRow))));
            TOps.Store(c + cRow + TOps.Count, TOps.MultiplyAdd(scale, c11, TOps.Multiply(keep, TOps.Load(c + cRow + TOps.Count))));
            TOps.Store(c + cRow + 2 * TOps.Count, TOps.MultiplyAdd(scale, c12, TOps.Multiply(keep, TOps.Load(c + cRow + 2 * TOps.Count))));
            TOps.Store(c + 2 * cRow, TOps.MultiplyAdd(scale, c20, TOps.Multiply(keep, TOps.Load(c + 2 * cRow))));
            TOps.Store(c + 2 * cRow + TOps.Count, TOps.MultiplyAdd(scale, c21, TOps.Multiply(keep, TOps.Load(c + 2 * cRow + TOps.Count))));
            TOps.Store(c + 2 * cRow + 2 * TOps.Count, TOps.MultiplyAdd(scale, c22, TOps.Multiply(keep, TOps.Load(c + 2 * cRow + 2 * TOps.Count))));
            TOps.Store(c + 3 * cRow, TOps.MultiplyAdd(scale, c30, TOps.Multiply(keep, TOps.Load(c + 3 * cRow))));
            TOps.Store(c + 3 * cRow + TOps.Count, TOps.MultiplyAdd(scale, c31, TOps.Multiply(keep, TOps.Load(c + 3 * cRow + TOps.Count))));
            TOps.Store(c + 3 * cRow + 2 * TOps.Count, TOps.MultiplyAdd(scale, c32, TOps.Multiply(keep, TOps.Load(c + 3 * cRow + 2 * TOps.Count))));
            TOps.Store(c + 4 * cRow, TOps.MultiplyAdd(scale, c40, TOps.Multiply(keep, TOps.Load(c + 4 * cRow))));
            TOps.Store(c + 4 * cRow + TOps.Count, TOps.MultiplyAdd(scale, c41, TOps.Multiply(keep, TOps.Load(c + 4 * cRow + TOps.Count))));
            TOps.Store(c + 4 * cRow + 2 * TOps.Count, TOps.MultiplyAdd(scale, c42, TOps.Multiply(keep, TOps.Load(c + 4 * cRow + 2 * TOps.Count))));
            TOps.Store(c + 5 * cRow, TOps.MultiplyAdd(scale, c50, TOps.Multiply(keep, TOps.Load(c + 5 * cRow))));
            TOps.Store(c + 5 * cRow + TOps.Count, TOps.MultiplyAdd(scale, c51, TOps.Multiply(keep, TOps.Load(c + 5 * cRow + TOps.Count))));
            TOps.Store(c + 5 * cRow + 2 * TOps.Count, TOps.MultiplyAdd(scale, c52, TOps.Multiply(keep, TOps.Load(c + 5 * cRow + 2 * TOps.Count))));
            TOps.Store(c + 6 * cRow, TOps.MultiplyAdd(scale, c60, TOps.Multiply(keep, TOps.Load(c + 6 * cRow))));
            TOps.Store(c + 6 * cRow + TOps.Count, TOps.MultiplyAdd(scale, c61, TOps.Multiply(keep, TOps.Load(c + 6 * cRow + TOps.Count))));
            TOps.Store(c + 6 * cRow + 2 * TOps.Count, TOps.MultiplyAdd(scale, c62, TOps.Multiply(keep, TOps.Load(c + 6 * cRow + 2 * TOps.Count))));
            TOps.Store(c + 7 * cRow, TOps.MultiplyAdd(scale, c70, TOps.Multiply(keep, TOps.Load(c + 7 * cRow))));
            TOps.Store(c + 7 * cRow + TOps.Count, TOps.MultiplyAdd(scale, c71, TOps.Multiply(keep, TOps.Load(c + 7 * cRow + TOps.Count))));
            TOps.Store(c + 7 * cRow + 2 * TOps.Count, TOps.MultiplyAdd(scale, c72, TOps.Multiply(keep, TOps.Load(c + 7 * cRow + 2 * TOps.Count))));
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
        TRegister c60 = default;
        TRegister c70 = default;
        T* end = b + k * bStep;

        nint twoRows = 2 * aRow, threeRows = 3 * aRow;
        nint aBytes = aStep * sizeof(T);
        T* lower = a + 4 * aRow;
        while (b != end)
        {
            TRegister b0 = TOps.Load(b);
            TRegister x = TOps.Create(*a);
            c00 = TOps.MultiplyAdd(x, b0, c00);
            x = TOps.Create(a[aRow]);
            c10 = TOps.MultiplyAdd(x, b0, c10);
            x = TOps.Create(a[twoRows]);
            c20 = TOps.MultiplyAdd(x, b0, c20);
            x = TOps.Create(a[threeRows]);
            c30 = TOps.MultiplyAdd(x, b0, c30);
            x = TOps.Create(*lower);
            c40 = TOps.MultiplyAdd(x, b0, c40);
            x = TOps.Create(lower[aRow]);
            c50 = TOps.MultiplyAdd(x, b0, c50);
            x = TOps.Create(lower[twoRows]);
            c60 = TOps.MultiplyAdd(x, b0, c60);
            x = TOps.Create(lower[threeRows]);
            c70 = TOps.MultiplyAdd(x, b0, c70);
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
            TOps.Store(c + 6 * cRow, TOps.Multiply(scale, c60));
            TOps.Store(c + 7 * cRow, TOps.Multiply(scale, c70));
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
            TOps.Store(c + 6 * cRow, TOps.MultiplyAdd(scale, c60, TOps.Multiply(keep, TOps.Load(c + 6 * cRow))));
            TOps.Store(c + 7 * cRow, TOps.MultiplyAdd(scale, c70, TOps.Multiply(keep, TOps.Load(c + 7 * cRow))));
        }
    }
}
