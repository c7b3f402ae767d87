namespace Course.Decomposition;

/// <summary>Singular values and vectors of an upper bidiagonal matrix by implicit QR sweeps.</summary>
/// <remarks>
/// J. Demmel and W. Kahan, Accurate singular values of bidiagonal matrices, SIAM J. Sci. Stat. Comput. 11 (1990) 873. Deflation tests, shifts
/// and the direction of a sweep are chosen as LAPACK's dbdsqr chooses them: they decide the signs of the singular vectors.
/// </remarks>
internal static class BidiagonalQr
{
    private const double Epsilon = 1.1102230246251565e-16; // Half the distance from 1 to the next number.
    private const double SafeMinimum = 2.2250738585072014e-308;
    private const int SweepsPerValue = 6;

    private static readonly double Tolerance = Math.Pow(Epsilon, -0.125) * Epsilon;

    /// <summary>B = U S V^T.</summary>
    /// <param name="d">Diagonal, length n; becomes the singular values, largest first.</param>
    /// <param name="e">Above the diagonal, length n - 1; becomes zero.</param>
    /// <param name="u">Matrix whose n columns are multiplied by U from the right; empty for none.</param>
    /// <param name="v">The same for V.</param>
    /// <exception cref="InvalidOperationException">No convergence, which no finite matrix is known to cause.</exception>
    public static void Diagonalise(double[] d, double[] e, double[] u, double[] v)
    {
        var n = d.Length;
        var threshold = Threshold(d, e);
        var left = SweepsPerValue * (long)n * n;
        int last = n - 1, oldFirst = -1, oldLast = -1;
        var downwards = true;
        while (last > 0)
        {
            if (left < 0)
                throw new InvalidOperationException("The singular value decomposition did not converge.");

            // The block first..last has no negligible entry above its diagonal.
            var first = last;
            var largest = Math.Abs(d[last]);
            while (first > 0)
            {
                if (Math.Abs(e[first - 1]) <= threshold)
                {
                    e[first - 1] = 0;
                    break;
                }
                first--;
                largest = Math.Max(largest, Math.Max(Math.Abs(d[first]), Math.Abs(e[first])));
            }
            if (first == last)
            {
                last--;
                continue;
            }
            if (first == last - 1)
            {
                SolveTwoByTwo(d, e, last, u, v, n);
                last -= 2;
                continue;
            }

            // A new block is swept from its larger end towards its smaller one.
            if (first > oldLast || last < oldFirst || oldLast < 0)
                downwards = Math.Abs(d[first]) >= Math.Abs(d[last]);
            if (Deflate(d, e, first, last, downwards, out var smallest))
                continue;
            (oldFirst, oldLast) = (first, last);

            var shift = Shift(d, e, first, last, downwards, smallest, largest, n);
            left -= last - first;
            if (shift == 0)
                ZeroShiftSweep(d, e, first, last, downwards, u, v, n);
            else
                ShiftedSweep(d, e, first, last, downwards, shift, u, v, n);
            var end = downwards ? last - 1 : first;
            if (Math.Abs(e[end]) <= threshold)
                e[end] = 0;
        }
        MakePositiveAndSort(d, u, v);
    }

    // Below this an entry above the diagonal can go without harm to the relative accuracy of the smallest singular value.
    private static double Threshold(double[] d, double[] e)
    {
        var n = d.Length;
        var bound = Math.Abs(d[0]);
        var smallest = bound;
        for (var i = 1; i < n && smallest != 0; i++)
        {
            bound = Math.Abs(d[i]) * (bound / (bound + Math.Abs(e[i - 1])));
            smallest = Math.Min(smallest, bound);
        }
        return Math.Max(Tolerance * (smallest / Math.Sqrt(n)), SweepsPerValue * (n * (n * SafeMinimum)));
    }

    private static bool Deflate(double[] d, double[] e, int first, int last, bool downwards, out double smallest)
    {
        var (near, far) = downwards ? (last, first) : (first, last);
        smallest = Math.Abs(d[far]);
        var end = downwards ? last - 1 : first;
        if (Math.Abs(e[end]) <= Tolerance * Math.Abs(d[near]))
        {
            e[end] = 0;
            return true;
        }
        var bound = smallest;
        for (var step = 0; step < last - first; step++)
        {
            var k = downwards ? first + step : last - 1 - step;
            if (Math.Abs(e[k]) <= Tolerance * bound)
            {
                e[k] = 0;
                return true;
            }
            bound = Math.Abs(d[downwards ? k + 1 : k]) * (bound / (bound + Math.Abs(e[k])));
            smallest = Math.Min(smallest, bound);
        }
        return false;
    }

    private static double Shift(double[] d, double[] e, int first, int last, bool downwards, double smallest, double largest, int n)
    {
        if (n * Tolerance * (smallest / largest) <= Math.Max(Epsilon, 0.01 * Tolerance))
            return 0;
        var start = Math.Abs(d[downwards ? first : last]);
        var shift = downwards ? SmallerSingularValue(d[last - 1], e[last - 1], d[last]) : SmallerSingularValue(d[first], e[first], d[first + 1]);
        return start > 0 && shift / start * (shift / start) < Epsilon ? 0 : shift;
    }

