using System.Numerics.Tensors;
using Course.Data;
using Course.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Decomposition;

/// <summary>
/// Principal component analysis of data that come in batches: the memory needed is that of one batch, however many there are.
/// </summary>
/// <remarks>
/// <para>
/// Of all samples seen only their number, mean, variances and the k leading components with their singular values are kept. A new batch is put under
/// diag(S) V^T, with one more row for the shift of the mean, and the thin SVD of this small stack gives the new components: D. Ross, J. Lim, R.-S.
/// Lin and M.-H. Yang, Int. J. Comput. Vis. 77 (2008) 125, as in scikit-learn's <c>IncrementalPCA</c>. What falls off behind component k is lost, so
/// the result is exact for one batch or all components, and near the exact one otherwise.
/// </para>
/// <para>In each component the loading of largest magnitude is positive. Cost: O(n p (k + b)) for batches of b samples, b at most p.</para>
/// </remarks>
/// <param name="components">Number of components, k; by default as many as the first batch has directions, min(b, p).</param>
/// <param name="batchSize">Samples in a batch, b, when <see cref="Fit(Matrix{double}, IProgress{FitProgress}, CancellationToken)"/> cuts them; by
/// default 5 p.</param>
/// <exception cref="ArgumentOutOfRangeException">A parameter is less than 1, or a batch smaller than the number of components.</exception>
public sealed class IncrementalPca(int? components = null, int? batchSize = null)
{
    private readonly int? _components = components is { } k ? Parameter.AtLeast(k, 1, nameof(components), "components") : null;
    private readonly int? _batchSize = batchSize is { } b ? Parameter.AtLeast(b, Math.Max(1, components ?? 1), nameof(batchSize), "samples in a batch, at least that of components,") : null;
    private Seen? _seen;

    /// <summary>Number of components, k.</summary>
    /// <exception cref="InvalidOperationException">No batch has been learnt from.</exception>
    public int ComponentCount => Learnt.SingularValues.Count;

    /// <summary>The components, k x p: one a row, each of length 1, all orthogonal, by descending variance.</summary>
    /// <inheritdoc cref="ComponentCount" path="/exception"/>
    public Matrix<double> Components => Learnt.Components;

    /// <summary>Mean of each feature over all samples seen, length p.</summary>
    /// <inheritdoc cref="ComponentCount" path="/exception"/>
    public Vector<double> Mean => Learnt.Mean;

    /// <summary>Variance of each feature over all samples seen, length p, with divisor n.</summary>
    /// <inheritdoc cref="ComponentCount" path="/exception"/>
    public Vector<double> Variance => Learnt.Variance;

    /// <summary>Singular values that belong to the components, length k.</summary>
    /// <inheritdoc cref="ComponentCount" path="/exception"/>
    public Vector<double> SingularValues => Learnt.SingularValues;

    /// <summary>Variance along each component, S²/(n - 1), length k, largest first; 0 while a single sample has been seen.</summary>
    /// <inheritdoc cref="ComponentCount" path="/exception"/>
    public Vector<double> ExplainedVariance => Learnt.SingularValues.PointwisePower(2) / Math.Max(1, Learnt.Samples - 1);

    /// <summary>The same as a share of the total variance of all samples seen, length k; zeros where nothing varies.</summary>
    /// <inheritdoc cref="ComponentCount" path="/exception"/>
    public Vector<double> ExplainedVarianceRatio
    {
        get
        {
            var total = Columns.Sum(Columns.Of(Learnt.Variance)) * Learnt.Samples;
            return total > 0 ? Learnt.SingularValues.PointwisePower(2) / total : Learnt.SingularValues * 0;
        }
    }

    /// <summary>Mean variance along the directions of the last stack that were left out; 0 if none were.</summary>
    /// <inheritdoc cref="ComponentCount" path="/exception"/>
    public double NoiseVariance => Learnt.NoiseVariance;

    /// <summary>Number of samples seen, n.</summary>
    /// <inheritdoc cref="ComponentCount" path="/exception"/>
    public long SampleCount => Learnt.Samples;

    private Seen Learnt => _seen ?? throw Guard.NotFitted(this);

    /// <summary>Forgets everything and learns from a design matrix, a batch of its rows at a time.</summary>
    /// <param name="x">n x p, one sample a row; finite, n at least the number of components. It is left as it is.</param>
    /// <param name="progress">Told of each batch.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <returns>This analysis.</returns>
    /// <exception cref="ArgumentException"><paramref name="x"/> is empty or not finite, or has fewer samples or features than components are
    /// wanted.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; the analysis stays as it was.</exception>
    public IncrementalPca Fit(Matrix<double> x, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        Guard.Design(x, nameof(x));
        return FitBatches([x], x.RowCount, progress, cancellationToken);
    }

