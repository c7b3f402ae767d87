using Course.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Decomposition;

/// <summary>
/// Principal component analysis: the orthogonal directions along which the data vary most, and the data's coordinates along them.
/// </summary>
/// <remarks>
/// <para>
/// The components are the eigenvectors of the sample covariance, which are the right singular vectors of the centred data; the variance along component k
/// is the eigenvalue λ_k = σ_k²/(n-1). K. Pearson, Phil. Mag. 2 (1901) 559; R. Vidal, Y. Ma and S. Sastry, Generalized Principal Component Analysis, ch. 2.
/// </para>
/// <para>
/// A component's sign is arbitrary: here its loading of largest magnitude is positive, as in current scikit-learn (before version 1.5 it looked at the
/// scores instead, so signs may differ). The features are centred, not scaled; put a <see cref="StandardScaler"/> before where units differ.
/// </para>
/// <para>
/// Whitening divides each coordinate by its standard deviation, so that all have variance 1: what some methods that come after expect. A direction
/// without variance stays 0. The way back undoes it.
/// </para>
/// <para>
/// As a probability model (M. Tipping and C. Bishop, J. R. Stat. Soc. B 61 (1999) 611) the samples are normally distributed with the variances found
/// along the components and <see cref="NoiseVariance"/> across: <see cref="Covariance"/> and <see cref="Score"/>. <see cref="ProbabilisticPca"/> is
/// that model by itself.
/// </para>
/// <para>Cost: see <see cref="PcaSolver"/>.</para>
/// </remarks>
public sealed class Pca
{
    private const long FewEntries = 1_000_000;

    private readonly int? _wantedCount;
    private readonly double? _wantedShare;
    private readonly PcaSolver _solver;
    private readonly bool _whiten;
    private readonly long _seed;
    private Fitted? _fitted;

    /// <summary>Keeps every component: min(n, p) of them.</summary>
    /// <param name="solver">How they are found (default <see cref="PcaSolver.Auto"/>).</param>
    /// <param name="whiten">Whether coordinates are divided by their standard deviations (default not).</param>
    /// <param name="seed">Seed of the random solver, 0 to 2^32 - 1 (default 0); the others draw no random numbers.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter lies outside what is said above.</exception>
    public Pca(PcaSolver solver = PcaSolver.Auto, bool whiten = false, long seed = 0)
    {
        if (!Enum.IsDefined(solver))
            throw new ArgumentOutOfRangeException(nameof(solver), Guard.Text($"solver is {solver}; it should be one of {string.Join(", ", Enum.GetNames<PcaSolver>())}."));
        (_solver, _whiten, _seed) = (solver, whiten, Parameter.Seed(seed, nameof(seed)));
    }

    /// <summary>Keeps a given number of components.</summary>
    /// <param name="components">1 to min(n, p).</param>
    /// <param name="solver">How they are found (default <see cref="PcaSolver.Auto"/>).</param>
    /// <param name="whiten">Whether coordinates are divided by their standard deviations (default not).</param>
    /// <param name="seed">Seed of the random solver, 0 to 2^32 - 1 (default 0); the others draw no random numbers.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter lies outside what is said above.</exception>
    public Pca(int components, PcaSolver solver = PcaSolver.Auto, bool whiten = false, long seed = 0)
        : this(solver, whiten, seed)
    {
        Guard.Count(components, 1, nameof(components), "components");
        _wantedCount = components;
    }

