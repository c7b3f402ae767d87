using Course.Decomposition;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Classification;

/// <summary>
/// Linear discriminant analysis: classes as normal distributions with one common covariance, and the directions in which their means lie farthest
/// apart.
/// </summary>
/// <remarks>
/// <para>
/// R. A. Fisher, Ann. Eugenics 7 (1936) 179; T. Hastie, R. Tibshirani and J. Friedman, The Elements of Statistical Learning, sec. 4.3. The samples
/// are whitened by the covariance within the classes; the principal directions of the class means in that space are the discriminants, at most
/// classes - 1 of them, and the nearest mean there, with the classes' frequencies taken into account, is the likeliest class.
/// </para>
/// <para>
/// As scikit-learn's solver "svd": features are scaled by their deviation within the classes first, and directions in which the scaled samples vary
/// by less than <c>tolerance</c> are left out, so features may be constant or linearly dependent. In each discriminant the entry of largest magnitude
/// is positive. Cost: O(n p min(n, p)).
/// </para>
/// </remarks>
/// <param name="components">Number of discriminants that <see cref="Transform"/> returns, 1 to min(p, classes - 1); all of them by default.</param>
/// <param name="tolerance">Smallest deviation of the scaled samples that counts, above 0 (default 0.0001).</param>
/// <exception cref="ArgumentOutOfRangeException">A parameter lies outside what is said above.</exception>
public sealed class LinearDiscriminantAnalysis(int? components = null, double tolerance = 1e-4)
{
    private readonly int? _components = components is { } k ? Parameter.AtLeast(k, 1, nameof(components), "discriminants") : null;
    private readonly double _tolerance = Parameter.Positive(tolerance, nameof(tolerance));
    private Fitted? _fitted;

    /// <summary>The classes, ascending.</summary>
    /// <exception cref="InvalidOperationException">The analysis is not fitted.</exception>
    public IReadOnlyList<int> Classes => Learnt.Classes;

    /// <summary>Share of the samples that each class has.</summary>
    /// <inheritdoc cref="Classes" path="/exception"/>
    public Vector<double> Priors => Learnt.Priors;

    /// <summary>Mean of each class, classes x p.</summary>
    /// <inheritdoc cref="Classes" path="/exception"/>
    public Matrix<double> Means => Learnt.Means;

    /// <summary>Mean of all samples, length p.</summary>
    /// <inheritdoc cref="Classes" path="/exception"/>
    public Vector<double> Mean => Learnt.Mean;

    /// <summary>The discriminants, p x r, one a column: samples projected on them have variance 1 within the classes.</summary>
    /// <inheritdoc cref="Classes" path="/exception"/>
    public Matrix<double> Scalings => Learnt.Scalings;

    /// <summary>Share of the variance between the classes that each discriminant explains.</summary>
    /// <inheritdoc cref="Classes" path="/exception"/>
    public Vector<double> ExplainedVarianceRatio => Learnt.Ratio;

    /// <summary>Weights of the features in each class's score, classes x p.</summary>
    /// <inheritdoc cref="Classes" path="/exception"/>
    public Matrix<double> Coefficients => Learnt.Coefficients;

    /// <summary>Constants of the classes' scores.</summary>
    /// <inheritdoc cref="Classes" path="/exception"/>
    public Vector<double> Intercepts => Learnt.Intercepts;

    private Fitted Learnt => _fitted ?? throw Guard.NotFitted(this);

