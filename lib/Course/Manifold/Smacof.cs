using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Course.Manifold;

/// <summary>Scaling by majorising a complicated function: each Guttman step moves all points so that the stress ½ Σ (d_ij - δ_ij)² cannot
/// rise.</summary>
/// <remarks>
/// J. de Leeuw 1977; I. Borg and P. Groenen, Modern Multidimensional Scaling, ch. 8. One pass over the dissimilarities a step: distances, stress and
/// the new points are formed row by row, nothing of size n x n is written.
/// </remarks>
/// <param name="dissimilarities">δ, n x n, symmetric; left as it is.</param>
/// <param name="n">Number of points.</param>
/// <param name="components">Number of dimensions.</param>
internal sealed class Smacof(double[] dissimilarities, int n, int components)
{
    private readonly double[] _next = new double[n * components];
    private readonly double[] _stress = new double[n];

    /// <summary>Steps until the stress over Σ |y_i| falls by less than <paramref name="tolerance"/>, scikit-learn's criterion, or
    /// <paramref name="iterations"/> are done.</summary>
    /// <param name="points">n x k by columns; the start, and in the end the result.</param>
    /// <param name="iterations">Most steps.</param>
    /// <param name="tolerance">0 or more.</param>
    /// <param name="each">Called after each step with its number and the stress before it.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    /// <returns>The stress before the last step, which is what scikit-learn reports, and the number of steps.</returns>
    public (double Stress, int Iterations) Minimise(double[] points, int iterations, double tolerance, Action<int, double>? each, CancellationToken cancellationToken)
    {
        double stress = 0, before = double.PositiveInfinity;
        for (var iteration = 1; iteration <= iterations; iteration++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            stress = Step(points);
            _next.CopyTo(points, 0);
            each?.Invoke(iteration, stress);
            var relative = stress / SumOfLengths(points);
            if (before - relative < tolerance)
                return (stress, iteration);
            before = relative;
        }
        return (stress, iterations);
    }

    /// <summary>½ Σ (d_ij - δ_ij)² over all i and j.</summary>
    public double Stress(double[] points) => Step(points);

    private double Step(double[] points)
    {
        Workers.For((n + 15) / 16, () => new double[n], (part, buffer) =>
        {
            for (var i = part * 16; i < Math.Min(n, (part + 1) * 16); i++)
                Row(i, points, buffer);
        });
        return Columns.Sum(_stress) / 2;
    }

    private void Row(int i, double[] points, double[] ratios)
    {
        Array.Clear(ratios);
        for (var c = 0; c < components; c++)
            SquaredDistances.AddSquaredDifferences(points.AsSpan(c * n, n), points[c * n + i], ratios);
        TensorPrimitives.Sqrt(ratios, ratios);
        _stress[i] = Ratios(dissimilarities.AsSpan(i * n, n), ratios);

        var sum = Columns.Sum(ratios);
        for (var c = 0; c < components; c++)
        {
            var coordinate = points.AsSpan(c * n, n);
            _next[c * n + i] = (sum * coordinate[i] - Columns.Dot(ratios, coordinate)) / n;
        }
    }

    private double SumOfLengths(double[] points)
    {
        var sum = 0.0;
        for (var i = 0; i < n; i++)
        {
            var squares = 0.0;
            for (var c = 0; c < components; c++)
                squares += points[c * n + i] * points[c * n + i];
            sum += Math.Sqrt(squares);
        }
        return sum;
    }

    // distances -> δ/d, with d = 1e-5 in place of 0 as in scikit-learn; returns Σ (d - δ)².
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Ratios(ReadOnlySpan<double> targets, Span<double> distances)
    {
        var vt = MemoryMarshal.Cast<double, Vector256<double>>(targets);
        var vd = MemoryMarshal.Cast<double, Vector256<double>>(distances);
        Vector256<double> squares = default;
        var tiny = Vector256.Create(1e-5);
        for (var k = 0; k < vd.Length; k++)
        {
            var d = vd[k];
            var difference = d - vt[k];
            squares += difference * difference;
            vd[k] = vt[k] / Vector256.ConditionalSelect(Vector256.Equals(d, Vector256<double>.Zero), tiny, d);
        }
        var sum = Vector256.Sum(squares);
        for (var j = vd.Length * Vector256<double>.Count; j < distances.Length; j++)
        {
            var d = distances[j];
            sum += (d - targets[j]) * (d - targets[j]);
            distances[j] = targets[j] / (d == 0 ? 1e-5 : d);
        }
        return sum;
    }
}
