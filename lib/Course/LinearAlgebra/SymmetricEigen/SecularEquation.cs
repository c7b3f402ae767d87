using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Course.LinearAlgebra;

/// <summary>
/// Roots of f(x) = 1/rho + sum z[i]² / (d[i] - x): the eigenvalues of diag(d) + rho z z^T.
/// </summary>
/// <remarks>
/// f rises from -infinity to infinity between two neighbours in d, so each interval holds one root, and the last lies above the last d.
/// Li, Solving secular equations stably and efficiently (LAPACK working note 89, 1993): near the root f is modelled by
/// c + s / (d[p] - x) + t / (d[p + 1] - x), with the poles on its two sides. The root is sought as a distance from the nearer pole, so that
/// the distances from all poles have small relative errors, which the eigenvectors depend on.
/// </remarks>
internal static class SecularEquation
{
    /// <summary>Steps by the model; then the interval is halved until it is used up, so that the end is certain.</summary>
    private const int ModelSteps = 30;

    /// <summary>Finds one root.</summary>
    /// <remarks>Cost: about 4 n divisions for each of 3 or 4 steps, four or eight at a time.</remarks>
    /// <param name="j">Number of the root, from 0.</param>
    /// <param name="d">n numbers, strictly ascending.</param>
    /// <param name="squares">z[i]², none 0, with sum 1.</param>
    /// <param name="rho">Greater than 0.</param>
    /// <param name="distances">Gets d[i] - root.</param>
    /// <returns>The root.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Root<T>(int j, ReadOnlySpan<T> d, ReadOnlySpan<T> squares, T rho, Span<T> distances)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (origin, tau) = d.Length == 1 ? (d[0], rho * squares[0]) : Locate(j, d, squares, rho);
        var from = MemoryMarshal.Cast<T, Vector256<T>>(d);
        var to = MemoryMarshal.Cast<T, Vector256<T>>(distances);
        var (origins, taus) = (Vector256.Create(origin), Vector256.Create(tau));
        for (var k = 0; k < from.Length; k++)
            to[k] = from[k] - origins - taus;
        for (var i = from.Length * Vector256<T>.Count; i < d.Length; i++)
            distances[i] = d[i] - origin - tau;
        return origin + tau;
    }

    /// <summary>The pole that the root is measured from, and its distance from there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (T Origin, T Tau) Locate<T>(int j, ReadOnlySpan<T> d, ReadOnlySpan<T> squares, T rho)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var two = T.One + T.One;
        var inverse = T.One / rho;
        var last = j == d.Length - 1;
        var (p, q) = last ? (j - 1, j) : (j, j + 1);
        var left = new Side<T>(d[..q], squares[..q]);
        var right = new Side<T>(d[q..], squares[q..]);

        // In the middle of the interval, the sign of f tells which half holds the root, and so the nearer pole.
        var origin = d[j];
        var width = last ? rho : d[q] - d[p];
        var middle = width / two;
        left.Sum(origin, middle);
        right.Sum(origin, middle);
        var w = inverse + left.Value + right.Value;
        var rest = w - squares[p] / (d[p] - origin - middle) - squares[q] / (d[q] - origin - middle);
        var (low, high) = w < T.Zero ? (middle, width) : (T.Zero, middle);
        if (!last && w < T.Zero)
            (origin, low, high) = (d[q], -middle, T.Zero);

        // First guess: all poles but the two nearest taken as constant.
        var (first, second) = (d[p] - origin, d[q] - origin);
        var tau = Quadratic(
            rest, rest * (first + second) + squares[p] + squares[q],
            rest * first * second + squares[p] * second + squares[q] * first, last);
        if (!(tau > low && tau < high))
            tau = low + (high - low) / two;

        var (fixedWeight, previous) = (!last, T.Abs(w));
        for (var step = 0; ; step++)
        {
            left.Sum(origin, tau);
            right.Sum(origin, tau);
            w = inverse + left.Value + right.Value;
            var slope = left.Slope + right.Slope;
            var error = T.CreateTruncating(8) * (T.Abs(left.Value) + T.Abs(right.Value)) + inverse + T.Abs(tau) * slope;
            if (!(T.Abs(w) > Rounding<T>.Epsilon * error))
                break;
            if (w < T.Zero)
                low = tau;
            else
                high = tau;

            var next = high;
            if (step < ModelSteps)
            {
                var (dp, dq) = (first - tau, second - tau);
                T c;
                if (!fixedWeight)
                    c = w - dp * left.Slope - dq * right.Slope;
                else if (origin == d[p])
                    c = w - dq * slope + (second - first) * (squares[p] / (dp * dp));
                else
                    c = w - dp * slope - (second - first) * (squares[q] / (dq * dq));
                var change = Quadratic(c, (dp + dq) * w - dp * dq * slope, dp * dq * w, last);
                // f rises, so the way to the root is against the sign of f; otherwise Newton's step goes there.
                next = tau + (w * change < T.Zero ? change : -w / slope);
                if (step > 0 && T.Abs(w) * T.CreateTruncating(10) > previous)
                    fixedWeight = !fixedWeight && !last;
                previous = T.Abs(w);
            }
            if (!(next > low && next < high))
                next = low + (high - low) / two;
            if (!(next > low && next < high) || next == tau)
                break;
            tau = next;
        }
        return (origin, tau);
    }

    /// <summary>The root of c x² - a x + b that lies between the poles of the model or, for the last, above both.</summary>
    private static T Quadratic<T>(T c, T a, T b, bool last)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var two = T.One + T.One;
        var root = T.Sqrt(T.Abs(a * a - two * two * b * c));
        if (last)
            return a >= T.Zero ? (a + root) / (two * c) : two * b / (a - root);
        return a > T.Zero ? two * b / (a + root) : (a - root) / (two * c);
    }

    /// <summary>The poles on one side of the root: the sum of their terms and its derivative.</summary>
    private ref struct Side<T>(ReadOnlySpan<T> d, ReadOnlySpan<T> squares)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly ReadOnlySpan<T> _d = d, _squares = squares;

        public T Value { get; private set; }

        public T Slope { get; private set; }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Sum(T origin, T tau)
        {
            var d = MemoryMarshal.Cast<T, Vector256<T>>(_d);
            var squares = MemoryMarshal.Cast<T, Vector256<T>>(_squares)[..d.Length];
            var (origins, taus) = (Vector256.Create(origin), Vector256.Create(tau));
            Vector256<T> values = default, slopes = default;
            for (var k = 0; k < d.Length; k++)
            {
                var inverse = Vector256<T>.One / (d[k] - origins - taus);
                var term = squares[k] * inverse;
                values += term;
                slopes += term * inverse;
            }
            var (value, slope) = (Vector256.Sum(values), Vector256.Sum(slopes));
            for (var i = d.Length * Vector256<T>.Count; i < _d.Length; i++)
            {
                var inverse = T.One / (_d[i] - origin - tau);
                var term = _squares[i] * inverse;
                value += term;
                slope += term * inverse;
            }
            (Value, Slope) = (value, slope);
        }
    }
}
