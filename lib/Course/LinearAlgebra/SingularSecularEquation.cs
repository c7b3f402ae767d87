using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Course.LinearAlgebra;

/// <summary>Singular values of a matrix with z in its first row and d on the rest of its diagonal.</summary>
/// <remarks>
/// Their squares are the roots of f(x) = 1 + sum z_j^2 / (d_j^2 - x), one between every two neighbouring poles and one above the last. A root is kept as its distance from the
/// nearer pole, so that all its distances from poles are known to nearly full relative precision; the singular vectors need just those. The steps
/// replace the sums on either side by a simple pole each that has their value and slope (R.-C. Li, LAPACK Working Note 89 (1993)); a bracket guards them.
/// </remarks>
internal static class SingularSecularEquation
{
    private const double Epsilon = 2.220446049250313e-16;
    private const int MostSteps = 100;

    /// <summary>Finds one root.</summary>
    /// <param name="index">Which one, counted from the smallest.</param>
    /// <param name="d">The k diagonal entries in increasing order, d[0] = 0.</param>
    /// <param name="squares">Squares of z.</param>
    /// <param name="poles">Scratch for k numbers.</param>
    /// <param name="distances">Becomes d_j^2 - sigma^2 for all j.</param>
    /// <returns>The singular value sigma.</returns>
    public static double Root(int index, ReadOnlySpan<double> d, ReadOnlySpan<double> squares, Span<double> poles, Span<double> distances)
    {
        var k = d.Length;
        if (k == 1)
        {
            distances[0] = -squares[0];
            return Math.Sqrt(squares[0]);
        }

        // The poles next to the root; above the last pole, the two below.
        var near = Math.Min(index, k - 2);
        var origin = index;
        SetPoles(d, origin, poles);
        double low, high, x;
        if (index == k - 1)
        {
            (low, high) = (0, 0);
            foreach (var square in squares)
                high += square;
            high *= 1 + k * Epsilon;
            x = high / 2;
        }
        else
        {
            // The sign of f in the middle tells the nearer pole; the two neighbours and the rest of f, held fast, tell where to begin.
            var gap = poles[index + 1];
            var middle = Evaluate(near, squares, poles, gap / 2, distances);
            var rest = middle.Value - squares[near] / distances[near] - squares[near + 1] / distances[near + 1];
            if (middle.Value >= 0)
            {
                (low, high) = (0, gap / 2);
            }
            else
            {
                origin = index + 1;
                SetPoles(d, origin, poles);
                (low, high) = (-gap / 2, 0);
            }
            var (p, q) = (poles[near], poles[near + 1]);
            x = RootBetween(
                rest, rest * (p + q) + squares[near] + squares[near + 1], rest * p * q + squares[near] * q + squares[near + 1] * p, 0, low, high);
        }

        for (var step = 0; step < MostSteps; step++)
        {
            var f = Evaluate(near, squares, poles, x, distances);
            if (Math.Abs(f.Value) <= Epsilon * ((4 + k / 16) * (1 + Math.Abs(f.Below) + Math.Abs(f.Above)) + Math.Abs(x) * (f.SlopeBelow + f.SlopeAbove)))
                break;
            if (f.Value < 0)
                low = x;
            else
                high = x;
            if (high - low <= Epsilon * Math.Max(Math.Abs(low), Math.Abs(high)))
                break;
            var (p, q) = (distances[near], distances[near + 1]);
            var change = RootBetween(
                f.Value - p * f.SlopeBelow - q * f.SlopeAbove, (p + q) * f.Value - p * q * (f.SlopeBelow + f.SlopeAbove), p * q * f.Value, x, low, high) - x;
            if (x + change == x)
                break;
            x += change;
        }
        Subtract(poles, x, distances);
        return Math.Sqrt(d[origin] * d[origin] + x);
    }

    // d_j^2 - d_origin^2 without cancellation.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SetPoles(ReadOnlySpan<double> d, int origin, Span<double> poles)
    {
        var at = d[origin];
        for (var j = 0; j < d.Length; j++)
            poles[j] = (d[j] - at) * (d[j] + at);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Subtract(ReadOnlySpan<double> poles, double x, Span<double> distances)
    {
        for (var j = 0; j < poles.Length; j++)
            distances[j] = poles[j] - x;
    }

    private static Terms Evaluate(int near, ReadOnlySpan<double> squares, ReadOnlySpan<double> poles, double x, Span<double> distances)
    {
        Subtract(poles, x, distances);
        var (below, slopeBelow) = Sum(squares[..(near + 1)], distances[..(near + 1)]);
        var (above, slopeAbove) = Sum(squares[(near + 1)..], distances[(near + 1)..]);
        return new Terms(1 + below + above, below, above, slopeBelow, slopeAbove);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (double Sum, double Slope) Sum(ReadOnlySpan<double> squares, ReadOnlySpan<double> distances)
    {
        var vs = MemoryMarshal.Cast<double, Vector256<double>>(squares);
        var vd = MemoryMarshal.Cast<double, Vector256<double>>(distances);
        Vector256<double> sums = default, slopes = default;
        for (var i = 0; i < vs.Length; i++)
        {
            var inverse = Vector256<double>.One / vd[i];
            var term = vs[i] * inverse;
            sums += term;
            slopes += term * inverse;
        }
        var (sum, slope) = (Vector256.Sum(sums), Vector256.Sum(slopes));
        for (var i = vs.Length * Vector256<double>.Count; i < squares.Length; i++)
        {
            var term = squares[i] / distances[i];
            sum += term;
            slope += term / distances[i];
        }
        return (sum, slope);
    }

    // The root of c t^2 - a t + b with low < from + t < high, plus from; the middle of the bracket where there is none.
    private static double RootBetween(double c, double a, double b, double from, double low, double high)
    {
        var root = Math.Sqrt(Math.Abs(a * a - 4 * b * c));
        var sum = 0.5 * (a + Math.CopySign(root, a));
        var (first, second) = (from + b / sum, from + sum / c);
        if (first > low && first < high)
            return first;
        return second > low && second < high ? second : low + (high - low) / 2;
    }

    private readonly record struct Terms(double Value, double Below, double Above, double SlopeBelow, double SlopeAbove);
}
