using Course.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Decomposition;

/// <summary>
/// Principal component analysis as a probability model: x = W z + mean + noise, with k latent numbers z ~ N(0, 1) and the same noise variance σ² in
/// every direction.
/// </summary>
/// <remarks>
/// <para>
/// M. Tipping and C. Bishop, J. R. Stat. Soc. B 61 (1999) 611. The likelihood has its maximum in closed form: with eigenvalues λ and eigenvectors u
/// of the covariance with divisor n, σ² is the mean of the p - k smallest eigenvalues and W = U_k (Λ_k - σ²)^½. Samples then have the normal
/// distribution N(mean, W W^T + σ²), which can be evaluated and drawn from.
/// </para>
/// <para>In each column of W the entry of largest magnitude is positive; any rotation of its columns is as likely. Cost: O(n p min(n, p)).</para>
/// </remarks>
/// <param name="components">Number of latent dimensions, k, 1 to p - 1.</param>
/// <exception cref="ArgumentOutOfRangeException"><paramref name="components"/> is less than 1.</exception>
public sealed class ProbabilisticPca(int components)
{
    private readonly int _components = Parameter.AtLeast(components, 1, nameof(components), "components");
    private Fitted? _fitted;

    /// <summary>Mean of each feature, length p.</summary>
    /// <exception cref="InvalidOperationException">The model is not fitted.</exception>
    public Vector<double> Mean => Learnt.Mean;

    /// <summary>The orthonormal directions of the latent dimensions, k x p, one a row, by descending variance.</summary>
    /// <inheritdoc cref="Mean" path="/exception"/>
    public Matrix<double> Components => Learnt.Components;

    /// <summary>Variance along each of them (divisor n), noise included, length k.</summary>
    /// <inheritdoc cref="Mean" path="/exception"/>
    public Vector<double> ExplainedVariance => Learnt.Variances;

    /// <summary>Variance of the noise, σ², in the square of the features' unit.</summary>
    /// <inheritdoc cref="Mean" path="/exception"/>
    public double NoiseVariance => Learnt.Noise;

    /// <summary>W, p x k: what a latent number of 1 adds to the features. Its columns are orthogonal.</summary>
    /// <inheritdoc cref="Mean" path="/exception"/>
    public Matrix<double> Weights
    {
        get
        {
            var weights = Learnt.Components.Transpose();
            for (var k = 0; k < weights.ColumnCount; k++)
                weights.SetColumn(k, weights.Column(k) * SignalDeviation(k));
            return weights;
        }
    }

    /// <summary>The model's covariance, W W^T + σ², p x p.</summary>
    /// <inheritdoc cref="Mean" path="/exception"/>
    public Matrix<double> Covariance => SubspaceDensity.Covariance(Components, ExplainedVariance, NoiseVariance);

    /// <summary>Variance of each latent number once its sample is known, σ²/λ, length k: the same for every sample, and the latent numbers stay
    /// independent.</summary>
    /// <inheritdoc cref="Mean" path="/exception"/>
    public Vector<double> PosteriorVariance => Learnt.Variances.Map(variance => NoiseVariance / variance);

    private Fitted Learnt => _fitted ?? throw Guard.NotFitted(this);

