using System.Numerics;
using System.Numerics.Tensors;
using Simd;

namespace Course.LinearAlgebra;

/// <summary>Orthogonal reduction of a symmetric matrix to tridiagonal form, Q^T A Q = T, by Householder reflections in blocks.</summary>
/// <remarks>
/// Dongarra, Sorensen and Hammarling, Block reduction of matrices to condensed forms (1989): within a block of columns the matrix is left
/// as it was and each reflection corrected for those before; then all reach the rest of the matrix in one product. Half of the work is products of the
/// matrix and a vector, as fast as memory is; the other half is products of matrices.
/// </remarks>
internal static class Tridiagonalisation
{
    /// <summary>Columns reduced, and reflections applied to the vectors, at a time.</summary>
    private const int ReductionBlock = 24, ApplicationBlock = 64;

    /// <summary>Rows from which the vectors are no longer in a near cache, and twice as many reflections at a time pay.</summary>
    private const int ManyRows = 400;

    /// <summary>Reduces A to T, leaving the reflections I - tau v v^T in its place.</summary>
    /// <remarks>Cost: 2/3 n³ multiply-adds.</remarks>
    /// <param name="n">Rows and columns of A.</param>
    /// <param name="a">n x n by columns, the lower triangle is read; entries of magnitude about 1 at most. Gets v of reflection j in column j, from row j + 1 on.</param>
    /// <param name="diagonal">Gets the n diagonal entries of T.</param>
    /// <param name="offDiagonal">Gets the n - 1 others.</param>
    /// <param name="progress">Told of each block.</param>
    /// <param name="cancellationToken">Stops between blocks.</param>
    public static void Reduce<T>(int n, Span<T> a, Span<T> diagonal, Span<T> offDiagonal, IProgress<FitProgress>? progress, CancellationToken cancellationToken)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // A' = A - V W^T - W V^T. Row 2k of the panel is v of the block's column k, row 2k + 1 its w.
        // The odd number of lines between its rows keeps them apart in the cache.
        var stride = (n + 7) / 16 * 16 + 8;
        using Scratch<T> rows = new(2 * ReductionBlock * stride), exchanged = new(2 * ReductionBlock * stride);
        Span<T> panel = rows.Span, swapped = exchanged.Span;
        Span<T> factors = stackalloc T[2 * ReductionBlock];
        for (var start = 0; start < n; start += ReductionBlock)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var end = Math.Min(n, start + ReductionBlock);
            for (var j = start; j < end; j++)
            {
                var earlier = 2 * (j - start);
                var column = a.Slice(j * n + j, n - j);
                for (var k = 0; k < earlier; k++)
                    factors[k] = panel[(k ^ 1) * stride + j];
                Blas.Gemv(Transpose.Yes, earlier, n - j, -T.One, panel[j..], stride, factors[..earlier], T.One, column);
                diagonal[j] = column[0];
                if (j == n - 1)
                    break;

                var x = column[1..];
                (offDiagonal[j], var tau) = Reflect(x);
                var v = panel.Slice(earlier * stride + j + 1, x.Length);
                var w = panel.Slice((earlier + 1) * stride + j + 1, x.Length);
                x.CopyTo(v);
                if (tau == T.Zero)
                {
                    w.Clear();
                    continue;
                }
                Blas.Symv(Triangle.Upper, x.Length, T.One, a[((j + 1) * n + j + 1)..], n, v, T.Zero, w);
                Blas.Gemv<T>(Transpose.No, earlier, x.Length, T.One, panel[(j + 1)..], stride, v, T.Zero, factors[..earlier]);
                for (var k = 0; k < earlier; k += 2)
                    (factors[k], factors[k + 1]) = (factors[k + 1], factors[k]);
                Blas.Gemv(Transpose.Yes, earlier, x.Length, -T.One, panel[(j + 1)..], stride, factors[..earlier], T.One, w);
                TensorPrimitives.Multiply(w, tau, w);
                Blas.Axpy(-tau * Blas.Dot<T>(w, v) / (T.One + T.One), v, w);
            }
            progress?.Report(new FitProgress("Tridiagonalisation", end, n));
            if (end == n)
                break;
            var rank = 2 * (end - start);
            for (var k = 0; k < rank; k++)
                panel.Slice((k ^ 1) * stride + end, n - end).CopyTo(swapped[(k * stride + end)..]);
            Blas.Gemmtr(
                Triangle.Upper, Transpose.Yes, Transpose.No, n - end, rank, -T.One, panel[end..], stride, swapped[end..], stride, T.One, a[(end * n + end)..], n);
        }
    }

    /// <summary>Turns x into v with v[0] = 1 such that (I - tau v v^T) x = (beta, 0, ..., 0); v and tau are 0 if x has that form already.</summary>
    private static (T Beta, T Tau) Reflect<T>(Span<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var rest = x[1..];
        var unit = T.One;
        var square = Blas.Dot<T>(rest, rest);
        if (x[0] * x[0] + square < Rounding<T>.SafeToSquare * Rounding<T>.SafeToSquare)
        {
            unit = Rounding<T>.ToUnit(T.Abs(TensorPrimitives.MaxMagnitude<T>(x)));
            TensorPrimitives.Multiply(x, unit, x);
            square = Blas.Dot<T>(rest, rest);
        }
        var alpha = x[0];
        if (square == T.Zero)
        {
            x.Clear();
            return (alpha / unit, T.Zero);
        }
        var beta = -T.CopySign(T.Sqrt(alpha * alpha + square), alpha);
        TensorPrimitives.Divide(rest, alpha - beta, rest);
        x[0] = T.One;
        return (beta / unit, (beta - alpha) / beta);
    }

    /// <summary>Eigenvectors of A from those of T: Q times each column.</summary>
    /// <remarks>
    /// Schreiber and Van Loan (1989): a block of reflections is I - V S V^T. Puglisi (1992): the inverse of S is the upper triangle of V^T V
    /// with its diagonal halved, so S is not formed but solved with. Cost: n² count multiply-adds.
    /// </remarks>
    /// <param name="n">Rows and columns of A.</param>
    /// <param name="a">What <see cref="Reduce"/> left; entries that hold no reflection are overwritten.</param>
    /// <param name="vectors">n x count by columns.</param>
    /// <param name="count">Number of vectors.</param>
    public static void Apply<T>(int n, Span<T> a, Span<T> vectors, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (n < 3 || count == 0)
            return;
        var block = n < ManyRows ? ApplicationBlock : 2 * ApplicationBlock;
        using Scratch<T> first = new(count * block), second = new(n * block), third = new(block * block);
        Span<T> products = first.Span, solved = second.Span, gram = third.Span;
        for (var start = (n - 2) / block * block; start >= 0; start -= block)
        {
            var width = Math.Min(block, n - 1 - start);
            var rows = n - 1 - start;
            for (var k = 1; k < width; k++)
                a.Slice((start + k) * n + start + 1, k).Clear();
            // The columns of V are the rows of V^T, which is how they lie. The block's S^T V^T takes the place of V^T in the second product.
            var v = a[(start * n + start + 1)..];
            var target = vectors[(start + 1)..];
            Blas.Syrk<T>(Triangle.Lower, Transpose.No, width, rows, T.One, v, n, T.Zero, gram, width);
            for (var k = 0; k < width; k++)
            {
                ref var own = ref gram[k * width + k];
                own = own == T.Zero ? T.One : own / (T.One + T.One);
                v.Slice(k * n, rows).CopyTo(solved[(k * rows)..]);
            }
            Blas.Trsm<T>(Side.Left, Triangle.Lower, Transpose.No, Diagonal.Stored, width, rows, T.One, gram, width, solved, rows);
            Blas.Gemm<T>(Transpose.No, Transpose.Yes, count, width, rows, T.One, target, n, v, n, T.Zero, products, width);
            Blas.Gemm<T>(Transpose.No, Transpose.No, count, rows, width, -T.One, products, width, solved, rows, T.One, target, n);
        }
    }
}
