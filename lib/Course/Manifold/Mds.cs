using Course.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Manifold;

/// <summary>
/// Metric multidimensional scaling: points in few dimensions whose distances come as near as can be to given ones, in least squares.
/// </summary>
/// <remarks>
/// <para>
/// Minimises the stress ½ Σ_ij (d_ij - δ_ij)² by SMACOF from several random starts and keeps the best: the stress has many local minima. Random
/// numbers, steps and the criterion to stop are those of scikit-learn's
/// <c>MDS</c>, so the same seed finds the same points to rounding. <see cref="ClassicalMds"/> approximates inner products instead, without a start to
/// choose.
/// </para>
/// <para>Cost: O(n² k) a step. Memory: 8 n² bytes.</para>
/// </remarks>
/// <param name="components">Number of dimensions, k >= 1 (default 2).</param>
/// <param name="starts">Random starts, 1 or more (default 4).</param>
/// <param name="iterations">Most steps from each start, 1 or more (default 300).</param>
/// <param name="tolerance">Stops when a step lowers the stress, over the sum of the points' distances from 0, by less than this; 0 or more (default
/// 0.001).</param>
/// <param name="seed">Seed of the starts, 0 to 2^32 - 1 (default 0).</param>
/// <exception cref="ArgumentOutOfRangeException">A parameter lies outside what is said above.</exception>
public sealed class Mds(int components = 2, int starts = 4, int iterations = 300, double tolerance = 1e-3, long seed = 0)
{
    private readonly int _components = Parameter.AtLeast(components, 1, nameof(components), "components");
    private readonly int _starts = Parameter.AtLeast(starts, 1, nameof(starts), "starts");
    private readonly int _iterations = Parameter.AtLeast(iterations, 1, nameof(iterations), "iterations");
    private readonly double _tolerance = Parameter.NotNegative(tolerance, nameof(tolerance));
    private readonly long _seed = Parameter.Seed(seed, nameof(seed));
    private Fitted? _fitted;

    /// <summary>The points, n x k.</summary>
    /// <exception cref="InvalidOperationException">The scaling is not fitted.</exception>
    public Matrix<double> Embedding => Learnt.Embedding;

    /// <summary>½ Σ_ij (d_ij - δ_ij)² as scikit-learn reports it: of the points before the last step, so never less than that of the
    /// embedding.</summary>
    /// <inheritdoc cref="Embedding" path="/exception"/>
    public double Stress => Learnt.Stress;

    /// <summary>Kruskal's stress-1, the square root of the stress over ½ Σ δ²: 0 is perfect, 0.05 good, 0.2 poor. 0 where all dissimilarities
    /// are.</summary>
    /// <inheritdoc cref="Embedding" path="/exception"/>
    public double Stress1 => Learnt.Stress1;

    /// <summary>Steps taken from the best start.</summary>
    /// <inheritdoc cref="Embedding" path="/exception"/>
    public int Iterations => Learnt.Iterations;

    private Fitted Learnt => _fitted ?? throw Guard.NotFitted(this);

    /// <summary>Scales the Euclidean distances between samples.</summary>
    /// <param name="x">n x p, one sample a row; finite. It is left as it is.</param>
    /// <param name="progress">Told every ten steps, with the stress and the points so far.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    /// <returns>This scaling.</returns>
    /// <exception cref="ArgumentException"><paramref name="x"/> is empty or not finite.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; the scaling stays as it was.</exception>
    public Mds Fit(Matrix<double> x, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        Guard.Design(x, nameof(x));
        return Minimise(Dissimilarities.Between(x), x.RowCount, start: null, progress, cancellationToken);
    }

    /// <summary>Scales distances of any kind.</summary>
    /// <param name="d">n x n, symmetric, zeros on the diagonal, none negative. It is left as it is.</param>
    /// <param name="start">Points to start from, n x k, instead of the random starts; it is left as it is.</param>
    /// <param name="progress">Told every ten steps, with the stress and the points so far.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    /// <returns>This scaling.</returns>
    /// <exception cref="ArgumentException"><paramref name="d"/> is not such a matrix, or <paramref name="start"/> has another shape.</exception>
    /// <inheritdoc cref="Fit" path="/exception[@cref='T:System.OperationCanceledException']"/>
    public Mds FitDissimilarities(Matrix<double> d, Matrix<double>? start = null, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var targets = Dissimilarities.Checked(d, nameof(d));
        if (start is not null)
        {
            Guard.Components(start, _components, nameof(start));
            Guard.OnePerSample(start.RowCount, d.RowCount, nameof(start), nameof(d));
        }
        return Minimise(targets, d.RowCount, start, progress, cancellationToken);
    }

    /// <summary><see cref="Fit"/>, then <see cref="Embedding"/>.</summary>
    /// <inheritdoc cref="Fit" path="/param"/>
    /// <inheritdoc cref="Fit" path="/exception"/>
    public Matrix<double> FitTransform(Matrix<double> x, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Fit(x, progress, cancellationToken).Embedding;

    /// <summary>Writes parameters and fitted results to a JSON file.</summary>
    /// <param name="path">The file; an old one is replaced.</param>
    /// <inheritdoc cref="Embedding" path="/exception"/>
    public void Save(string path) => EstimatorFile.Save(path, typeof(Mds), new State(_components, _starts, _iterations, _tolerance, _seed, Learnt));

    /// <summary>Reads a scaling that <see cref="Save"/> has written.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The file is damaged or holds something else.</exception>
    public static Mds Load(string path)
    {
        var state = EstimatorFile.Load<State>(path, typeof(Mds));
        return new Mds(state.Components, state.Starts, state.Iterations, state.Tolerance, state.Seed) { _fitted = state.Fitted };
    }

    private Mds Minimise(double[] targets, int n, Matrix<double>? start, IProgress<FitProgress>? progress, CancellationToken cancellationToken)
    {
        var smacof = new Smacof(targets, n, _components);
        var random = new NumPyRandom(_seed);
        var count = start is null ? _starts : 1;
        var (best, bestStress, bestIterations) = (Array.Empty<double>(), double.PositiveInfinity, 0);
        for (var s = 0; s < count; s++)
        {
            var points = start is null ? RandomStart(random, n) : (double[])Columns.Of(start).Clone();
            var stage = count == 1 ? "MDS" : Guard.Text($"MDS, start {s + 1} of {count}");
            var (stress, iterations) = smacof.Minimise(points, _iterations, _tolerance, (iteration, now) =>
            {
                if (progress is not null && (iteration % 10 == 0 || iteration == _iterations))
                    progress.Report(new FitProgress(stage, iteration, _iterations, now, Columns.Matrix(n, _components, (double[])points.Clone())));
            }, cancellationToken);
            if (stress < bestStress)
                (best, bestStress, bestIterations) = (points, stress, iterations);
        }
        var size = Columns.Dot(targets, targets) / 2;
        _fitted = new Fitted(Columns.Matrix(n, _components, best), bestStress, size > 0 ? Math.Sqrt(bestStress / size) : 0, bestIterations);
        return this;
    }

    // Row by row, as NumPy fills an array.
    private double[] RandomStart(NumPyRandom random, int n)
    {
        var points = new double[n * _components];
        for (var i = 0; i < n; i++)
            for (var c = 0; c < _components; c++)
                points[c * n + i] = random.NextDouble();
        return points;
    }

    private sealed record Fitted(Matrix<double> Embedding, double Stress, double Stress1, int Iterations);

    private sealed record State(int Components, int Starts, int Iterations, double Tolerance, long Seed, Fitted Fitted);
}