    private static void ZeroShiftSweep(double[] d, double[] e, int first, int last, bool downwards, double[] u, double[] v, int n)
    {
        double c = 1, s = 0, oldC = 1, oldS = 0, r;
        if (downwards)
        {
            for (var i = first; i < last; i++)
            {
                (c, s, r) = Rotation(d[i] * c, e[i]);
                if (i > first)
                    e[i - 1] = oldS * r;
                (oldC, oldS, d[i]) = Rotation(oldC * r, d[i + 1] * s);
                Rotate(v, n, i, c, s);
                Rotate(u, n, i, oldC, oldS);
            }
            var h = d[last] * c;
            d[last] = h * oldC;
            e[last - 1] = h * oldS;
        }
        else
        {
            for (var i = last; i > first; i--)
            {
                (c, s, r) = Rotation(d[i] * c, e[i - 1]);
                if (i < last)
                    e[i] = oldS * r;
                (oldC, oldS, d[i]) = Rotation(oldC * r, d[i - 1] * s);
                Rotate(v, n, i - 1, oldC, -oldS);
                Rotate(u, n, i - 1, c, -s);
            }
            var h = d[first] * c;
            d[first] = h * oldC;
            e[first] = h * oldS;
        }
    }

    private static void ShiftedSweep(double[] d, double[] e, int first, int last, bool downwards, double shift, double[] u, double[] v, int n)
    {
        var start = d[downwards ? first : last];
        var f = (Math.Abs(start) - shift) * (Math.CopySign(1, start) + shift / start);
        double r;
        if (downwards)
        {
            var g = e[first];
            for (var i = first; i < last; i++)
            {
                (var c, var s, r) = Rotation(f, g);
                if (i > first)
                    e[i - 1] = r;
                f = c * d[i] + s * e[i];
                e[i] = c * e[i] - s * d[i];
                g = s * d[i + 1];
                d[i + 1] = c * d[i + 1];
                Rotate(v, n, i, c, s);

                (c, s, d[i]) = Rotation(f, g);
                f = c * e[i] + s * d[i + 1];
                d[i + 1] = c * d[i + 1] - s * e[i];
                if (i < last - 1)
                {
                    g = s * e[i + 1];
                    e[i + 1] = c * e[i + 1];
                }
                Rotate(u, n, i, c, s);
            }
            e[last - 1] = f;
        }
        else
        {
            var g = e[last - 1];
            for (var i = last; i > first; i--)
            {
                (var c, var s, r) = Rotation(f, g);
                if (i < last)
                    e[i] = r;
                f = c * d[i] + s * e[i - 1];
                e[i - 1] = c * e[i - 1] - s * d[i];
                g = s * d[i - 1];
                d[i - 1] = c * d[i - 1];
                Rotate(u, n, i - 1, c, -s);

                (c, s, d[i]) = Rotation(f, g);
                f = c * e[i - 1] + s * d[i - 1];
                d[i - 1] = c * d[i - 1] - s * e[i - 1];
                if (i > first + 1)
                {
                    g = s * e[i - 2];
                    e[i - 2] = c * e[i - 2];
                }
                Rotate(v, n, i - 1, c, -s);
            }
            e[first] = f;
        }
    }

    private static void SolveTwoByTwo(double[] d, double[] e, int last, double[] u, double[] v, int n)
    {
        (d[last - 1], d[last], var (cl, sl), var (cr, sr)) = TwoByTwo(d[last - 1], e[last - 1], d[last]);
        e[last - 1] = 0;
        Rotate(v, n, last - 1, cr, sr);
        Rotate(u, n, last - 1, cl, sl);
    }

    private static void MakePositiveAndSort(double[] d, double[] u, double[] v)
    {
        var n = d.Length;
        for (var i = 0; i < n; i++)
        {
            if (!double.IsNegative(d[i]))
                continue;
            d[i] = -d[i];
            if (v.Length > 0)
                Columns.Scale(-1, v.AsSpan(i * n, n));
        }

        // LAPACK sorts in each of three nested routines: downwards, upwards, downwards. Only the order of equal values can tell, and it tells NumPy's.
        for (var end = n - 1; end > 0; end--)
        {
            var smallest = 0;
            for (var i = 1; i <= end; i++)
                if (d[i] <= d[smallest])
                    smallest = i;
            Swap(d, u, v, smallest, end);
        }
        for (var start = 0; start < n; start++)
        {
            var smallest = start;
            for (var i = start + 1; i < n; i++)
                if (d[i] < d[smallest])
                    smallest = i;
            Swap(d, u, v, smallest, start);
        }
        for (var start = 0; start < n; start++)
        {
            var largest = start;
            for (var i = start + 1; i < n; i++)
                if (d[i] > d[largest])
                    largest = i;
            Swap(d, u, v, largest, start);
        }
    }

