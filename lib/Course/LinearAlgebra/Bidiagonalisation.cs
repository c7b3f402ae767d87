using System.Numerics;
using System.Numerics.Tensors;
using Simd;

namespace Course.LinearAlgebra;

/// <summary>A = Q B P^T with B upper bidiagonal, Q and P products of reflectors.</summary>
/// <remarks>
/// Panels of columns and rows are reduced while the rest of the matrix waits: it becomes A - V Y^T - X U^T, a matrix product, once a panel (J. Dongarra,
/// D. Sorensen and S. Hammarling, J. Comput. Appl. Math. 27 (1989) 215). Half of the 2 n^2 (m - n / 3) multiply-adds remain products of the matrix and a vector, and
/// those wait for memory. Each step needs A^T v and then A u, where u belongs to a row that is known but for A^T v, element by element; so both come
/// from one pass, <see cref="Blas.Gemvt"/>.
/// </remarks>
internal static class Bidiagonalisation
{
    /// <summary>Columns of a panel.</summary>
    private const int Width = 32;

    /// <summary>Reduces A.</summary>
    /// <param name="a">m x n by columns, m >= n; Q's reflectors remain below the diagonal.</param>
    /// <param name="rows">m.</param>
    /// <param name="columns">n.</param>
    /// <param name="d">The diagonal of B, length n.</param>
    /// <param name="e">Above it, length n - 1.</param>
    /// <param name="tauLeft">Factors of Q's reflectors, length n.</param>
    /// <param name="right">(n - 1) x (n - 1): P's reflectors below the diagonal; they leave element 0 of a vector alone.</param>
    /// <param name="tauRight">Their factors, length n - 1.</param>
    /// <param name="progress">Told of each panel.</param>
    /// <param name="cancellationToken">Stops between panels.</param>
    public static void Reduce<T>(
        Span<T> a, int rows, int columns, Span<T> d, Span<T> e, Span<T> tauLeft, Span<T> right, Span<T> tauRight, IProgress<FitProgress>? progress,
        CancellationToken cancellationToken)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var panel = new Panel<T>(rows, columns, Math.Min(Width, columns));
        for (var j = 0; j < columns; j += Width)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var k = Math.Min(Width, columns - j);
            var corner = right[Math.Min(j * columns, right.Length)..];
            panel.Reduce(a[(j * rows + j)..], rows, rows - j, columns - j, k, d[j..], e[j..], tauLeft[j..], corner, columns - 1, tauRight[j..]);
            progress?.Report(new FitProgress("Bidiagonalisation", j + k, columns));
        }
    }

    /// <summary>Workspace of the panels. V and X, then Y and U, lie in pairs of columns, so that one product serves both.</summary>
    private sealed class Panel<T>(int rows, int columns, int width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private static readonly T SmallNorm = T.Sqrt(Precision<T>.SmallSquare);

        private readonly T[] _vx = GC.AllocateUninitializedArray<T>(2 * width * rows);
        private readonly T[] _yu = GC.AllocateUninitializedArray<T>(2 * width * columns);
        private readonly T[] _coefficients = new T[2 * width];
        private readonly T[] _row = new T[columns];
        private readonly T[] _start = new T[columns];
        private readonly T[] _reflected = new T[columns];
        private readonly T[] _product = new T[rows];

        public void Reduce(
            Span<T> a, int lda, int m, int n, int count, Span<T> d, Span<T> e, Span<T> tauLeft, Span<T> right, int ldr, Span<T> tauRight)
        {
            Span<T> vx = _vx, yu = _yu;
            for (var i = 0; i < count; i++)
            {
                var done = 2 * i;
                var coefficients = _coefficients.AsSpan(0, done);
                var column = a.Slice(i * lda + i, m - i);
                Row(yu, n, i, coefficients);
                Combine(vx, m, i, done, -T.One, coefficients, column);

                tauLeft[i] = Reflector.Make(column);
                d[i] = column[0];
                var wholeV = vx.Slice(done * m, m);
                wholeV[..i].Clear();
                var v = wholeV[i..];
                column.CopyTo(v);
                v[0] = T.One;
                var rest = n - i - 1;
                if (rest == 0)
                    return;

                // Row i as the earlier reflectors leave it, and as this one will, but for A^T v.
                var row = _row.AsSpan(0, rest);
                for (var j = 0; j < rest; j++)
                    row[j] = a[(i + 1 + j) * lda + i];
                Row(vx, m, i, coefficients);
                Combine(yu, n, i + 1, done, -T.One, coefficients, row);
                var start = _start.AsSpan(0, rest);
                row.CopyTo(start);
                Project(vx, m, i, done, v, coefficients);
                Combine(yu, n, i + 1, done, tauLeft[i], coefficients, start);

                var trailing = a[((i + 1) * lda + i)..];
                var reflected = _reflected.AsSpan(0, rest);
                var product = _product.AsSpan(0, m - i);
                Blas.Gemvt(rest, m - i, -tauLeft[i], trailing, lda, v, start, reflected, product);

                var wholeY = yu.Slice(done * n, n);
                wholeY[..(i + 1)].Clear();
                TensorPrimitives.Subtract(row, reflected, wholeY[(i + 1)..]);

                var first = reflected[0];
                tauRight[i] = Reflector.Make(reflected);
                e[i] = reflected[0];
                var wholeU = yu.Slice((done + 1) * n, n);
                wholeU[..(i + 1)].Clear();
                var u = wholeU[(i + 1)..];
                reflected.CopyTo(u);
                u[0] = T.One;
                u[1..].CopyTo(right.Slice(i * ldr + i + 1, rest - 1));

                // X's column: the row was u (first - e) + (e, 0, 0, ...), and A times the row is known.
                var wholeX = vx.Slice((done + 1) * m, m);
                wholeX[..(i + 1)].Clear();
                var x = wholeX[(i + 1)..];
                if (tauRight[i] == T.Zero)
                {
                    x.Clear();
                    continue;
                }
                if (T.Abs(e[i]) > SmallNorm)
                {
                    TensorPrimitives.MultiplyAddEstimate(trailing.Slice(1, x.Length), -e[i], product[1..], x);
                    TensorPrimitives.Multiply(x, tauRight[i] / (first - e[i]), x);
                }
                else
                {
                    // A row so small that its product has lost digits to underflow.
                    Blas.Gemv(Transpose.Yes, rest, x.Length, tauRight[i], trailing[1..], lda, u, T.Zero, x);
                }
                coefficients = _coefficients.AsSpan(0, done + 1);
                Project(yu, n, i + 1, done + 1, u, coefficients);
                Combine(vx, m, i + 1, done + 1, -tauRight[i], coefficients, x);
            }
            ColumnMajor.Multiply(
                Transpose.No, Transpose.Yes, m - count, n - count, 2 * count, -T.One, vx[count..], m, yu[count..], n, T.One, a[(count * lda + count)..], lda);
        }

        // y += factor M c, where M is the first count columns of w from row first on.
        private static void Combine(ReadOnlySpan<T> w, int ldw, int first, int count, T factor, ReadOnlySpan<T> c, Span<T> y)
        {
            if (count > 0)
                Blas.Gemv(Transpose.Yes, count, y.Length, factor, w[first..], ldw, c, T.One, y);
        }

        // c = M^T y.
        private static void Project(ReadOnlySpan<T> w, int ldw, int first, int count, ReadOnlySpan<T> y, Span<T> c)
        {
            if (count > 0)
                Blas.Gemv(Transpose.No, count, y.Length, T.One, w[first..], ldw, y, T.Zero, c);
        }

        private static void Row(ReadOnlySpan<T> w, int ldw, int row, Span<T> c)
        {
            for (var k = 0; k < c.Length; k++)
                c[k] = w[k * ldw + row];
        }
    }
}
