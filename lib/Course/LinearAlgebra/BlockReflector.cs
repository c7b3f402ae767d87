using System.Numerics;
using Simd;

namespace Course.LinearAlgebra;

/// <summary>Products of k reflectors, H1 H2 ... Hk = 1 - V T V^T with T upper triangular, applied as matrix products.</summary>
/// <remarks>R. Schreiber and C. Van Loan, SIAM J. Sci. Stat. Comput. 10 (1989) 53. Cost for n columns of m numbers: 2 m n k multiply-adds.</remarks>
internal static class BlockReflector
{
    /// <summary>Reflectors that are applied at once.</summary>
    public const int Width = 64;

    /// <summary>Numbers of workspace that <see cref="Apply{T}"/> needs.</summary>
    public static int WorkLength(int k, int columns) => 2 * k * k + 2 * k * columns;

    /// <summary>V from a factored panel: ones on the diagonal, zeros above, the reflectors below.</summary>
    /// <param name="panel">rows x k, reflectors below the diagonal.</param>
    /// <param name="lda">Distance between the columns of the panel.</param>
    /// <param name="rows">Rows, at least k.</param>
    /// <param name="k">Reflectors.</param>
    /// <param name="v">rows x k.</param>
    public static void Unpack<T>(ReadOnlySpan<T> panel, int lda, int rows, int k, Span<T> v)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var j = 0; j < k; j++)
        {
            var column = v.Slice(j * rows, rows);
            column[..j].Clear();
            column[j] = T.One;
            panel.Slice(j * lda + j + 1, rows - j - 1).CopyTo(column[(j + 1)..]);
        }
    }

    /// <summary>C = (1 - V T V^T) C, or with the transpose, (1 - V T^T V^T) C.</summary>
    /// <param name="transpose">Whether the product is transposed, which reverses its order.</param>
    /// <param name="v">V, rows x k, zeros and ones written out.</param>
    /// <param name="ldv">Distance between the columns of V.</param>
    /// <param name="rows">Rows of V and C.</param>
    /// <param name="tau">The k factors.</param>
    /// <param name="c">C, rows x columns.</param>
    /// <param name="ldc">Distance between the columns of C.</param>
    /// <param name="columns">Columns of C.</param>
    /// <param name="work">At least <see cref="WorkLength"/> numbers.</param>
    public static void Apply<T>(
        Transpose transpose, ReadOnlySpan<T> v, int ldv, int rows, ReadOnlySpan<T> tau, Span<T> c, int ldc, int columns, Span<T> work)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var k = tau.Length;
        if (k == 0 || columns == 0)
            return;
        var t = work[..(k * k)];
        var inner = work.Slice(k * k, k * k);
        var product = work.Slice(2 * k * k, k * columns);
        var turned = work.Slice(2 * k * k + k * columns, k * columns);
        Triangular(v, ldv, rows, tau, inner, t);
        ColumnMajor.Multiply(Transpose.Yes, Transpose.No, k, columns, rows, T.One, v, ldv, c, ldc, T.Zero, product, k);
        ColumnMajor.Multiply(transpose, Transpose.No, k, columns, k, T.One, t, k, product, k, T.Zero, turned, k);
        ColumnMajor.Multiply(Transpose.No, Transpose.No, rows, columns, k, -T.One, v, ldv, turned, k, T.One, c, ldc);
    }

    // Column j of T is -tau_j T V^T v_j above the diagonal and tau_j on it.
    private static void Triangular<T>(ReadOnlySpan<T> v, int ldv, int rows, ReadOnlySpan<T> tau, Span<T> inner, Span<T> t)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var k = tau.Length;
        Blas.Syrk(Triangle.Lower, Transpose.No, k, rows, T.One, v, ldv, T.Zero, inner, k);
        t.Clear();
        for (var j = 0; j < k; j++)
        {
            var column = t.Slice(j * k, k);
            for (var i = 0; i < j; i++)
            {
                // Row j of the lower triangle, as Syrk reads rows, holds v_j's products with the earlier ones.
                var factor = -tau[j] * inner[j * k + i];
                Blas.Axpy(factor, t.Slice(i * k, i + 1), column[..(i + 1)]);
            }
            column[j] = tau[j];
        }
    }
}