    private static void Swap(double[] d, double[] u, double[] v, int i, int j)
    {
        if (i == j)
            return;
        (d[i], d[j]) = (d[j], d[i]);
        Swap(u, d.Length, i, j);
        Swap(v, d.Length, i, j);
    }

    private static void Swap(double[] x, int n, int i, int j)
    {
        if (x.Length == 0)
            return;
        var a = x.AsSpan(i * n, n);
        var b = x.AsSpan(j * n, n);
        for (var k = 0; k < n; k++)
            (a[k], b[k]) = (b[k], a[k]);
    }

    // Columns i and i + 1 of x, turned in their plane.
    private static void Rotate(double[] x, int n, int i, double c, double s)
    {
        if (x.Length == 0 || (c == 1 && s == 0))
            return;
        Columns.Rotate(x.AsSpan(i * n, n), x.AsSpan((i + 1) * n, n), c, s);
    }

    // c f + s g = r and c g - s f = 0; c is never negative.
    private static (double C, double S, double R) Rotation(double f, double g)
    {
        if (g == 0)
            return (1, 0, f);
        if (f == 0)
            return (0, Math.CopySign(1, g), Math.Abs(g));
        var scale = Math.Max(Math.Abs(f), Math.Abs(g));
        var (fs, gs) = (f / scale, g / scale);
        if (scale is > 1e-145 and < 1e145)
            (fs, gs, scale) = (f, g, 1);
        var length = Math.Sqrt(fs * fs + gs * gs);
        var r = Math.CopySign(length, f);
        return (Math.Abs(fs) / length, gs / r, r * scale);
    }

    // The smaller singular value of [[f, g], [0, h]], without over- or underflow.
    private static double SmallerSingularValue(double f, double g, double h)
    {
        var (fa, ga, ha) = (Math.Abs(f), Math.Abs(g), Math.Abs(h));
        var (small, large) = (Math.Min(fa, ha), Math.Max(fa, ha));
        if (small == 0)
            return 0;
        var sum = 1 + small / large;
        var difference = (large - small) / large;
        if (ga < large)
        {
            var ratio = ga / large * (ga / large);
            return small * (2 / (Math.Sqrt(sum * sum + ratio) + Math.Sqrt(difference * difference + ratio)));
        }
        var inverse = large / ga;
        if (inverse == 0)
            return small * large / ga;
        return 2 * (small * (1 / (Math.Sqrt(1 + sum * inverse * (sum * inverse)) + Math.Sqrt(1 + difference * inverse * (difference * inverse)))) * inverse);
    }

    // Singular values of [[f, g], [0, h]] with signs, the larger in magnitude first, and the rotations from the left and right that bring them out.
    private static (double Larger, double Smaller, (double C, double S) Left, (double C, double S) Right) TwoByTwo(double f, double g, double h)
    {
        var swap = Math.Abs(h) > Math.Abs(f);
        var (ft, ht) = swap ? (h, f) : (f, h);
        var (fa, ga, ha) = (Math.Abs(ft), Math.Abs(g), Math.Abs(ht));
        double larger, smaller, cl, sl, cr, sr;
        var gIsLargest = false;
        if (ga == 0)
        {
            (larger, smaller, cl, sl, cr, sr) = (fa, ha, 1, 0, 1, 0);
        }
        else if (ga > fa && fa / ga < Epsilon)
        {
            gIsLargest = true;
            larger = ga;
            smaller = ha > 1 ? fa / (ga / ha) : fa / ga * ha;
            (cl, sl, cr, sr) = (1, ht / g, ft / g, 1);
        }
        else
        {
            gIsLargest = ga > fa;
            var d = fa - ha;
            var l = d == fa ? 1 : d / fa;
            var m = g / ft;
            var t = 2 - l;
            var s = Math.Sqrt(t * t + m * m);
            var r = l == 0 ? Math.Abs(m) : Math.Sqrt(l * l + m * m);
            var a = 0.5 * (s + r);
            (larger, smaller) = (fa * a, ha / a);
            if (m * m == 0)
                t = l == 0 ? Math.CopySign(2, ft) * Math.CopySign(1, g) : g / Math.CopySign(d, ft) + m / t;
            else
                t = (m / (s + t) + m / (r + l)) * (1 + a);
            l = Math.Sqrt(t * t + 4);
            (cr, sr) = (2 / l, t / l);
            cl = (cr + sr * m) / a;
            sl = ht / ft * sr / a;
        }
        if (swap)
            (cl, sl, cr, sr) = (sr, cr, sl, cl);

        // The sign of the largest entry of the matrix, as the rotations turn it.
        double Sign(double x) => Math.CopySign(1, x);
        var sign = gIsLargest ? Sign(sr) * Sign(cl) * Sign(g)
            : swap ? Sign(sr) * Sign(sl) * Sign(h)
            : Sign(cr) * Sign(cl) * Sign(f);
        return (Math.CopySign(larger, sign), Math.CopySign(smaller, sign * Sign(f) * Sign(h)), (cl, sl), (cr, sr));
    }
}
