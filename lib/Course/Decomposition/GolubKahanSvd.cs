using Course.LinearAlgebra;

namespace Course.Decomposition;

/// <summary>
/// The thin singular value decomposition A = U S V^T by Householder bidiagonalisation and implicit QR sweeps; of larger matrices by <see cref="Svd"/>.
/// </summary>
/// <remarks>
/// G. Golub and W. Kahan, SIAM J. Numer. Anal. 2 (1965) 205; the sweeps with their zero-shift variant, which finds tiny singular values
/// of the bidiagonal matrix to full relative accuracy, from J. Demmel and W. Kahan, SIAM J. Sci. Stat. Comput. 11 (1990) 873. The order of steps and the choice of signs
/// follow LAPACK's dgesdd for matrices of up to 25 columns, so that the singular vectors come with LAPACK's signs. Tall matrices are first reduced to their triangular
/// factor (T. Chan, ACM TOMS 8 (1982) 72), so no square matrix of the long side is ever formed. Cost: O(n p²) for n >= p.
/// </remarks>
internal static class GolubKahanSvd
{
    /// <summary>Singular values up to which this class computes itself: as many as LAPACK leaves to QR sweeps.</summary>
    private const int Small = 25;

    /// <summary>Decomposes a finite matrix.</summary>
    /// <param name="a">rows x columns, column after column; left as it is.</param>
    /// <param name="rows">1 or more.</param>
    /// <param name="columns">1 or more.</param>
    /// <param name="left">Whether U is wanted.</param>
    /// <param name="right">Whether V is wanted.</param>
    /// <param name="progress">Told how far a large matrix is.</param>
    /// <param name="cancellationToken">Stops the decomposition of a large matrix.</param>
    /// <returns>
    /// U, rows x r with r = min(rows, columns); the r singular values, largest first; V (not its transpose), columns x r. Both by columns, empty when not wanted.
    /// </returns>
    public static (double[] U, double[] S, double[] V) Thin(
        double[] a, int rows, int columns, bool left = true, bool right = true, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        if (Math.Min(rows, columns) > Small)
            return Svd.Decompose(a, rows, columns, left, right, full: false, progress, cancellationToken);
        if (rows < columns)
        {
            var (v, s, u) = Thin(Columns.Transposed(a, rows, columns), columns, rows, right, left, progress, cancellationToken);
            return (u, s, v);
        }

        var work = (double[])a.Clone();
        var scale = ScaleToSafeRange(work);
        var tall = rows >= columns * 11 / 6;
        double[] u1, s1, v1;
        if (tall)
        {
            var reflectors = new double[columns];
            Triangularise(work, rows, columns, reflectors);
            var r = new double[columns * columns];
            for (var j = 0; j < columns; j++)
                work.AsSpan(j * rows, j + 1).CopyTo(r.AsSpan(j * columns));
            (u1, s1, v1) = Tallish(r, columns, columns, left, right);
            if (left)
            {
                var u = Padded(u1, columns, rows, columns);
                ReflectBack(work, rows, columns, reflectors, u, columns);
                u1 = u;
            }
        }
        else
        {
            (u1, s1, v1) = Tallish(work, rows, columns, left, right);
        }
        if (scale != 1)
            Columns.Scale(1 / scale, s1);
        return (u1, s1, v1);
    }

    // rows >= columns, without the triangular detour; overwrites a.
    private static (double[] U, double[] S, double[] V) Tallish(double[] a, int rows, int columns, bool left, bool right)
    {
        var (d, e) = (new double[columns], new double[Math.Max(0, columns - 1)]);
        var (tauLeft, tauRight) = (new double[columns], new double[columns]);
        Bidiagonalise(a, rows, columns, d, e, tauLeft, tauRight);

        var u = left ? Identity(columns) : [];
        var v = right ? Identity(columns) : [];
        BidiagonalQr.Diagonalise(d, e, u, v);

        if (left)
        {
            u = Padded(u, columns, rows, columns);
            ReflectBack(a, rows, columns, tauLeft, u, columns);
        }
        if (right)
            ReflectBackRight(a, rows, columns, tauRight, v);
        return (u, d, v);
    }

    // A = Q R; R stays in the upper triangle, the reflectors' vectors below it.
    private static void Triangularise(double[] a, int rows, int columns, double[] tau)
    {
        for (var j = 0; j < columns; j++)
        {
            var v = a.AsSpan(j * rows + j, rows - j);
            var beta = Reflector(v, out tau[j]);
            v[0] = 1;
            if (tau[j] != 0)
                for (var k = j + 1; k < columns; k++)
                    Reflect(v, tau[j], a.AsSpan(k * rows + j, rows - j));
            v[0] = beta;
        }
    }

