using System.Numerics;
using Simd;

namespace Course.LinearAlgebra;

/// <summary>A = Q R by Householder reflectors, in blocks.</summary>
/// <remarks>
/// Panels of columns are halved again and again (E. Elmroth and F. Gustavson, IBM J. Res. Dev. 44 (2000) 605); the rest of the matrix meets them as
/// <see cref="BlockReflector"/>s. Cost: n^2 (m - n / 3) multiply-adds, as much again for Q.
/// </remarks>
internal static class HouseholderQr
{
    /// <summary>Columns that are reduced one after the other.</summary>
    private const int Narrow = 8;

    /// <summary>Columns to which reflectors are applied one after the other.</summary>
    private const int FewColumns = 8;

    /// <summary>Overwrites A by R, on and above the diagonal, and the reflectors below it.</summary>
    /// <param name="a">m x n by columns.</param>
    /// <param name="rows">m.</param>
    /// <param name="columns">n; may be more than m.</param>
    /// <param name="tau">min(m, n) factors of the reflectors.</param>
    /// <param name="cancellationToken">Stops between blocks of columns.</param>
    public static void Factor<T>(Span<T> a, int rows, int columns, Span<T> tau, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var count = Math.Min(rows, columns);
        if (columns <= Narrow)
        {
            Reduce(a, rows, rows, columns, tau[..count]);
            return;
        }
        var width = Math.Min(BlockReflector.Width, count);
        var v = GC.AllocateUninitializedArray<T>(rows * width);
        var work = GC.AllocateUninitializedArray<T>(BlockReflector.WorkLength(width, columns));
        for (var j = 0; j < count; j += width)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var k = Math.Min(width, count - j);
            var panel = a[(j * rows + j)..];
            FactorPanel(panel, rows, rows - j, tau.Slice(j, k), v, work);
            var rest = columns - j - k;
            if (rest == 0)
                continue;
            BlockReflector.Unpack(panel, rows, rows - j, k, v.AsSpan());
            BlockReflector.Apply<T>(Transpose.Yes, v, rows - j, rows - j, tau.Slice(j, k), panel[(k * rows)..], rows, rest, work);
        }
    }

    /// <summary>The first <paramref name="columns"/> columns of Q.</summary>
    /// <param name="a">What <see cref="Factor"/> left.</param>
    /// <param name="rows">m.</param>
    /// <param name="tau">The factors.</param>
    /// <param name="q">m x columns.</param>
    /// <param name="columns">From the number of reflectors up to m.</param>
    public static void FormQ<T>(ReadOnlySpan<T> a, int rows, ReadOnlySpan<T> tau, Span<T> q, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        q.Clear();
        for (var j = 0; j < columns; j++)
            q[j * rows + j] = T.One;
        ApplyQ(a, rows, tau, q, rows, columns, identity: true);
    }

    /// <summary>C = Q C.</summary>
    /// <param name="a">What <see cref="Factor"/> left.</param>
    /// <param name="rows">m.</param>
    /// <param name="tau">The factors.</param>
    /// <param name="c">m x columns.</param>
    /// <param name="ldc">Distance between the columns of C.</param>
    /// <param name="columns">Columns of C.</param>
    /// <param name="identity">Whether C is the identity, as far as it goes: then the reflectors leave its first columns alone until their turn comes.</param>
    public static void ApplyQ<T>(ReadOnlySpan<T> a, int rows, ReadOnlySpan<T> tau, Span<T> c, int ldc, int columns, bool identity = false)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (tau.Length <= Narrow)
        {
            for (var j = tau.Length - 1; j >= 0; j--)
                for (var k = identity ? j : 0; k < columns; k++)
                    Reflector.Apply(a.Slice(j * rows + j + 1, rows - j - 1), tau[j], c.Slice(k * ldc + j, rows - j));
            return;
        }
        var width = Math.Min(BlockReflector.Width, tau.Length);
        var v = GC.AllocateUninitializedArray<T>(rows * width);
        var work = GC.AllocateUninitializedArray<T>(BlockReflector.WorkLength(width, columns));
        for (var j = (tau.Length - 1) / width * width; j >= 0; j -= width)
        {
            var k = Math.Min(width, tau.Length - j);
            var first = identity ? j : 0;
            BlockReflector.Unpack(a[(j * rows + j)..], rows, rows - j, k, v.AsSpan());
            BlockReflector.Apply<T>(Transpose.No, v, rows - j, rows - j, tau.Slice(j, k), c[(first * ldc + j)..], ldc, columns - first, work);
        }
    }

    /// <summary>C = Q^T C, for an m x columns C without gaps.</summary>
    public static void ApplyTransposedQ<T>(ReadOnlySpan<T> a, int rows, ReadOnlySpan<T> tau, Span<T> c, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (tau.Length <= Narrow || columns <= FewColumns)
        {
            for (var j = 0; j < tau.Length; j++)
                for (var k = 0; k < columns; k++)
                    Reflector.Apply(a.Slice(j * rows + j + 1, rows - j - 1), tau[j], c.Slice(k * rows + j, rows - j));
            return;
        }
        var width = Math.Min(BlockReflector.Width, tau.Length);
        var v = GC.AllocateUninitializedArray<T>(rows * width);
        var work = GC.AllocateUninitializedArray<T>(BlockReflector.WorkLength(width, columns));
        for (var j = 0; j < tau.Length; j += width)
        {
            var k = Math.Min(width, tau.Length - j);
            BlockReflector.Unpack(a[(j * rows + j)..], rows, rows - j, k, v.AsSpan());
            BlockReflector.Apply<T>(Transpose.Yes, v, rows - j, rows - j, tau.Slice(j, k), c[j..], rows, columns, work);
        }
    }

    private static void FactorPanel<T>(Span<T> a, int lda, int rows, Span<T> tau, Span<T> v, Span<T> work)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var columns = tau.Length;
        if (columns <= Narrow)
        {
            Reduce(a, lda, rows, columns, tau);
            return;
        }
        var half = (columns / 2 + Narrow - 1) / Narrow * Narrow;
        FactorPanel(a, lda, rows, tau[..half], v, work);
        BlockReflector.Unpack(a, lda, rows, half, v);
        BlockReflector.Apply(Transpose.Yes, v, rows, rows, tau[..half], a[(half * lda)..], lda, columns - half, work);
        FactorPanel(a[(half * lda + half)..], lda, rows - half, tau[half..], v, work);
    }

    private static void Reduce<T>(Span<T> a, int lda, int rows, int columns, Span<T> tau)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var j = 0; j < tau.Length; j++)
        {
            var x = a.Slice(j * lda + j, rows - j);
            tau[j] = Reflector.Make(x);
            for (var k = j + 1; k < columns; k++)
                Reflector.Apply(x[1..], tau[j], a.Slice(k * lda + j, rows - j));
        }
    }
}
