using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Simd.Gemm;

/// <summary>
/// Copies a block of an operand into panels, the order in which a micro-kernel reads it: all <c>width</c> numbers of step k = 0, then
/// those of k = 1, and so on. One source serves A (panels of Rows) and B (panels of Columns).
/// </summary>
internal static unsafe class Packing
{
    /// <summary>Bytes of a row of B that are copied at once.</summary>
    private const int RunBytes = 1536;

    /// <summary>Packs a block of <paramref name="across"/> x <paramref name="k"/> into ceil(across / width) panels of width x k each.</summary>
    /// <param name="source">Element (i, k) lies at source[i * acrossStride + k * stepStride]; one of the strides is 1.</param>
    /// <param name="acrossStride">From one row of A, or column of B, to the next.</param>
    /// <param name="stepStride">From one k to the next.</param>
    /// <param name="across">Rows of A or columns of B; what lacks in the last panel is filled up.</param>
    /// <param name="k">Length of the panels.</param>
    /// <param name="width">Width of a panel, an even number.</param>
    /// <param name="target">Room for ceil(across / width) * width * k numbers.</param>
    /// <param name="narrow">Numbers of a panel that are read together, a divisor of its width: as many of the last panel as are needed become 0, and no more.</param>
    internal static void Pack<T>(T* source, nint acrossStride, nint stepStride, int across, int k, int width, T* target, int narrow)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Panels side by side in one row of the source: several at a time, so that a row's cache lines are read one after the other.
        while (acrossStride == 1 && across >= width)
        {
            int panels = Math.Min(across / width, Math.Max(1, RunBytes / (width * sizeof(T))));
            CopyRuns(source, stepStride, k, width, width, panels, target);
            source += width * panels;
            target += (nint)width * k * panels;
            across -= width * panels;
        }
        for (; across >= width; across -= width)
        {
            Interleave(source, acrossStride, k, width, width, target);
            source += width * acrossStride;
            target += (nint)width * k;
        }
        if (across > 0)
            PackRagged(source, acrossStride, stepStride, across, k, width, target, narrow);
    }

    /// <summary>Packs the last panel, of fewer than <paramref name="width"/> rows or columns, and fills it up with zeros to a multiple of <paramref name="narrow"/>.</summary>
    internal static void PackRagged<T>(T* source, nint acrossStride, nint stepStride, int across, int k, int width, T* target, int narrow)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (acrossStride == 1)
            CopyRuns(source, stepStride, k, across, width, 1, target);
        else
            Interleave(source, acrossStride, k, across, width, target);
        Fill(target, k, across, (across + narrow - 1) / narrow * narrow, width);
    }

    /// <summary>Sets the places from <paramref name="across"/> to <paramref name="to"/> of every step to 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Fill<T>(T* target, int k, int across, int to, int width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (T* end = target + (nint)k * width; target != end; target += width)
        {
            for (int i = across; i < to; i++)
                target[i] = T.Zero;
        }
    }

    /// <summary>The numbers of one step lie side by side: k runs for so many panels, <paramref name="across"/> numbers for each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyRuns<T>(T* source, nint stepStride, int k, int across, int width, int panels, T* target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint bytes = across * sizeof(T), panelBytes = (nint)width * k * sizeof(T);
        for (int step = 0; step < k; step++, source += stepStride, target += width)
        {
            byte* from = (byte*)source, panelTo = (byte*)target;
            for (int panel = 0; panel < panels; panel++, panelTo += panelBytes)
            {
                byte* end = from + bytes, to = panelTo;
                for (; end - from >= 64; from += 64, to += 64)
                    Vector512.Load(from).Store(to);
                for (; end - from >= 16; from += 16, to += 16)
                    Vector128.Load(from).Store(to);
                for (; from != end; from += sizeof(T), to += sizeof(T))
                    *(T*)to = *(T*)from;
            }
        }
    }

    /// <summary>
    /// Each row lies in one run along k: rows are interleaved by transposing squares of 4 x 4 floats or 2 x 2 doubles in registers, of as many groups of
    /// rows side by side as a register has parts of 128 bits.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Interleave<T>(T* source, nint rowStride, int k, int rows, int width, T* target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int row = 0;
        if (Sse2.IsSupported || AdvSimd.Arm64.IsSupported)
        {
            if (typeof(T) == typeof(float))
            {
                if (Avx512F.IsSupported)
                {
                    for (; row + 16 <= rows; row += 16)
                        InterleaveSixteen((float*)(source + row * rowStride), rowStride, k, width, (float*)(target + row));
                }
                if (Avx.IsSupported)
                {
                    for (; row + 8 <= rows; row += 8)
                        InterleaveEight((float*)(source + row * rowStride), rowStride, k, width, (float*)(target + row));
                }
                for (; row + 4 <= rows; row += 4)
                    InterleaveFour((float*)(source + row * rowStride), rowStride, k, width, (float*)(target + row));
            }
            if (typeof(T) == typeof(double) && Avx512F.IsSupported)
            {
                for (; row + 8 <= rows; row += 8)
                    InterleaveEight((double*)(source + row * rowStride), rowStride, k, width, (double*)(target + row));
            }
            for (; row + 2 <= rows; row += 2)
                InterleaveTwo(source + row * rowStride, rowStride, k, width, target + row);
        }
        for (; row < rows; row++)
        {
            T* from = source + row * rowStride;
            T* to = target + row;
            for (int step = 0; step < k; step++, to += width)
                *to = from[step];
        }
    }

    /// <summary>Rows 0 and 4, 1 and 5, 2 and 6, 3 and 7 share a register; what the zips leave in it are the eight numbers of one step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void InterleaveEight(float* source, nint rowStride, int k, int width, float* target)
    {
        float* r0 = source, r1 = r0 + rowStride, r2 = r1 + rowStride, r3 = r2 + rowStride;
        nint four = 4 * rowStride;
        int step = 0;
        for (; step + 4 <= k; step += 4)
        {
            Vector256<float> v0 = Load(r0 + step), v1 = Load(r1 + step), v2 = Load(r2 + step), v3 = Load(r3 + step);
            Vector256<double> low01 = Avx.UnpackLow(v0, v1).AsDouble(), high01 = Avx.UnpackHigh(v0, v1).AsDouble();
            Vector256<double> low23 = Avx.UnpackLow(v2, v3).AsDouble(), high23 = Avx.UnpackHigh(v2, v3).AsDouble();
            Avx.UnpackLow(low01, low23).AsSingle().Store(target);
            Avx.UnpackHigh(low01, low23).AsSingle().Store(target + width);
            Avx.UnpackLow(high01, high23).AsSingle().Store(target + 2 * width);
            Avx.UnpackHigh(high01, high23).AsSingle().Store(target + 3 * width);
            target += 4 * width;
        }
        for (; step < k; step++, target += width)
        {
            for (int row = 0; row < 8; row++)
                target[row] = source[row * rowStride + step];
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        Vector256<float> Load(float* row) => Vector256.Create(Vector128.Load(row), Vector128.Load(row + four));
    }

    /// <summary>The same with rows 0, 4, 8 and 12 in the first register.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void InterleaveSixteen(float* source, nint rowStride, int k, int width, float* target)
    {
        float* r0 = source, r1 = r0 + rowStride, r2 = r1 + rowStride, r3 = r2 + rowStride;
        nint four = 4 * rowStride, eight = 8 * rowStride, twelve = 12 * rowStride;
        int step = 0;
        for (; step + 4 <= k; step += 4)
        {
            Vector512<float> v0 = Load(r0 + step), v1 = Load(r1 + step), v2 = Load(r2 + step), v3 = Load(r3 + step);
            Vector512<double> low01 = Avx512F.UnpackLow(v0, v1).AsDouble(), high01 = Avx512F.UnpackHigh(v0, v1).AsDouble();
            Vector512<double> low23 = Avx512F.UnpackLow(v2, v3).AsDouble(), high23 = Avx512F.UnpackHigh(v2, v3).AsDouble();
            Avx512F.UnpackLow(low01, low23).AsSingle().Store(target);
            Avx512F.UnpackHigh(low01, low23).AsSingle().Store(target + width);
            Avx512F.UnpackLow(high01, high23).AsSingle().Store(target + 2 * width);
            Avx512F.UnpackHigh(high01, high23).AsSingle().Store(target + 3 * width);
            target += 4 * width;
        }
        for (; step < k; step++, target += width)
        {
            for (int row = 0; row < 16; row++)
                target[row] = source[row * rowStride + step];
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        Vector512<float> Load(float* row) => Vector512.Create(
            Vector256.Create(Vector128.Load(row), Vector128.Load(row + four)),
            Vector256.Create(Vector128.Load(row + eight), Vector128.Load(row + twelve)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void InterleaveFour(float* source, nint rowStride, int k, int width, float* target)
    {
        float* r0 = source, r1 = r0 + rowStride, r2 = r1 + rowStride, r3 = r2 + rowStride;
        int step = 0;
        for (; step + 4 <= k; step += 4)
        {
            Vector128<float> v0 = Vector128.Load(r0 + step), v1 = Vector128.Load(r1 + step);
            Vector128<float> v2 = Vector128.Load(r2 + step), v3 = Vector128.Load(r3 + step);
            Vector128<double> low01 = ZipLow(v0, v1).AsDouble(), high01 = ZipHigh(v0, v1).AsDouble();
            Vector128<double> low23 = ZipLow(v2, v3).AsDouble(), high23 = ZipHigh(v2, v3).AsDouble();
            ZipLow(low01, low23).AsSingle().Store(target);
            ZipHigh(low01, low23).AsSingle().Store(target + width);
            ZipLow(high01, high23).AsSingle().Store(target + 2 * width);
            ZipHigh(high01, high23).AsSingle().Store(target + 3 * width);
            target += 4 * width;
        }
        for (; step < k; step++, target += width)
        {
            target[0] = r0[step];
            target[1] = r1[step];
            target[2] = r2[step];
            target[3] = r3[step];
        }
    }

    /// <summary>Rows 0, 2, 4 and 6 share a register, and 1, 3, 5 and 7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void InterleaveEight(double* source, nint rowStride, int k, int width, double* target)
    {
        double* even = source, odd = source + rowStride;
        nint two = 2 * rowStride, four = 4 * rowStride, six = 6 * rowStride;
        int step = 0;
        for (; step + 2 <= k; step += 2)
        {
            Vector512<double> v0 = Load(even + step), v1 = Load(odd + step);
            Avx512F.UnpackLow(v0, v1).Store(target);
            Avx512F.UnpackHigh(v0, v1).Store(target + width);
            target += 2 * width;
        }
        for (; step < k; step++, target += width)
        {
            for (int row = 0; row < 8; row++)
                target[row] = source[row * rowStride + step];
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        Vector512<double> Load(double* row) => Vector512.Create(
            Vector256.Create(Vector128.Load(row), Vector128.Load(row + two)),
            Vector256.Create(Vector128.Load(row + four), Vector128.Load(row + six)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void InterleaveTwo<T>(T* source, nint rowStride, int k, int width, T* target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T* r0 = source, r1 = r0 + rowStride;
        int step = 0;
        if (typeof(T) == typeof(double))
        {
            for (; step + 2 <= k; step += 2)
            {
                Vector128<double> v0 = Vector128.Load((double*)(r0 + step)), v1 = Vector128.Load((double*)(r1 + step));
                ZipLow(v0, v1).Store((double*)target);
                ZipHigh(v0, v1).Store((double*)(target + width));
                target += 2 * width;
            }
        }
        for (; step < k; step++, target += width)
        {
            target[0] = r0[step];
            target[1] = r1[step];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ZipLow(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackLow(a, b) : AdvSimd.Arm64.ZipLow(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ZipHigh(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackHigh(a, b) : AdvSimd.Arm64.ZipHigh(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> ZipLow(Vector128<double> a, Vector128<double> b) =>
        Sse2.IsSupported ? Sse2.UnpackLow(a, b) : AdvSimd.Arm64.ZipLow(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> ZipHigh(Vector128<double> a, Vector128<double> b) =>
        Sse2.IsSupported ? Sse2.UnpackHigh(a, b) : AdvSimd.Arm64.ZipHigh(a, b);
}
