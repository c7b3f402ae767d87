using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Course.Decomposition;

/// <summary>Bases of the column space of tall, narrow matrices.</summary>
internal static class TallBasis
{
    /// <summary>An orthonormal basis of the columns of <paramref name="y"/>, which is left as it is.</summary>
    /// <remarks>
    /// Cholesky QR, twice (Y. Yamamoto et al., ETNA 44 (2015) 306): Y^T Y = R^T R, Q = Y R^-1, nearly all of it matrix products, and as orthogonal as
    /// Householder's after the second pass. Where the columns are too nearly dependent for that, Householder's.
    /// </remarks>
    public static Matrix<double> Orthonormal(Matrix<double> y)
    {
        var q = y.Clone();
        return CholeskyQr(q) && CholeskyQr(q) ? q : y.QR(QRMethod.Thin).Q;
    }

    /// <summary>The unit lower trapezoidal factor of the LU decomposition with partial pivoting, its rows put back in order; overwrites
    /// <paramref name="y"/>'s entries.</summary>
    public static void LowerFactor(Matrix<double> y)
    {
        var (a, n, columns) = (Columns.Of(y), y.RowCount, y.ColumnCount);
        var order = new int[n];
        for (var i = 0; i < n; i++)
            order[i] = i;
        for (var k = 0; k < columns; k++)
        {
            var column = a.AsSpan(k * n, n);
            var pivot = k;
            for (var i = k + 1; i < n; i++)
                if (Math.Abs(column[i]) > Math.Abs(column[pivot]))
                    pivot = i;
            if (pivot != k)
            {
                (order[k], order[pivot]) = (order[pivot], order[k]);
                for (var j = 0; j < columns; j++)
                    (a[j * n + k], a[j * n + pivot]) = (a[j * n + pivot], a[j * n + k]);
            }
            var below = column[(k + 1)..];
            if (column[k] != 0)
                foreach (ref var value in below)
                    value /= column[k];
            for (var j = k + 1; j < columns; j++)
                Columns.AddScaled(-a[j * n + k], below, a.AsSpan(j * n + k + 1, n - k - 1));
        }

        var scratch = new double[n];
        for (var k = 0; k < columns; k++)
        {
            var column = a.AsSpan(k * n, n);
            for (var i = 0; i < n; i++)
                scratch[order[i]] = i < k ? 0 : i == k ? 1 : column[i];
            scratch.CopyTo(column);
        }
    }

    // One pass in place; false where a pivot is small enough for rounding to matter, and then q is of no use.
    private static bool CholeskyQr(Matrix<double> q)
    {
        var (n, columns) = (q.RowCount, q.ColumnCount);
        var r = Columns.Of(q.TransposeThisAndMultiply(q));
        for (var j = 0; j < columns; j++)
        {
            // Column j of R, from top to bottom.
            var column = r.AsSpan(j * columns, columns);
            var diagonal = column[j];
            for (var i = 0; i <= j; i++)
            {
                var rest = column[i] - Columns.Dot(r.AsSpan(i * columns, i), column[..i]);
                if (i < j)
                    column[i] = rest / r[i * columns + i];
                else if (rest > 1e-10 * diagonal)
                    column[j] = Math.Sqrt(rest);
                else
                    return false;
            }
        }

        var values = Columns.Of(q);
        Workers.For((n + 511) / 512, part =>
        {
            var (start, length) = (part * 512, Math.Min(512, n - part * 512));
            for (var j = 0; j < columns; j++)
            {
                var column = values.AsSpan(j * n + start, length);
                for (var i = 0; i < j; i++)
                    Columns.AddScaled(-r[j * columns + i], values.AsSpan(i * n + start, length), column);
                Columns.Scale(1 / r[j * columns + j], column);
            }
        });
        return true;
    }
}
