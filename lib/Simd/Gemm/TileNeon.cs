using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace Simd.Gemm;

/// <summary>
/// The tile of 8 rows by 3 registers for NEON, whose multiply-add takes one factor from a lane of a register: the eight numbers of A are two or
/// four loads instead of eight broadcasts, which would each take the place of a multiply-add.
/// </summary>
/// <remarks>Needs the rows of A side by side (packed or transposed); otherwise it is <see cref="Tile8x3{T, TRegister, TOps}"/>, bit for bit.</remarks>
internal readonly unsafe struct TileNeon<T> : ITile<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static int Rows => 8;

    public static int Columns => 3 * Vector128<T>.Count;

    public static int NarrowColumns => Vector128<T>.Count;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(nint k, T* a, nint aRow, nint aStep, T* b, nint bStep, T* c, nint cRow, T alpha, T beta)
    {
        if (aRow != 1)
        {
            Tile8x3<T, Vector128<T>, R128<T>>.Multiply(k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta);
            return;
        }

        Vector128<T> c00 = default;
        Vector128<T> c01 = default;
        Vector128<T> c02 = default;
        Vector128<T> c10 = default;
        Vector128<T> c11 = default;
        Vector128<T> c12 = default;
        Vector128<T> c20 = default;
        Vector128<T> c21 = default;
        Vector128<T> c22 = default;
        Vector128<T> c30 = default;
        Vector128<T> c31 = default;
        Vector128<T> c32 = default;
        Vector128<T> c40 = default;
        Vector128<T> c41 = default;
        Vector128<T> c42 = default;
        Vector128<T> c50 = default;
        Vector128<T> c51 = default;
        Vector128<T> c52 = default;
        Vector128<T> c60 = default;
        Vector128<T> c61 = default;
        Vector128<T> c62 = default;
        Vector128<T> c70 = default;
        Vector128<T> c71 = default;
        Vector128<T> c72 = default;

        int lanes = Vector128<T>.Count;
        for (T* end = b + k * bStep; b != end; a += aStep, b += bStep)
        {
            Vector128<T> b0 = Vector128.Load(b), b1 = Vector128.Load(b + lanes), b2 = Vector128.Load(b + 2 * lanes);
            Vector128<T> a0 = Vector128.Load(a), a1 = Vector128.Load(a + lanes);
            // Eight floats are two registers, eight doubles four.
            Vector128<T> a2 = typeof(T) == typeof(double) ? Vector128.Load(a + 4) : default;
            Vector128<T> a3 = typeof(T) == typeof(double) ? Vector128.Load(a + 6) : default;
            c00 = typeof(T) == typeof(float) ? Single(c00, b0, a0, 0) : Double(c00, b0, a0, 0);
            c01 = typeof(T) == typeof(float) ? Single(c01, b1, a0, 0) : Double(c01, b1, a0, 0);
            c02 = typeof(T) == typeof(float) ? Single(c02, b2, a0, 0) : Double(c02, b2, a0, 0);
            c10 = typeof(T) == typeof(float) ? Single(c10, b0, a0, 1) : Double(c10, b0, a0, 1);
            c11 = typeof(T) == typeof(float) ? Single(c11, b1, a0, 1) : Double(c11, b1, a0, 1);
            c12 = typeof(T) == typeof(float) ? Single(c12, b2, a0, 1) : Double(c12, b2, a0, 1);
            c20 = typeof(T) == typeof(float) ? Single(c20, b0, a0, 2) : Double(c20, b0, a1, 0);
            c21 = typeof(T) == typeof(float) ? Single(c21, b1, a0, 2) : Double(c21, b1, a1, 0);
            c22 = typeof(T) == typeof(float) ? Single(c22, b2, a0, 2) : Double(c22, b2, a1, 0);
            c30 = typeof(T) == typeof(float) ? Single(c30, b0, a0, 3) : Double(c30, b0, a1, 1);
            c31 = typeof(T) == typeof(float) ? Single(c31, b1, a0, 3) : Double(c31, b1, a1, 1);
            c32 = typeof(T) == typeof(float) ? Single(c32, b2, a0, 3) : Double(c32, b2, a1, 1);
            c40 = typeof(T) == typeof(float) ? Single(c40, b0, a1, 0) : Double(c40, b0, a2, 0);
            c41 = typeof(T) == typeof(float) ? Single(c41, b1, a1, 0) : Double(c41, b1, a2, 0);
            c42 = typeof(T) == typeof(float) ? Single(c42, b2, a1, 0) : Double(c42, b2, a2, 0);
            c50 = typeof(T) == typeof(float) ? Single(c50, b0, a1, 1) : Double(c50, b0, a2, 1);
            c51 = typeof(T) == typeof(float) ? Single(c51, b1, a1, 1) : Double(c51, b1, a2, 1);
            c52 = typeof(T) == typeof(float) ? Single(c52, b2, a1, 1) : Double(c52, b2, a2, 1);
            c60 = typeof(T) == typeof(float) ? Single(c60, b0, a1, 2) : Double(c60, b0, a3, 0);
            c61 = typeof(T) == typeof(float) ? Single(c61, b1, a1, 2) : Double(c61, b1, a3, 0);
            c62 = typeof(T) == typeof(float) ? Single(c62, b2, a1, 2) : Double(c62, b2, a3, 0);
            c70 = typeof(T) == typeof(float) ? Single(c70, b0, a1, 3) : Double(c70, b0, a3, 1);
            c71 = typeof(T) == typeof(float) ? Single(c71, b1, a1, 3) : Double(c71, b1, a3, 1);
            c72 = typeof(T) == typeof(float) ? Single(c72, b2, a1, 3) : Double(c72, b2, a3, 1);
        }

        Vector128<T> scale = Vector128.Create(alpha);
        if (beta == T.Zero)
        {
            (scale * c00).Store(c);
            (scale * c01).Store(c + lanes);
            (scale * c02).Store(c + 2 * lanes);
            (scale * c10).Store(c + cRow);
            (scale * c11).Store(c + cRow + lanes);
            (scale * c12).Store(c + cRow + 2 * lanes);
            (scale * c20).Store(c + 2 * cRow);
            (scale * c21).Store(c + 2 * cRow + lanes);
            (scale * c22).Store(c + 2 * cRow + 2 * lanes);
            (scale * c30).Store(c + 3 * cRow);
            (scale * c31).Store(c + 3 * cRow + lanes);
            (scale * c32).Store(c + 3 * cRow + 2 * lanes);
            (scale * c40).Store(c + 4 * cRow);
            (scale * c41).Store(c + 4 * cRow + lanes);
            (scale * c42).Store(c + 4 * cRow + 2 * lanes);
            (scale * c50).Store(c + 5 * cRow);
            (scale * c51).Store(c + 5 * cRow + lanes);
            (scale * c52).Store(c + 5 * cRow + 2 * lanes);
            (scale * c60).Store(c + 6 * cRow);
            (scale * c61).Store(c + 6 * cRow + lanes);
            (scale * c62).Store(c + 6 * cRow + 2 * lanes);
            (scale * c70).Store(c + 7 * cRow);
            (scale * c71).Store(c + 7 * cRow + lanes);
            (scale * c72).Store(c + 7 * cRow + 2 * lanes);
        }
        else
        {
            Vector128<T> keep = Vector128.Create(beta);
            R128<T>.MultiplyAdd(scale, c00, keep * Vector128.Load(c)).Store(c);
            R128<T>.MultiplyAdd(scale, c01, keep * Vector128.Load(c + lanes)).Store(c + lanes);
            R128<T>.MultiplyAdd(scale, c02, keep * Vector128.Load(c + 2 * lanes)).Store(c + 2 * lanes);
            R128<T>.MultiplyAdd(scale, c10, keep * Vector128.Load(c + cRow)).Store(c + cRow);
            R128<T>.MultiplyAdd(scale, c11, keep * Vector128.Load(c + cRow + lanes)).Store(c + cRow + lanes);
            R128<T>.MultiplyAdd(scale, c12, keep * Vector128.Load(c + cRow + 2 * lanes)).Store(c + cRow + 2 * lanes);
            R128<T>.MultiplyAdd(scale, c20, keep * Vector128.Load(c + 2 * cRow)).Store(c + 2 * cRow);
            R128<T>.MultiplyAdd(scale, c21, keep * Vector128.Load(c + 2 * cRow + lanes)).Store(c + 2 * cRow + lanes);
            R128<T>.MultiplyAdd(scale, c22, keep * Vector128.Load(c + 2 * cRow + 2 * lanes)).Store(c + 2 * cRow + 2 * lanes);
            R128<T>.MultiplyAdd(scale, c30, keep * Vector128.Load(c + 3 * cRow)).Store(c + 3 * cRow);
            R128<T>.MultiplyAdd(scale, c31, keep * Vector128.Load(c + 3 * cRow + lanes)).Store(c + 3 * cRow + lanes);
            R128<T>.MultiplyAdd(scale, c32, keep * Vector128.Load(c + 3 * cRow + 2 * lanes)).Store(c + 3 * cRow + 2 * lanes);
            R128<T>.MultiplyAdd(scale, c40, keep * Vector128.Load(c + 4 * cRow)).Store(c + 4 * cRow);
            R128<T>.MultiplyAdd(scale, c41, keep * Vector128.Load(c + 4 * cRow + lanes)).Store(c + 4 * cRow + lanes);
            R128<T>.MultiplyAdd(scale, c42, keep * Vector128.Load(c + 4 * cRow + 2 * lanes)).Store(c + 4 * cRow + 2 * lanes);
            R128<T>.MultiplyAdd(scale, c50, keep * Vector128.Load(c + 5 * cRow)).Store(c + 5 * cRow);
            R128<T>.MultiplyAdd(scale, c51, keep * Vector128.Load(c + 5 * cRow + lanes)).Store(c + 5 * cRow + lanes);
            R128<T>.MultiplyAdd(scale, c52, keep * Vector128.Load(c + 5 * cRow + 2 * lanes)).Store(c + 5 * cRow + 2 * lanes);
            R128<T>.MultiplyAdd(scale, c60, keep * Vector128.Load(c + 6 * cRow)).Store(c + 6 * cRow);
            R128<T>.MultiplyAdd(scale, c61, keep * Vector128.Load(c + 6 * cRow + lanes)).Store(c + 6 * cRow + lanes);
            R128<T>.MultiplyAdd(scale, c62, keep * Vector128.Load(c + 6 * cRow + 2 * lanes)).Store(c + 6 * cRow + 2 * lanes);
            R128<T>.MultiplyAdd(scale, c70, keep * Vector128.Load(c + 7 * cRow)).Store(c + 7 * cRow);
            R128<T>.MultiplyAdd(scale, c71, keep * Vector128.Load(c + 7 * cRow + lanes)).Store(c + 7 * cRow + lanes);
            R128<T>.MultiplyAdd(scale, c72, keep * Vector128.Load(c + 7 * cRow + 2 * lanes)).Store(c + 7 * cRow + 2 * lanes);
        }
    }

    public static void MultiplyNarrow(nint k, T* a, nint aRow, nint aStep, T* b, nint bStep, T* c, nint cRow, T alpha, T beta) =>
        Tile8x3<T, Vector128<T>, R128<T>>.MultiplyNarrow(k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta);

    /// <summary>sum + b * a[lane] for floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<T> Single(Vector128<T> sum, Vector128<T> b, Vector128<T> a, [ConstantExpected(Max = (byte)3)] byte lane) => AdvSimd.Arm64.IsSupported
        ? AdvSimd.Arm64.FusedMultiplyAddBySelectedScalar(sum.AsSingle(), b.AsSingle(), a.AsSingle(), lane).As<float, T>()
        : R128<T>.MultiplyAdd(Vector128.Create(a.GetElement(lane)), b, sum);

    /// <summary>sum + b * a[lane] for doubles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<T> Double(Vector128<T> sum, Vector128<T> b, Vector128<T> a, [ConstantExpected(Max = (byte)1)] byte lane) => AdvSimd.Arm64.IsSupported
        ? AdvSimd.Arm64.FusedMultiplyAddBySelectedScalar(sum.AsDouble(), b.AsDouble(), a.AsDouble(), lane).As<double, T>()
        : R128<T>.MultiplyAdd(Vector128.Create(a.GetElement(lane)), b, sum);
}