    /// <summary>Keeps as few components as explain more than a given share of the variance.</summary>
    /// <param name="components">The share, strictly between 0 and 1, such as 0.95.</param>
    /// <param name="solver">How they are found (default <see cref="PcaSolver.Auto"/>); not <see cref="PcaSolver.Randomized"/>, which has to know how
    /// many.</param>
    /// <param name="whiten">Whether coordinates are divided by their standard deviations (default not).</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="components"/> is not a share.</exception>
    /// <exception cref="ArgumentException">The solver is the random one.</exception>
    public Pca(double components, PcaSolver solver = PcaSolver.Auto, bool whiten = false)
        : this(solver, whiten)
    {
        if (!(components is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(components), Guard.Text(
                $"components is {components}; a share of the variance lies between 0 and 1, such as 0.95. For a number of components write an integer, such as 2."));
        if (solver == PcaSolver.Randomized)
            throw new ArgumentException("The solver Randomized finds a given number of components; for a share of the variance all have to be known: use Auto, Covariance or Full.", nameof(solver));
        _wantedShare = components;
    }

    /// <summary>Number of components kept, k.</summary>
    /// <exception cref="InvalidOperationException">The analysis is not fitted.</exception>
    public int ComponentCount => Components.RowCount;

    /// <summary>The components, k x p: one a row, each of length 1, all orthogonal, by descending variance.</summary>
    /// <inheritdoc cref="ComponentCount" path="/exception"/>
    public Matrix<double> Components => Learnt.Components;

    /// <summary>Mean of each feature, length p.</summary>
    /// <inheritdoc cref="ComponentCount" path="/exception"/>
    public Vector<double> Mean => Learnt.Mean;

    /// <summary>Sample variance (divisor n - 1) along each component, length k, largest first.</summary>
    /// <inheritdoc cref="ComponentCount" path="/exception"/>
    public Vector<double> ExplainedVariance => Learnt.ExplainedVariance;

    /// <summary>The same as a share of the data's total variance, length k; zeros where every feature is constant.</summary>
    /// <inheritdoc cref="ComponentCount" path="/exception"/>
    public Vector<double> ExplainedVarianceRatio => Learnt.ExplainedVarianceRatio;

    /// <summary>Singular values of the centred data that belong to the components, length k.</summary>
    /// <inheritdoc cref="ComponentCount" path="/exception"/>
    public Vector<double> SingularValues => Learnt.SingularValues;

    /// <summary>Mean variance along the min(n, p) - k directions left out, the noise of probabilistic PCA (Tipping and Bishop 1999); 0 if none are.</summary>
    /// <inheritdoc cref="ComponentCount" path="/exception"/>
    public double NoiseVariance => Learnt.NoiseVariance;

    /// <summary>The model's covariance, p x p: the variances found along the components, the noise across.</summary>
    /// <inheritdoc cref="ComponentCount" path="/exception"/>
    public Matrix<double> Covariance => SubspaceDensity.Covariance(Components, ExplainedVariance, NoiseVariance);

    /// <summary>The solver that found the components; never <see cref="PcaSolver.Auto"/>.</summary>
    /// <inheritdoc cref="ComponentCount" path="/exception"/>
    public PcaSolver SolverUsed => Learnt.Solver;

    private Fitted Learnt => _fitted ?? throw Guard.NotFitted(this);

    /// <summary>Learns mean and components from a design matrix.</summary>
    /// <param name="x">n x p, one sample a row; finite, n >= 2. It is left as it is.</param>
    /// <param name="progress">Told of the mean, of the steps of the decomposition or of each power iteration, and of the components.</param>
    /// <param name="cancellationToken">Stops between these, and while the covariance is formed.</param>
    /// <returns>This analysis.</returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="x"/> has fewer than two samples or is not finite, has fewer than the wanted number of directions, or does not vary at all where a share of its variance is wanted.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was cancelled; the analysis stays as it was.</exception>
    public Pca Fit(Matrix<double> x, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        Guard.Design(x, nameof(x), minimumRows: 2);
        var (n, p) = (x.RowCount, x.ColumnCount);
        var directions = Math.Min(n, p);
        if (_wantedCount > directions)
            throw new ArgumentException(Guard.Text($"{nameof(x)} is {n} x {p}, which has {directions} directions to find; {_wantedCount} components were asked for."), nameof(x));

        var mean = Moments.MeansOf(x);
        cancellationToken.ThrowIfCancellationRequested();
        progress?.Report(new FitProgress("PCA", 1, 2));
        var solver = Choose(n, p);
        var (singular, loadings, total) = solver switch
        {
            PcaSolver.Covariance => ByCovariance(x, mean, _wantedCount, progress, cancellationToken),
            PcaSolver.Randomized => ByRandomSubspace(x, mean, progress, cancellationToken),
            _ => BySvd(x, mean, progress, cancellationToken),
        };
        cancellationToken.ThrowIfCancellationRequested();

        var variances = Array.ConvertAll(singular, value => value * value / (n - 1));
        var kept = _wantedCount ?? (_wantedShare is { } share ? CountFor(share, variances, total, x) : directions);
        for (var k = 0; k < kept; k++)
            if (Signs.Flips(loadings.AsSpan(k * p, p)))
                Columns.Scale(-1, loadings.AsSpan(k * p, p));
        var ratio = variances[..kept];
        Columns.Scale(total == 0 ? 0 : 1 / total, ratio);
        // What is left of the total, from the variances themselves where they are all known: a difference would lose the small ones.
        var rest = kept < singular.Length || kept == directions ? Columns.Sum(variances.AsSpan(kept)) : Math.Max(0, total - Columns.Sum(variances));
        _fitted = new Fitted(
            Columns.Matrix(kept, p, Columns.Transposed(loadings.AsSpan(0, kept * p), p, kept)),
            mean,
            Columns.Vector(variances[..kept]),
            Columns.Vector(ratio),
            Columns.Vector(singular[..kept]),
            kept == directions ? 0 : rest / (directions - kept),
            solver);
        progress?.Report(new FitProgress("PCA", 2, 2));
        return this;
    }

    /// <summary>Coordinates of samples along the components: (x - mean) W^T, divided by their standard deviations if whitened.</summary>
    /// <param name="x">m x p, finite; it is left as it is.</param>
    /// <returns>A new m x k matrix.</returns>
    /// <exception cref="ArgumentException"><paramref name="x"/> has another number of columns than the data fitted on, or is not finite.</exception>
    /// <inheritdoc cref="ComponentCount" path="/exception"/>
    public Matrix<double> Transform(Matrix<double> x)
    {
        Guard.Features(x, Mean.Count, nameof(x));
        var z = Product.TimesTransposed(Moments.Centre(x, Mean), Components);
        if (_whiten)
            ScaleByDeviations(z, -1);
        return z;
    }

    /// <summary><see cref="Fit"/>, then <see cref="Transform"/> of the same data.</summary>
    /// <inheritdoc cref="Fit" path="/param"/>
    /// <inheritdoc cref="Fit" path="/exception"/>
    public Matrix<double> FitTransform(Matrix<double> x, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Fit(x, progress, cancellationToken).Transform(x);

    /// <summary>The way back: mean + z W, the points of the affine subspace that have these coordinates.</summary>
    /// <param name="z">m x k, finite.</param>
    /// <returns>A new m x p matrix; with all components kept, the samples themselves.</returns>
    /// <exception cref="ArgumentException"><paramref name="z"/> has another number of columns than there are components, or is not finite.</exception>
    /// <inheritdoc cref="ComponentCount" path="/exception"/>
    public Matrix<double> InverseTransform(Matrix<double> z)
    {
        Guard.Components(z, ComponentCount, nameof(z));
        if (_whiten)
            ScaleByDeviations(z = z.Clone(), +1);
        return Shift.By(Product.Of(z, Components), Mean, +1);
    }

    /// <summary>Natural logarithm of the model's density at each sample.</summary>
    /// <param name="x">m x p, finite.</param>
    /// <returns>Length m.</returns>
    /// <exception cref="ArgumentException"><paramref name="x"/> has another number of columns than the data fitted on, or is not finite.</exception>
    /// <exception cref="InvalidOperationException">The analysis is not fitted, or the model has no density: some direction has no variance, neither its
    /// own nor that of the noise.</exception>
    public Vector<double> ScoreSamples(Matrix<double> x)
    {
        Guard.Features(x, Mean.Count, nameof(x));
        var (variances, noise) = (ExplainedVariance, NoiseVariance);
        if (!(variances[^1] > 0) || (variances.Count < Mean.Count && !(noise > 0)))
            throw new InvalidOperationException(Guard.Text(
                $"With {variances.Count} components of {Mean.Count} features some direction has no variance, so there is no density: keep fewer components, so that noise is left over."));
        return SubspaceDensity.Logarithms(x, Mean, Components, variances, noise);
    }

    /// <summary>Mean log-likelihood of samples under the model, the mean of <see cref="ScoreSamples"/>, as scikit-learn's <c>score</c>.</summary>
    /// <inheritdoc cref="ScoreSamples"/>
    /// <returns>One number; larger is likelier.</returns>
    public double Score(Matrix<double> x) => Columns.Sum(Columns.Of(ScoreSamples(x))) / x.RowCount;

    /// <summary>Writes parameters and fitted results to a JSON file.</summary>
    /// <param name="path">The file; an old one is replaced.</param>
    /// <inheritdoc cref="ComponentCount" path="/exception"/>
    public void Save(string path) => EstimatorFile.Save(path, typeof(Pca), new State(_wantedCount, _wantedShare, Learnt, _solver, _whiten, _seed));

    /// <summary>Reads an analysis that <see cref="Save"/> has written.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The file is damaged or holds something else.</exception>
    public static Pca Load(string path)
    {
        var state = EstimatorFile.Load<State>(path, typeof(Pca));
        var pca = state.Count is { } count ? new Pca(count, state.Solver, state.Whiten, state.Seed)
            : state.Share is { } share ? new Pca(share, state.Solver, state.Whiten)
            : new Pca(state.Solver, state.Whiten, state.Seed);
        pca._fitted = state.Fitted;
        return pca;
    }

    private PcaSolver Choose(int n, int p)
    {
        if (_solver != PcaSolver.Auto)
            return _solver;
        if ((long)n * p <= FewEntries)
            return PcaSolver.Full;
        if (n >= 2 * p)
            return PcaSolver.Covariance;
        return _wantedCount < 0.1 * Math.Min(n, p) ? PcaSolver.Randomized : PcaSolver.Full;
    }

    // Each of the solvers finds singular values of the centred data, largest first, the loadings that go with them, one after another, and the
    // total variance.
    private static (double[] Singular, double[] Loadings, double Total) BySvd(
        Matrix<double> x, Vector<double> mean, IProgress<FitProgress>? progress, CancellationToken cancellationToken)
    {
        var centred = Moments.Centre(x, mean);
        var (_, s, v) = GolubKahanSvd.Thin(Columns.Of(centred), x.RowCount, x.ColumnCount, left: false, progress: progress, cancellationToken: cancellationToken);
        return (s, v, Columns.Dot(s, s) / (x.RowCount - 1));
    }

    private static (double[] Singular, double[] Loadings, double Total) ByCovariance(
        Matrix<double> x, Vector<double> mean, int? count, IProgress<FitProgress>? progress, CancellationToken cancellationToken)
    {
        var (n, p) = (x.RowCount, x.ColumnCount);
        var directions = Math.Min(n, p);
        // Of a wide matrix only n singular values are more than rounding.
        var (singular, loadings) = (new double[directions], new double[p * (count ?? directions)]);
        // A feature that never varies, such as a pixel in the corner of a picture, is a direction of its own without variance, the last of all.
        var varying = Moments.VaryingFeatures(x);
        var found = 0;
        if (varying.Length > 0)
        {
            var covariance = Moments.Covariance(x, mean, varying, ddof: 1, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            var eigen = SymmetricEigen.Descending(covariance, Math.Min(count ?? directions, varying.Length), progress, cancellationToken);
            for (var k = 0; k < Math.Min(directions, varying.Length); k++)
                singular[k] = Math.Sqrt(Math.Max(0, eigen.Values[k]) * (n - 1));
            var vectors = Columns.Of(eigen.Vectors);
            for (; found < eigen.Vectors.ColumnCount; found++)
                for (var j = 0; j < varying.Length; j++)
                    loadings[found * p + varying[j]] = vectors[found * varying.Length + j];
        }
        foreach (var constant in Enumerable.Range(0, p).Except(varying).Take(loadings.Length / p - found))
            loadings[found++ * p + constant] = 1;
        return (singular, loadings, Columns.Dot(singular, singular) / (n - 1));
    }

    private (double[] Singular, double[] Loadings, double Total) ByRandomSubspace(
        Matrix<double> x, Vector<double> mean, IProgress<FitProgress>? progress, CancellationToken cancellationToken)
    {
        var centred = Moments.Centre(x, mean);
        var svd = new RandomizedSvd(_wantedCount ?? Math.Min(x.RowCount, x.ColumnCount), seed: _seed).Fit(centred, progress, cancellationToken);
        var values = Columns.Of(centred);
        return (Columns.Of(svd.S), Columns.Of(svd.Vt.Transpose()), Columns.Dot(values, values) / (x.RowCount - 1));
    }

    // Coordinates times (power +1) or over (power -1) the standard deviations along the components; 0 where there is no variance.
    private void ScaleByDeviations(Matrix<double> z, int power)
    {
        for (var k = 0; k < z.ColumnCount; k++)
        {
            var deviation = Math.Sqrt(ExplainedVariance[k]);
            Columns.Scale(deviation == 0 ? 0 : power > 0 ? deviation : 1 / deviation, Columns.Of(z).AsSpan(k * z.RowCount, z.RowCount));
        }
    }

    private static int CountFor(double share, double[] variances, double total, Matrix<double> x)
    {
        if (total == 0)
            throw new ArgumentException(Guard.Text($"{nameof(x)} has {x.RowCount} equal samples: there is no variance to explain a share of."), nameof(x));
        var sum = 0.0;
        for (var k = 0; k < variances.Length; k++)
        {
            sum += variances[k] / total;
            if (sum > share)
                return k + 1;
        }
        return variances.Length;
    }

    private sealed record Fitted(
        Matrix<double> Components, Vector<double> Mean, Vector<double> ExplainedVariance, Vector<double> ExplainedVarianceRatio, Vector<double> SingularValues,
        double NoiseVariance, PcaSolver Solver = PcaSolver.Full);

    // The later ones have defaults, so that files from before they came are still read.
    private sealed record State(int? Count, double? Share, Fitted Fitted, PcaSolver Solver = PcaSolver.Auto, bool Whiten = false, long Seed = 0);
}