    /// <summary>Forgets everything and learns from samples that arrive in pieces of any size, of which only one is in memory at a time.</summary>
    /// <param name="pieces">Matrices of p columns each; read once, from the first to the last.</param>
    /// <param name="progress">Told of each batch.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <returns>This analysis.</returns>
    /// <remarks>The pieces are cut and joined into batches of <c>batchSize</c>, so the result depends on the samples only and not on where they were
    /// cut.</remarks>
    /// <exception cref="ArgumentException">A piece is not finite or has another number of columns than the first, or there are fewer samples or
    /// features than components are wanted.</exception>
    /// <inheritdoc cref="Fit(Matrix{double}, IProgress{FitProgress}, CancellationToken)" path="/exception[@cref='T:System.OperationCanceledException']"/>
    public IncrementalPca Fit(IEnumerable<Matrix<double>> pieces, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pieces);
        return FitBatches(pieces, 0, progress, cancellationToken);
    }

    /// <summary>Forgets everything and learns from a file of numbers, which may be larger than the memory.</summary>
    /// <param name="path">Comma-separated text or a NumPy array; see <see cref="SampleFile"/>.</param>
    /// <param name="progress">Told of each batch.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <returns>This analysis.</returns>
    /// <exception cref="InvalidDataException">The file holds something else than numbers; the message names the line.</exception>
    /// <inheritdoc cref="Fit(IEnumerable{Matrix{double}}, IProgress{FitProgress}, CancellationToken)" path="/exception"/>
    public IncrementalPca Fit(string path, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default) =>
        FitBatches(SampleFile.Read(path), 0, progress, cancellationToken);

    /// <summary>Learns from one more batch, all of it at once.</summary>
    /// <param name="batch">b x p, finite, at least as many rows as components; it is left as it is.</param>
    /// <param name="progress">Told of the steps of a large batch's decomposition.</param>
    /// <param name="cancellationToken">Stops between these.</param>
    /// <returns>This analysis.</returns>
    /// <exception cref="ArgumentException"><paramref name="batch"/> is empty or not finite, has another number of columns than those before, or fewer
    /// rows or columns than components.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; the analysis stays as it was.</exception>
    public IncrementalPca PartialFit(Matrix<double> batch, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        Guard.Design(batch, nameof(batch));
        if (_seen is { } seen)
            Guard.Features(batch, seen.Mean.Count, nameof(batch));
        _seen = Update(_seen, batch, progress, cancellationToken);
        return this;
    }

    /// <summary>Coordinates of samples along the components: (x - mean) V.</summary>
    /// <param name="x">m x p, finite; it is left as it is.</param>
    /// <returns>A new m x k matrix.</returns>
    /// <exception cref="ArgumentException"><paramref name="x"/> has another number of columns than the data fitted on, or is not finite.</exception>
    /// <inheritdoc cref="ComponentCount" path="/exception"/>
    public Matrix<double> Transform(Matrix<double> x)
    {
        Guard.Features(x, Mean.Count, nameof(x));
        return Product.TimesTransposed(Shift.By(x, Mean, -1), Components);
    }

    /// <summary><see cref="Fit(Matrix{double}, IProgress{FitProgress}, CancellationToken)"/>, then <see cref="Transform"/> of the same
    /// data.</summary>
    /// <inheritdoc cref="Fit(Matrix{double}, IProgress{FitProgress}, CancellationToken)" path="/param"/>
    /// <inheritdoc cref="Fit(Matrix{double}, IProgress{FitProgress}, CancellationToken)" path="/exception"/>
    public Matrix<double> FitTransform(Matrix<double> x, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Fit(x, progress, cancellationToken).Transform(x);

    /// <summary>The way back: mean + z V^T.</summary>
    /// <param name="z">m x k, finite.</param>
    /// <returns>A new m x p matrix.</returns>
    /// <exception cref="ArgumentException"><paramref name="z"/> has another number of columns than there are components, or is not
    /// finite.</exception>
    /// <inheritdoc cref="ComponentCount" path="/exception"/>
    public Matrix<double> InverseTransform(Matrix<double> z)
    {
        Guard.Components(z, ComponentCount, nameof(z));
        return Shift.By(Product.Of(z, Components), Mean, +1);
    }

    /// <summary>Writes parameters and all that has been learnt to a JSON file; what is loaded from it can learn on.</summary>
    /// <param name="path">The file; an old one is replaced.</param>
    /// <inheritdoc cref="ComponentCount" path="/exception"/>
    public void Save(string path) => EstimatorFile.Save(path, typeof(IncrementalPca), new State(_components, _batchSize, Learnt));

    /// <summary>Reads an analysis that <see cref="Save"/> has written.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The file is damaged or holds something else.</exception>
    public static IncrementalPca Load(string path)
    {
        var state = EstimatorFile.Load<State>(path, typeof(IncrementalPca));
        return new IncrementalPca(state.Components, state.BatchSize) { _seen = state.Seen };
    }

    private IncrementalPca FitBatches(IEnumerable<Matrix<double>> pieces, int total, IProgress<FitProgress>? progress, CancellationToken cancellationToken)
    {
        Seen? seen = null;
        foreach (var batch in Batches.Of(pieces, _batchSize, atLeast: _components ?? 0))
        {
            cancellationToken.ThrowIfCancellationRequested();
            seen = Update(seen, batch, null, cancellationToken);
            progress?.Report(new FitProgress("Samples seen", (int)Math.Min(int.MaxValue, seen.Samples), total));
        }
        _seen = seen ?? throw new ArgumentException("There are no samples: every piece is empty.", nameof(pieces));
        return this;
    }

    private Seen Update(Seen? seen, Matrix<double> batch, IProgress<FitProgress>? progress, CancellationToken cancellationToken)
    {
        var (n, p) = (batch.RowCount, batch.ColumnCount);
        var kept = seen?.SingularValues.Count ?? _components ?? Math.Min(n, p);
        if (kept > p)
            throw new ArgumentException(Guard.Text($"The samples have {p} features, which is too few for {kept} components."), nameof(batch));
        if (kept > n)
            throw new ArgumentException(Guard.Text($"A batch has {n} samples; it needs at least as many as there are components, {kept}."), nameof(batch));

        var batchMean = Moments.ColumnMeans(batch);
        var batchVariance = Moments.ColumnVariances(batch, batchMean, ddof: 0);
        var before = seen?.Samples ?? 0;
        var samples = before + n;
        var (mean, variance) = (batchMean, batchVariance);
        // The centred batch, under what has been seen.
        var (above, rows) = seen is null ? (0, n) : (kept, kept + n + 1);
        var stack = new double[rows * p];
        var from = Columns.Of(batch);
        for (var j = 0; j < p; j++)
            TensorPrimitives.Subtract(from.AsSpan(j * n, n), batchMean[j], stack.AsSpan(j * rows + above, n));
        if (seen is not null)
        {
            // Chan, Golub and LeVeque's update of means and sums of squares, and the same shift of the mean as one more row.
            var shift = seen.Mean - batchMean;
            var share = (double)before / samples;
            mean = batchMean + shift * share;
            variance = seen.Variance * share + batchVariance * (1 - share) + shift.PointwisePower(2) * (share * (1 - share));
            var (old, factor) = (Columns.Of(seen.Components), Math.Sqrt(share * n));
            for (var j = 0; j < p; j++)
            {
                var column = stack.AsSpan(j * rows, rows);
                for (var k = 0; k < kept; k++)
                    column[k] = seen.SingularValues[k] * old[j * kept + k];
                column[^1] = factor * shift[j];
            }
        }

        var (singular, loadings) = LeadingSvd.RightVectors(stack, rows, p, kept, progress, cancellationToken);
        var divisor = Math.Max(1, samples - 1);
        // As scikit-learn: where a batch has as many rows as there are components, no noise is estimated.
        var noise = kept == n || kept == p ? 0 : Columns.Dot(singular.AsSpan(kept), singular.AsSpan(kept)) / divisor / (singular.Length - kept);
        for (var k = 0; k < kept; k++)
            if (Signs.Flips(loadings.AsSpan(k * p, p)))
                Columns.Scale(-1, loadings.AsSpan(k * p, p));
        return new Seen(samples, mean, variance, Columns.Matrix(kept, p, Columns.Transposed(loadings, p, kept)), Columns.Vector(singular[..kept]), noise);
    }

    private sealed record Seen(
        long Samples, Vector<double> Mean, Vector<double> Variance, Matrix<double> Components, Vector<double> SingularValues, double NoiseVariance);

    private sealed record State(int? Components, int? BatchSize, Seen Seen);
}