    /// <summary>Learns from samples of known class.</summary>
    /// <param name="x">n x p, one sample a row; finite. It is left as it is.</param>
    /// <param name="y">The n classes: at least two, and fewer than samples.</param>
    /// <param name="progress">Told of each of the stages (spread within the classes, whitening, discriminants) and of the steps of the decomposition.</param>
    /// <param name="cancellationToken">Stops between these.</param>
    /// <returns>This analysis.</returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="x"/> is not finite, <paramref name="y"/> has another length or fewer than two classes, every class has a single sample, more
    /// discriminants are asked for than there are, or no feature varies within the classes or none between them.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was cancelled; the analysis stays as it was.</exception>
    public LinearDiscriminantAnalysis Fit(Matrix<double> x, int[] y, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        Guard.Design(x, nameof(x), minimumRows: 2);
        var labels = Labels.Of(y, x.RowCount, nameof(y), nameof(x));
        var (n, p, classes) = (x.RowCount, x.ColumnCount, labels.Classes.Length);
        if (classes < 2)
            throw new ArgumentException(Guard.Text($"{nameof(y)} holds a single class, {labels.Classes[0]}; there is nothing to tell apart."), nameof(y));
        if (classes == n)
            throw new ArgumentException(Guard.Text($"{nameof(y)} holds as many classes as samples, {n}; without a class of two samples there is no spread within the classes."), nameof(y));
        var most = Math.Min(classes - 1, p);
        if (_components > most)
            throw new ArgumentException(Guard.Text($"{classes} classes of {p} features have at most {most} discriminants; {_components} were asked for."), nameof(y));

        var (priors, means) = ClassMeans(x, labels);
        var mean = means.TransposeThisAndMultiply(priors);
        var (scaled, deviations) = WithinClasses(x, labels, Columns.Of(means));

        cancellationToken.ThrowIfCancellationRequested();
        progress?.Report(new FitProgress("Discriminant analysis", 1, 3));

        // 1. Whiten: the scaled samples within the classes, divided by sqrt(n - classes), are U S V^T.
        var (s, v) = LeadingSvd.Above(Columns.Of(scaled), n, p, _tolerance, progress, cancellationToken);
        var rank = s.Length;
        if (rank == 0)
            throw new ArgumentException(Guard.Text($"No feature of {nameof(x)} varies within the classes: every class is one point, and there is no spread to compare distances with."), nameof(x));
        for (var k = 0; k < rank; k++)
            for (var j = 0; j < p; j++)
                v[k * p + j] /= deviations[j] * s[k];
        var whitening = Columns.Matrix(p, rank, v);

        cancellationToken.ThrowIfCancellationRequested();
        progress?.Report(new FitProgress("Discriminant analysis", 2, 3));

        // 2. The weighted class means in the whitened space, and their principal directions.
        var between = Product.Of(Shift.By(means, mean, -1), whitening);
        var weighted = between.Clone();
        for (var c = 0; c < classes; c++)
            weighted.SetRow(c, between.Row(c) * Math.Sqrt(n * priors[c] / (classes - 1)));
        var (_, spread, directions) = GolubKahanSvd.Thin(Columns.Of(weighted), classes, rank, left: false, cancellationToken: cancellationToken);
        if (!(spread[0] > 0))
            throw new ArgumentException(Guard.Text($"The classes of {nameof(y)} all have the same mean: no direction tells them apart."), nameof(y));
        var kept = 0;
        while (kept < spread.Length && spread[kept] > _tolerance * spread[0])
            kept++;
        var scalings = Product.Of(whitening, Columns.Matrix(rank, kept, directions[..(rank * kept)]));
        for (var k = 0; k < kept; k++)
            if (Signs.Flips(Columns.Of(scalings).AsSpan(k * p, p)))
                Columns.Scale(-1, Columns.Of(scalings).AsSpan(k * p, p));

        // 3. Scores: log prior minus half the squared distance to the class's mean, less what all classes share.
        var projected = Product.Of(Shift.By(means, mean, -1), scalings);
        var coefficients = Product.TimesTransposed(projected, scalings);
        var intercepts = coefficients * mean * -1;
        for (var c = 0; c < classes; c++)
            intercepts[c] += Math.Log(priors[c]) - 0.5 * projected.Row(c).DotProduct(projected.Row(c));

        var total = Columns.Dot(spread, spread);
        var count = Math.Min(_components ?? most, spread.Length);
        var ratio = Array.ConvertAll(spread[..count], value => value * value / total);
        _fitted = new Fitted(labels.Classes, priors, means, mean, scalings, Columns.Vector(ratio), coefficients, intercepts);
        progress?.Report(new FitProgress("Discriminant analysis", 3, 3));
        return this;
    }

    /// <summary>Coordinates of samples along the discriminants: (x - mean) scalings.</summary>
    /// <param name="x">m x p, finite; it is left as it is.</param>
    /// <returns>A new m x k matrix, in deviations within the classes.</returns>
    /// <exception cref="ArgumentException"><paramref name="x"/> has another number of columns than the data fitted on, or is not finite.</exception>
    /// <inheritdoc cref="Classes" path="/exception"/>
    public Matrix<double> Transform(Matrix<double> x)
    {
        Guard.Features(x, Mean.Count, nameof(x));
        var count = Math.Min(Scalings.ColumnCount, _components ?? Scalings.ColumnCount);
        return Product.Of(Shift.By(x, Mean, -1), Scalings.SubMatrix(0, Mean.Count, 0, count));
    }