    // A = Q B P^T with B upper bidiagonal: d on its diagonal, e above it.
    private static void Bidiagonalise(double[] a, int rows, int columns, double[] d, double[] e, double[] tauLeft, double[] tauRight)
    {
        var row = new double[columns];
        var product = new double[rows];
        for (var i = 0; i < columns; i++)
        {
            var v = a.AsSpan(i * rows + i, rows - i);
            d[i] = Reflector(v, out tauLeft[i]);
            v[0] = 1;
            if (tauLeft[i] != 0)
                for (var k = i + 1; k < columns; k++)
                    Reflect(v, tauLeft[i], a.AsSpan(k * rows + i, rows - i));
            v[0] = d[i];
            if (i == columns - 1)
                return;

            // The same on the rest of row i, gathered into one place.
            var w = row.AsSpan(0, columns - i - 1);
            for (var k = 0; k < w.Length; k++)
                w[k] = a[(i + 1 + k) * rows + i];
            e[i] = Reflector(w, out tauRight[i]);
            for (var k = 0; k < w.Length; k++)
                a[(i + 1 + k) * rows + i] = w[k];
            if (tauRight[i] == 0)
                continue;
            w[0] = 1;
            var below = product.AsSpan(0, rows - i - 1);
            below.Clear();
            for (var k = 0; k < w.Length; k++)
                Columns.AddScaled(w[k], a.AsSpan((i + 1 + k) * rows + i + 1, below.Length), below);
            for (var k = 0; k < w.Length; k++)
                Columns.AddScaled(-tauRight[i] * w[k], below, a.AsSpan((i + 1 + k) * rows + i + 1, below.Length));
        }
    }

    // Makes x = beta e_0 by H = 1 - tau v v^T with v[0] = 1. Leaves v's rest in x and returns beta, whose sign is opposite to x[0]'s.
    private static double Reflector(Span<double> x, out double tau)
    {
        var alpha = x[0];
        var rest = x[1..];
        var norm = Norm(rest);
        if (norm == 0)
        {
            tau = 0;
            return alpha;
        }
        var beta = -Math.CopySign(Hypotenuse(alpha, norm), alpha);
        tau = (beta - alpha) / beta;
        Columns.Scale(1 / (alpha - beta), rest);
        return beta;
    }

    private static void Reflect(ReadOnlySpan<double> v, double tau, Span<double> x) => Columns.AddScaled(-tau * Columns.Dot(v, x), v, x);

    // U := Q U, the reflectors lying in the lower triangle of a.
    private static void ReflectBack(double[] a, int rows, int columns, double[] tau, double[] u, int count)
    {
        for (var i = columns - 1; i >= 0; i--)
        {
            if (tau[i] == 0)
                continue;
            var v = a.AsSpan(i * rows + i, rows - i);
            var kept = v[0];
            v[0] = 1;
            for (var k = 0; k < count; k++)
                Reflect(v, tau[i], u.AsSpan(k * rows + i, rows - i));
            v[0] = kept;
        }
    }

    // V := P V, the reflectors lying in the rows of a above the second diagonal.
    private static void ReflectBackRight(double[] a, int rows, int columns, double[] tau, double[] v)
    {
        var row = new double[columns];
        for (var i = columns - 2; i >= 0; i--)
        {
            if (tau[i] == 0)
                continue;
            var w = row.AsSpan(0, columns - i - 1);
            w[0] = 1;
            for (var k = 1; k < w.Length; k++)
                w[k] = a[(i + 1 + k) * rows + i];
            for (var k = 0; k < columns; k++)
                Reflect(w, tau[i], v.AsSpan(k * columns + i + 1, w.Length));
        }
    }

    // A power of two brings entries whose squares would over- or underflow into range; it costs no rounding.
    private static double ScaleToSafeRange(double[] a)
    {
        var largest = Columns.LargestMagnitude(a);
        if (largest is 0 or (> 1e-120 and < 1e120))
            return 1;
        var scale = Math.ScaleB(1, -Math.ILogB(largest));
        if (double.IsInfinity(scale))
            scale = Math.ScaleB(1, 1023);
        Columns.Scale(scale, a);
        return scale;
    }

    private static double Norm(ReadOnlySpan<double> x)
    {
        var squares = Columns.Dot(x, x);
        if (squares is > 1e-250 and < 1e250 || x.IsEmpty)
            return Math.Sqrt(squares);
        var largest = Columns.LargestMagnitude(x);
        if (largest == 0)
            return 0;
        var sum = 0.0;
        foreach (var value in x)
            sum += value / largest * (value / largest);
        return largest * Math.Sqrt(sum);
    }

    private static double Hypotenuse(double x, double y)
    {
        var (large, small) = (Math.Max(Math.Abs(x), Math.Abs(y)), Math.Min(Math.Abs(x), Math.Abs(y)));
        return large == 0 ? 0 : large * Math.Sqrt(1 + small / large * (small / large));
    }

    private static double[] Identity(int size)
    {
        var identity = new double[size * size];
        for (var i = 0; i < size; i++)
            identity[i * size + i] = 1;
        return identity;
    }

    private static double[] Padded(double[] x, int rows, int moreRows, int columns)
    {
        if (rows == moreRows)
            return x;
        var padded = new double[moreRows * columns];
        for (var j = 0; j < columns; j++)
            x.AsSpan(j * rows, rows).CopyTo(padded.AsSpan(j * moreRows));
        return padded;
    }
}
