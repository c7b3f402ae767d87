using Course.Classification;
using Course.Decomposition;
using Course.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Manifold;

/// <summary>
/// t-distributed stochastic neighbour embedding: a map, usually of two dimensions, on which each sample has the neighbours that it has among the
/// data.
/// </summary>
/// <remarks>
/// <para>
/// L. van der Maaten and G. Hinton, JMLR 9 (2008) 2579. Neighbourhood among the data is a Gaussian as wide as makes the effective number of
/// neighbours the perplexity, on the map a Student t distribution; the Kullback-Leibler divergence of the second from the first is minimised by
/// gradient descent with momentum, a gain for each coordinate, and attraction exaggerated during the first 250 steps or until the
/// gradient vanishes. Parameters and schedule are scikit-learn's.
/// </para>
/// <para>
/// Sizes of clusters and distances between them on the map mean little; other seeds and perplexities show other maps of the same data. There is no
/// map for new samples. The result is the same for the same seed, whatever the number of threads.
/// </para>
/// </remarks>
/// <param name="components">Dimensions of the map, 1 or more (default 2).</param>
/// <param name="perplexity">Effective number of neighbours, above 0 and less than the number of samples (default 30).</param>
/// <param name="exaggeration">Factor of the attraction in the first 250 steps, at least 1 (default 12).</param>
/// <param name="learningRate">Learning rate, above 0; by default n / exaggeration / 4, at least 50.</param>
/// <param name="iterations">Most steps, at least 250 (default 1000); fewer are taken if there is no progress over 300 or the gradient
/// vanishes.</param>
/// <param name="start">Where the points begin (default the principal components).</param>
/// <param name="method">How the gradient is computed (default Barnes-Hut in two dimensions, exact otherwise).</param>
/// <param name="angle">Barnes and Hut's angle, 0 (every pair) to 1 (coarse); default 0.5.</param>
/// <param name="seed">Seed, 0 to 2^32 - 1 (default 0).</param>
/// <exception cref="ArgumentOutOfRangeException">A parameter lies outside what is said above.</exception>
/// <exception cref="ArgumentException">Barnes and Hut's method is asked for in other than two dimensions.</exception>
public sealed class TSne(
    int components = 2, double perplexity = 30, double exaggeration = 12, double? learningRate = null, int iterations = 1000,
    TSneStart start = TSneStart.Pca, TSneMethod method = TSneMethod.Auto, double angle = 0.5, long seed = 0)
{
    private const int Exploration = 250;
    private const int CheckEvery = 50;
    private const int Patience = 300;
    private const double SmallestGradient = 1e-7;
    private const double StartDeviation = 1e-4;

    private readonly int _components = Parameter.AtLeast(components, 1, nameof(components), "components");
    private readonly double _perplexity = Parameter.Positive(perplexity, nameof(perplexity));
    private readonly double? _learningRate = learningRate is { } rate ? Parameter.Positive(rate, nameof(learningRate)) : null;
    private readonly int _iterations = Parameter.AtLeast(iterations, Exploration, nameof(iterations), "iterations");
    private readonly long _seed = Parameter.Seed(seed, nameof(seed));

    private readonly double _exaggeration = exaggeration >= 1 && double.IsFinite(exaggeration)
        ? exaggeration
        : throw new ArgumentOutOfRangeException(nameof(exaggeration), Guard.Text($"exaggeration is {exaggeration}; it should be a finite number, 1 or more."));

    private readonly double _angle = angle is >= 0 and <= 1
        ? angle
        : throw new ArgumentOutOfRangeException(nameof(angle), Guard.Text($"angle is {angle}; it should lie between 0 and 1."));

    private readonly bool _exact = method != TSneMethod.BarnesHut
        ? method == TSneMethod.Exact || components != 2
        : components == 2
            ? false
            : throw new ArgumentException(Guard.Text($"The quadtree of Barnes and Hut's method divides a plane; with {components} components use TSneMethod.Exact."), nameof(method));

    private Fitted? _fitted;

    /// <summary>The map, n x k.</summary>
    /// <exception cref="InvalidOperationException">The map is not fitted.</exception>
    public Matrix<double> Embedding => Learnt.Embedding;

    /// <summary>Kullback-Leibler divergence of the map from the data, 0 or more, in nats.</summary>
    /// <inheritdoc cref="Embedding" path="/exception"/>
    public double KlDivergence => Learnt.KlDivergence;

    /// <summary>Steps taken.</summary>
    /// <inheritdoc cref="Embedding" path="/exception"/>
    public int Iterations => Learnt.Iterations;

    private Fitted Learnt => _fitted ?? throw Guard.NotFitted(this);

    /// <summary>Maps samples.</summary>
    /// <param name="x">n x p, one sample a row; finite, with more samples than the perplexity. It is left as it is.</param>
    /// <param name="progress">Told of the neighbours found and every 50 steps, with the divergence and the map so far.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    /// <returns>This map.</returns>
    /// <exception cref="ArgumentException"><paramref name="x"/> is not finite, or has too few samples for the perplexity.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; the map stays as it was.</exception>
    public TSne Fit(Matrix<double> x, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        Guard.Design(x, nameof(x), minimumRows: 2);
        var n = x.RowCount;
        if (_perplexity >= n)
            throw new ArgumentException(Guard.Text($"{nameof(x)} has {n} samples; the perplexity, {_perplexity}, counts neighbours and should be less, for example {Math.Max(1, (n - 1) / 3)}."), nameof(x));

        var points = FirstPoints(x, cancellationToken);
        ITSneGradient gradient = _exact
            ? new ExactGradient(JointProbabilities.Dense(Dissimilarities.SquaresBetween(x), n, _perplexity, cancellationToken), points, n, _components)
            : new BarnesHutGradient(Neighbourhoods(x, progress, cancellationToken), points, _angle);
        var (divergence, iterations) = Descend(gradient, n, progress, cancellationToken);
        _fitted = new Fitted(Columns.Matrix(n, _components, gradient.Points()), divergence, iterations);
        return this;
    }

    /// <summary><see cref="Fit"/>, then <see cref="Embedding"/>.</summary>
    /// <inheritdoc cref="Fit" path="/param"/>
    /// <inheritdoc cref="Fit" path="/exception"/>
    public Matrix<double> FitTransform(Matrix<double> x, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Fit(x, progress, cancellationToken).Embedding;

    /// <summary>Writes parameters and map to a JSON file.</summary>
    /// <param name="path">The file; an old one is replaced.</param>
    /// <inheritdoc cref="Embedding" path="/exception"/>
    public void Save(string path) => EstimatorFile.Save(path, typeof(TSne),
        new State(_components, _perplexity, _exaggeration, _learningRate, _iterations, start, method, _angle, _seed, Learnt));

    /// <summary>Reads a map that <see cref="Save"/> has written.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The file is damaged or holds something else.</exception>
    public static TSne Load(string path)
    {
        var s = EstimatorFile.Load<State>(path, typeof(TSne));
        return new TSne(s.Components, s.Perplexity, s.Exaggeration, s.LearningRate, s.Iterations, s.Start, s.Method, s.Angle, s.Seed) { _fitted = s.Fitted };
    }

    private SparseProbabilities Neighbourhoods(Matrix<double> x, IProgress<FitProgress>? progress, CancellationToken cancellationToken)
    {
        var count = (int)Math.Min(x.RowCount - 1, 3 * _perplexity + 1);
        return JointProbabilities.Sparse(new NearestNeighbours().Fit(x).FindOthers(Math.Max(1, count), progress, cancellationToken), _perplexity);
    }

    private (double Divergence, int Iterations) Descend(ITSneGradient gradient, int n, IProgress<FitProgress>? progress, CancellationToken cancellationToken)
    {
        var rate = _learningRate ?? Math.Max(n / _exaggeration / 4, 50);
        var (best, bestIteration, divergence) = (double.PositiveInfinity, 0, double.NaN);
        var exploration = Exploration;
        for (var iteration = 1; iteration <= _iterations; iteration++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var exploring = iteration <= exploration;
            if (iteration == exploration + 1)
                gradient.Rest();
            var check = iteration % CheckEvery == 0 || iteration == _iterations;
            var (now, norm) = gradient.Step(exploring ? _exaggeration : 1, exploring ? 0.5 : 0.8, rate, check);
            if (!check)
                continue;
            divergence = now;
            progress?.Report(new FitProgress("t-SNE", iteration, _iterations, divergence, Columns.Matrix(n, _components, gradient.Points())));
            if (exploring)
            {
                // A wide neighbourhood, exaggerated, draws all points together. Once they meet there is nothing left to explore; further steps would only
                // shrink the map below what doubles can tell apart, and lose a dimension.
                if (norm <= SmallestGradient)
                    exploration = iteration;
                continue;
            }
            if (divergence < best)
                (best, bestIteration) = (divergence, iteration);
            if (iteration - bestIteration > Patience || norm <= SmallestGradient)
                return (divergence, iteration);
        }
        return (divergence, _iterations);
    }

    // Principal components as far as there are any, random numbers for the rest.
    private double[] FirstPoints(Matrix<double> x, CancellationToken cancellationToken)
    {
        var n = x.RowCount;
        var points = new double[n * _components];
        var found = 0;
        if (start == TSneStart.Pca)
        {
            var svd = new RandomizedSvd(Math.Min(_components, Math.Min(n, x.ColumnCount)), seed: _seed).Fit(Moments.Centre(x), cancellationToken: cancellationToken);
            // Standard deviation of the first one: S/sqrt(n).
            while (found < svd.S.Count && svd.S[found] > 1e-12 * svd.S[0])
                found++;
            for (var c = 0; c < found; c++)
                (svd.U.Column(c) * (svd.S[c] / svd.S[0] * Math.Sqrt(n) * StartDeviation)).ToArray().CopyTo(points, c * n);
        }
        var random = new NumPyRandom(_seed);
        for (var k = found * n; k < points.Length; k++)
            points[k] = StartDeviation * random.NextStandardNormal();
        return points;
    }

    private sealed record Fitted(Matrix<double> Embedding, double KlDivergence, int Iterations);

    private sealed record State(
        int Components, double Perplexity, double Exaggeration, double? LearningRate, int Iterations, TSneStart Start, TSneMethod Method, double Angle, long Seed, Fitted Fitted);
}