    /// <summary>Learns the most likely parameters from a design matrix.</summary>
    /// <param name="x">n x p, one sample a row; finite, n >= 2, p > k. It is left as it is.</param>
    /// <param name="progress">Told of the mean, of the steps of the decomposition and of the components.</param>
    /// <param name="cancellationToken">Stops between these.</param>
    /// <returns>This model.</returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="x"/> is not finite, has fewer than two samples or no more features than components, or its samples lie in a space of k
    /// dimensions or fewer: without noise the likelihood has no maximum.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was cancelled; the model stays as it was.</exception>
    public ProbabilisticPca Fit(Matrix<double> x, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        Guard.Design(x, nameof(x), minimumRows: 2);
        var (n, p) = (x.RowCount, x.ColumnCount);
        if (_components >= p)
            throw new ArgumentException(Guard.Text($"{nameof(x)} is {n} x {p}; with {_components} components at least {_components + 1} features are needed, or no direction is left for the noise."), nameof(x));

        var mean = Moments.ColumnMeans(x);
        var centred = Columns.Of(Moments.Centre(x, mean));
        var count = Math.Min(_components, Math.Min(n, p));
        cancellationToken.ThrowIfCancellationRequested();
        progress?.Report(new FitProgress("Probabilistic PCA", 1, 2));
        var (singular, loadings) = LeadingSvd.RightVectors(centred, n, p, count, progress, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        var rest = singular.AsSpan(count);
        var noise = Columns.Dot(rest, rest) / n / (p - _components);
        if (count < _components || !(noise > 1e-14 * singular[0] * singular[0] / n))
            throw new ArgumentException(Guard.Text(
                $"The samples lie in a space of {_components} dimensions or fewer, so there is no noise to estimate and the likelihood grows without bound. Use fewer components, or Pca."), nameof(x));

        var variances = new double[count];
        for (var k = 0; k < count; k++)
        {
            variances[k] = singular[k] * singular[k] / n;
            if (Signs.Flips(loadings.AsSpan(k * p, p)))
                Columns.Scale(-1, loadings.AsSpan(k * p, p));
        }
        _fitted = new Fitted(mean, Columns.Matrix(count, p, Columns.Transposed(loadings, p, count)), Columns.Vector(variances), noise);
        progress?.Report(new FitProgress("Probabilistic PCA", 2, 2));
        return this;
    }

    /// <summary>Posterior mean of the latent numbers of samples: M^-1 W^T (x - mean) with M = W^T W + σ². Noise pulls it towards 0, compared with
    /// ordinary PCA.</summary>
    /// <param name="x">m x p, finite; it is left as it is.</param>
    /// <returns>A new m x k matrix, in standard deviations of the latent numbers.</returns>
    /// <exception cref="ArgumentException"><paramref name="x"/> has another number of columns than the data fitted on, or is not finite.</exception>
    /// <inheritdoc cref="Mean" path="/exception"/>
    public Matrix<double> Transform(Matrix<double> x)
    {
        Guard.Features(x, Mean.Count, nameof(x));
        var z = Product.TimesTransposed(Shift.By(x, Mean, -1), Components);
        for (var k = 0; k < z.ColumnCount; k++)
            Columns.Scale(SignalDeviation(k) / ExplainedVariance[k], Columns.Of(z).AsSpan(k * z.RowCount, z.RowCount));
        return z;
    }

    /// <summary><see cref="Fit"/>, then <see cref="Transform"/> of the same data.</summary>
    /// <inheritdoc cref="Fit" path="/param"/>
    /// <inheritdoc cref="Fit" path="/exception"/>
    public Matrix<double> FitTransform(Matrix<double> x, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Fit(x, progress, cancellationToken).Transform(x);

    /// <summary>The point of the principal subspace whose posterior mean this is: W (W^T W)^-1 M z + mean, the best reconstruction. A component that
    /// is all noise stays 0.</summary>
    /// <param name="z">m x k, finite.</param>
    /// <returns>A new m x p matrix.</returns>
    /// <exception cref="ArgumentException"><paramref name="z"/> has another number of columns than there are components, or is not
    /// finite.</exception>
    /// <inheritdoc cref="Mean" path="/exception"/>
    public Matrix<double> InverseTransform(Matrix<double> z)
    {
        Guard.Components(z, ExplainedVariance.Count, nameof(z));
        var coordinates = z.Clone();
        for (var k = 0; k < z.ColumnCount; k++)
        {
            var deviation = SignalDeviation(k);
            coordinates.SetColumn(k, coordinates.Column(k) * (deviation > 0 ? ExplainedVariance[k] / deviation : 0));
        }
        return Shift.By(Product.Of(coordinates, Components), Mean, +1);
    }

    /// <summary>Natural logarithm of the model's density at each sample.</summary>
    /// <param name="x">m x p, finite.</param>
    /// <returns>Length m.</returns>
    /// <exception cref="ArgumentException"><paramref name="x"/> has another number of columns than the data fitted on, or is not finite.</exception>
    /// <inheritdoc cref="Mean" path="/exception"/>
    public Vector<double> LogDensities(Matrix<double> x)
    {
        Guard.Features(x, Mean.Count, nameof(x));
        return SubspaceDensity.Logarithms(x, Mean, Components, ExplainedVariance, NoiseVariance);
    }

    /// <summary>Log-likelihood of samples under the model, the sum of <see cref="LogDensities"/>.</summary>
    /// <inheritdoc cref="LogDensities"/>
    /// <returns>One number; larger is likelier.</returns>
    public double LogLikelihood(Matrix<double> x) => Columns.Sum(Columns.Of(LogDensities(x)));

    /// <summary>New samples from the model.</summary>
    /// <param name="count">How many, 1 or more.</param>
    /// <param name="seed">Seed of the random numbers, 0 to 2^32 - 1 (default 0).</param>
    /// <returns>count x p.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is less than 1 or the seed out of range.</exception>
    /// <inheritdoc cref="Mean" path="/exception"/>
    public Matrix<double> Sample(int count, long seed = 0)
    {
        Guard.Count(count, 1, nameof(count), "samples");
        var random = new NumPyRandom(seed);
        var latent = random.StandardNormal(count, ExplainedVariance.Count);
        var noise = random.StandardNormal(count, Mean.Count);
        return Shift.By(Product.TimesTransposed(latent, Weights) + noise * Math.Sqrt(NoiseVariance), Mean, +1);
    }

    /// <summary>Writes parameters and fitted results to a JSON file.</summary>
    /// <param name="path">The file; an old one is replaced.</param>
    /// <inheritdoc cref="Mean" path="/exception"/>
    public void Save(string path) => EstimatorFile.Save(path, typeof(ProbabilisticPca), new State(_components, Learnt));

    /// <summary>Reads a model that <see cref="Save"/> has written.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The file is damaged or holds something else.</exception>
    public static ProbabilisticPca Load(string path)
    {
        var state = EstimatorFile.Load<State>(path, typeof(ProbabilisticPca));
        return new ProbabilisticPca(state.Components) { _fitted = state.Fitted };
    }

    private double SignalDeviation(int component) => Math.Sqrt(Math.Max(0, Learnt.Variances[component] - Learnt.Noise));

    private sealed record Fitted(Vector<double> Mean, Matrix<double> Components, Vector<double> Variances, double Noise);

    private sealed record State(int Components, Fitted Fitted);
}