    /// <summary><see cref="Fit"/>, then <see cref="Transform"/> of the same data.</summary>
    /// <inheritdoc cref="Fit" path="/param"/>
    /// <inheritdoc cref="Fit" path="/exception"/>
    public Matrix<double> FitTransform(Matrix<double> x, int[] y, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Fit(x, y, progress, cancellationToken).Transform(x);

    /// <summary>Score of each class for each sample: the logarithm of its probability, but for a number that all classes share.</summary>
    /// <param name="x">m x p, finite.</param>
    /// <returns>m x classes.</returns>
    /// <exception cref="ArgumentException"><paramref name="x"/> has another number of columns than the data fitted on, or is not finite.</exception>
    /// <inheritdoc cref="Classes" path="/exception"/>
    public Matrix<double> DecisionFunction(Matrix<double> x)
    {
        Guard.Features(x, Mean.Count, nameof(x));
        return Shift.By(Product.TimesTransposed(x, Coefficients), Intercepts, +1);
    }

    /// <summary>Probability of each class for each sample, if the classes are normally distributed with one covariance.</summary>
    /// <returns>m x classes; every row adds up to 1.</returns>
    /// <inheritdoc cref="DecisionFunction"/>
    public Matrix<double> PredictProbability(Matrix<double> x)
    {
        var scores = DecisionFunction(x);
        Softmax.InPlace(Columns.Of(scores), scores.RowCount, scores.ColumnCount);
        return scores;
    }

    /// <summary>The likeliest class of each sample.</summary>
    /// <returns>Length m.</returns>
    /// <inheritdoc cref="DecisionFunction"/>
    public int[] Predict(Matrix<double> x) => new Labels(Learnt.Classes, []).Likeliest(DecisionFunction(x));

    /// <summary>Share of samples whose class is predicted rightly.</summary>
    /// <param name="x">m x p, finite.</param>
    /// <param name="y">The m true classes.</param>
    /// <returns>Between 0 and 1.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit, or <paramref name="x"/> is not finite.</exception>
    /// <inheritdoc cref="Classes" path="/exception"/>
    public double Score(Matrix<double> x, int[] y) => Labels.Agreement(Predict(x), y, nameof(y), nameof(x));

    /// <summary>Writes parameters and fitted results to a JSON file.</summary>
    /// <param name="path">The file; an old one is replaced.</param>
    /// <inheritdoc cref="Classes" path="/exception"/>
    public void Save(string path) => EstimatorFile.Save(path, typeof(LinearDiscriminantAnalysis), new State(_components, _tolerance, Learnt));

    /// <summary>Reads an analysis that <see cref="Save"/> has written.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The file is damaged or holds something else.</exception>
    public static LinearDiscriminantAnalysis Load(string path)
    {
        var state = EstimatorFile.Load<State>(path, typeof(LinearDiscriminantAnalysis));
        return new LinearDiscriminantAnalysis(state.Components, state.Tolerance) { _fitted = state.Fitted };
    }

    private static (Vector<double> Priors, Matrix<double> Means) ClassMeans(Matrix<double> x, Labels labels)
    {
        var (n, p, classes, values) = (x.RowCount, x.ColumnCount, labels.Classes.Length, Columns.Of(x));
        var counts = new double[classes];
        foreach (var code in labels.Codes)
            counts[code]++;
        var means = new double[classes * p];
        for (var j = 0; j < p; j++)
        {
            var mean = means.AsSpan(j * classes, classes);
            for (var i = 0; i < n; i++)
                mean[labels.Codes[i]] += values[j * n + i];
            for (var c = 0; c < classes; c++)
                mean[c] /= counts[c];
        }
        return (Columns.Vector(counts) / n, Columns.Matrix(classes, p, means));
    }

    // Samples less their class's mean, over the feature's deviation within the classes and sqrt(n - classes).
    private static (Matrix<double> Scaled, double[] Deviations) WithinClasses(Matrix<double> x, Labels labels, double[] means)
    {
        var (n, p, classes, values) = (x.RowCount, x.ColumnCount, labels.Classes.Length, Columns.Of(x));
        var scaled = new double[n * p];
        var deviations = new double[p];
        var divisor = Math.Sqrt(n - classes);
        for (var j = 0; j < p; j++)
        {
            var from = values.AsSpan(j * n, n);
            var to = scaled.AsSpan(j * n, n);
            for (var i = 0; i < n; i++)
                to[i] = from[i] - means[j * classes + labels.Codes[i]];
            var deviation = Math.Sqrt(Columns.Dot(to, to) / n);
            // What the rounding of a mean leaves of a constant feature is no deviation.
            if (deviation <= 1e-15 * n * Columns.LargestMagnitude(from))
            {
                deviation = 1;
                to.Clear();
            }
            deviations[j] = deviation;
            Columns.Scale(1 / (deviation * divisor), to);
        }
        return (Columns.Matrix(n, p, scaled), deviations);
    }

    private sealed record Fitted(
        int[] Classes, Vector<double> Priors, Matrix<double> Means, Vector<double> Mean, Matrix<double> Scalings, Vector<double> Ratio,
        Matrix<double> Coefficients, Vector<double> Intercepts);

    private sealed record State(int? Components, double Tolerance, Fitted Fitted);
}
