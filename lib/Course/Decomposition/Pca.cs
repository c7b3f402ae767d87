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
/// Solver: the thin SVD of the centred data, which keeps small variances accurate. Only where the data have over a million entries and at least twice as many
/// samples as features, the covariance is formed and diagonalised instead: half the work, but variances below about 1e-15 of the largest are rounding.
/// Cost: O(n p min(n, p)).
/// </para>
/// </remarks>
public sealed class Pca
{
    private const int LargeEntries = 1_000_000;

    private readonly int? _wantedCount;
    private readonly double? _wantedShare;
    private Fitted? _fitted;

    /// <summary>Keeps every component: min(n, p) of them.</summary>
    public Pca() { }

    /// <summary>Keeps a given number of components.</summary>
    /// <param name="components">1 to min(n, p).</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="components"/> is less than 1.</exception>
    public Pca(int components)
    {
        Guard.Count(components, 1, nameof(components), "components");
        _wantedCount = components;
    }

    /// <summary>Keeps as few components as explain more than a given share of the variance.</summary>
    /// <param name="components">The share, strictly between 0 and 1, such as 0.95.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="components"/> is not a share.</exception>
    public Pca(double components)
    {
        if (!(components is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(components), Guard.Text(
                $"components is {components}; a share of the variance lies between 0 and 1, such as 0.95. For a number of components write an integer, such as 2."));
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

    private Fitted Learnt => _fitted ?? throw Guard.NotFitted(this);

    /// <summary>Learns mean and components from a design matrix.</summary>
    /// <param name="x">n x p, one sample a row; finite, n >= 2. It is left as it is.</param>
    /// <returns>This analysis.</returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="x"/> has fewer than two samples or is not finite, has fewer than the wanted number of directions, or does not vary at all where a share of its variance is wanted.
    /// </exception>
    public Pca Fit(Matrix<double> x)
    {
        Guard.Design(x, nameof(x), minimumRows: 2);
        var (n, p) = (x.RowCount, x.ColumnCount);
        var directions = Math.Min(n, p);
        if (_wantedCount > directions)
            throw new ArgumentException(Guard.Text($"{nameof(x)} is {n} x {p}, which has {directions} directions to find; {_wantedCount} components were asked for."), nameof(x));

        var mean = Moments.ColumnMeans(x);
        var centred = Moments.Centre(x, mean);
        var (singular, loadings) = (long)n * p > LargeEntries && n >= 2 * p ? ByCovariance(centred) : BySvd(centred);

        var variances = new double[directions];
        for (var k = 0; k < directions; k++)
            variances[k] = singular[k] * singular[k] / (n - 1);
        var total = Columns.Sum(variances);
        var kept = _wantedCount ?? (_wantedShare is { } share ? CountFor(share, variances, total, x) : directions);

        for (var k = 0; k < kept; k++)
            if (Signs.Flips(loadings.AsSpan(k * p, p)))
                Columns.Scale(-1, loadings.AsSpan(k * p, p));
        var ratio = variances[..kept];
        Columns.Scale(total == 0 ? 0 : 1 / total, ratio);
        _fitted = new Fitted(
            Columns.Matrix(kept, p, Columns.Transposed(loadings.AsSpan(0, kept * p), p, kept)),
            mean,
            Columns.Vector(variances[..kept]),
            Columns.Vector(ratio),
            Columns.Vector(singular[..kept]),
            kept == directions ? 0 : Columns.Sum(variances.AsSpan(kept)) / (directions - kept));
        return this;
    }

    /// <summary>Coordinates of samples along the components: (x - mean) W^T.</summary>
    /// <param name="x">m x p, finite; it is left as it is.</param>
    /// <returns>A new m x k matrix.</returns>
    /// <exception cref="ArgumentException"><paramref name="x"/> has another number of columns than the data fitted on, or is not finite.</exception>
    /// <inheritdoc cref="ComponentCount" path="/exception"/>
    public Matrix<double> Transform(Matrix<double> x)
    {
        Guard.Features(x, Mean.Count, nameof(x));
        return Moments.Centre(x, Mean).TransposeAndMultiply(Components);
    }

    /// <summary><see cref="Fit"/>, then <see cref="Transform"/> of the same data.</summary>
    /// <inheritdoc cref="Fit" path="/param"/>
    /// <inheritdoc cref="Fit" path="/exception"/>
    public Matrix<double> FitTransform(Matrix<double> x) => Fit(x).Transform(x);

    /// <summary>The way back: mean + z W, the points of the affine subspace that have these coordinates.</summary>
    /// <param name="z">m x k, finite.</param>
    /// <returns>A new m x p matrix; with all components kept, the samples themselves.</returns>
    /// <exception cref="ArgumentException"><paramref name="z"/> has another number of columns than there are components, or is not finite.</exception>
    /// <inheritdoc cref="ComponentCount" path="/exception"/>
    public Matrix<double> InverseTransform(Matrix<double> z)
    {
        Guard.Components(z, ComponentCount, nameof(z));
        var x = z * Components;
        var values = Columns.Of(x);
        for (var j = 0; j < x.ColumnCount; j++)
        {
            var mean = Mean[j];
            foreach (ref var value in values.AsSpan(j * x.RowCount, x.RowCount))
                value += mean;
        }
        return Columns.Matrix(x.RowCount, x.ColumnCount, values);
    }

    /// <summary>Writes parameters and fitted results to a JSON file.</summary>
    /// <param name="path">The file; an old one is replaced.</param>
    /// <inheritdoc cref="ComponentCount" path="/exception"/>
    public void Save(string path) => EstimatorFile.Save(path, typeof(Pca), new State(_wantedCount, _wantedShare, Learnt));

    /// <summary>Reads an analysis that <see cref="Save"/> has written.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The file is damaged or holds something else.</exception>
    public static Pca Load(string path)
    {
        var state = EstimatorFile.Load<State>(path, typeof(Pca));
        var pca = state.Count is { } count ? new Pca(count) : state.Share is { } share ? new Pca(share) : new Pca();
        pca._fitted = state.Fitted;
        return pca;
    }

    private static (double[] Singular, double[] Loadings) BySvd(Matrix<double> centred)
    {
        var (_, s, v) = GolubKahanSvd.Thin(Columns.Of(centred), centred.RowCount, centred.ColumnCount, left: false);
        return (s, v);
    }

    private static (double[] Singular, double[] Loadings) ByCovariance(Matrix<double> centred)
    {
        var eigen = SymmetricEigen.Descending(Moments.CovarianceOfCentred(centred, ddof: 1));
        var singular = new double[centred.ColumnCount];
        for (var k = 0; k < singular.Length; k++)
            singular[k] = Math.Sqrt(Math.Max(0, eigen.Values[k]) * (centred.RowCount - 1));
        return (singular, Columns.Of(eigen.Vectors));
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
        Matrix<double> Components, Vector<double> Mean, Vector<double> ExplainedVariance, Vector<double> ExplainedVarianceRatio, Vector<double> SingularValues, double NoiseVariance);

    private sealed record State(int? Count, double? Share, Fitted Fitted);
}
