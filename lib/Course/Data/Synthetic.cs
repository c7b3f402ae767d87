using Course.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Data;

/// <summary>Made-up data with a known shape, to see what a method makes of it.</summary>
/// <remarks>The random numbers are drawn from NumPy's legacy generator in scikit-learn's order: the same seed makes the same points here and there,
/// to rounding.</remarks>
public static class Synthetic
{
    /// <summary>A sheet of 3π x 21 rolled into a spiral, scikit-learn's <c>make_swiss_roll</c> (S. Marsland, Machine Learning, 2014).</summary>
    /// <param name="count">Number of points, 1 or more.</param>
    /// <param name="noise">Standard deviation of noise added to each coordinate, 0 or more (default 0).</param>
    /// <param name="seed">Seed, 0 to 2^32 - 1 (default 0).</param>
    /// <returns>count x 3 points, x = (t cos t, height, t sin t); the position is the angle t, 1.5π to 4.5π.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument lies outside what is said above.</exception>
    public static Curve SwissRoll(int count, double noise = 0, long seed = 0)
    {
        var random = Start(count, noise, seed);
        var t = random.RandomSample(count).Map(u => 1.5 * Math.PI * (1 + 2 * u));
        var height = random.RandomSample(count).Map(u => 21 * u);
        var x = Matrix<double>.Build.DenseOfColumnVectors(t.PointwiseMultiply(t.PointwiseCos()), height, t.PointwiseMultiply(t.PointwiseSin()));
        AddNoise(x, noise, random);
        return new Curve(x, t);
    }

    /// <summary>A sheet of width 2 bent into an S, scikit-learn's <c>make_s_curve</c>.</summary>
    /// <returns>count x 3 points; the position is the angle along the S, -1.5π to 1.5π.</returns>
    /// <inheritdoc cref="SwissRoll"/>
    public static Curve SCurve(int count, double noise = 0, long seed = 0)
    {
        var random = Start(count, noise, seed);
        var t = random.RandomSample(count).Map(u => 3 * Math.PI * (u - 0.5));
        var width = random.RandomSample(count).Map(u => 2 * u);
        var x = Matrix<double>.Build.DenseOfColumnVectors(t.PointwiseSin(), width, t.Map(angle => Math.Sign(angle) * (Math.Cos(angle) - 1)));
        AddNoise(x, noise, random);
        return new Curve(x, t);
    }

    /// <summary>A circle of radius 1 around a smaller one, which no straight line parts: scikit-learn's <c>make_circles</c> with
    /// <c>shuffle=False</c>.</summary>
    /// <param name="count">Number of points, 2 or more; the inner circle has the odd one.</param>
    /// <param name="noise">Standard deviation of noise added to each coordinate, 0 or more (default 0).</param>
    /// <param name="factor">Radius of the inner circle, 0 to 1 (default 0.8).</param>
    /// <param name="seed">Seed, 0 to 2^32 - 1 (default 0).</param>
    /// <returns>count x 2 points, first the outer circle (class 0), then the inner (class 1).</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument lies outside what is said above.</exception>
    public static (Matrix<double> X, int[] Y) ConcentricCircles(int count, double noise = 0, double factor = 0.8, long seed = 0)
    {
        Guard.Count(count, 2, nameof(count), "points");
        if (!(factor is >= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(factor), Guard.Text($"factor is {factor}; it should be 0 or more and less than 1."));
        var random = Start(count, noise, seed);
        var outer = count / 2;
        var (values, classes) = (new double[2 * count], new int[count]);
        for (var i = 0; i < count; i++)
        {
            var inner = i >= outer;
            var angle = 2 * Math.PI * (inner ? (double)(i - outer) / (count - outer) : (double)i / outer);
            var radius = inner ? factor : 1;
            (values[i], values[count + i], classes[i]) = (radius * Math.Cos(angle), radius * Math.Sin(angle), inner ? 1 : 0);
        }
        // This one generator draws its noise point by point, the others coordinate by coordinate.
        if (noise > 0)
            for (var i = 0; i < count; i++)
                for (var j = 0; j < 2; j++)
                    values[j * count + i] += noise * random.NextStandardNormal();
        return (Columns.Matrix(count, 2, values), classes);
    }

    /// <summary>The lecture's sheet: points near a plane in three dimensions, along most of an ellipse.</summary>
    /// <remarks>The third coordinate is 0.1 times the first plus 0.3 times the second, plus noise: two dimensions hold nearly everything.</remarks>
    /// <param name="count">Number of points, 1 or more (default 60).</param>
    /// <param name="noise">Scale of the noise, 0 or more (default 0.1): half of it on the first two coordinates, all of it on the third.</param>
    /// <param name="seed">Seed, 0 to 2^32 - 1 (default 4, the lecture's).</param>
    /// <returns>count x 3 points; the position is the angle along the ellipse, -0.5 to 1.5π - 0.5.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument lies outside what is said above.</exception>
    public static Curve Sheet3D(int count = 60, double noise = 0.1, long seed = 4)
    {
        var random = Start(count, noise, seed);
        var angles = random.RandomSample(count).Map(u => u * 3 * Math.PI / 2 - 0.5);
        var first = angles.PointwiseCos() + angles.PointwiseSin() / 2 + noise * random.StandardNormal(count) / 2;
        var second = angles.PointwiseSin() * 0.7 + noise * random.StandardNormal(count) / 2;
        var third = first * 0.1 + second * 0.3 + noise * random.StandardNormal(count);
        return new Curve(Matrix<double>.Build.DenseOfColumnVectors(first, second, third), angles);
    }

    private static NumPyRandom Start(int count, double noise, long seed)
    {
        Guard.Count(count, 1, nameof(count), "points");
        Parameter.NotNegative(noise, nameof(noise));
        return new NumPyRandom(seed);
    }

    private static void AddNoise(Matrix<double> x, double noise, NumPyRandom random)
    {
        if (noise == 0)
            return;
        var values = Columns.Of(x);
        for (var k = 0; k < values.Length; k++)
            values[k] += noise * random.NextStandardNormal();
    }
}
