using MathNet.Numerics.LinearAlgebra;

namespace Course.Classification;

/// <summary>Gives a sample the class that most of its k nearest neighbours have.</summary>
/// <remarks>
/// E. Fix and J. Hodges, 1951. Nothing is learnt but the samples themselves. Each neighbour has one vote; of classes with equally many votes the
/// smaller number wins, as in scikit-learn's <c>KNeighborsClassifier</c>.
/// </remarks>
/// <param name="k">Number of neighbours, 1 or more (default 5).</param>
/// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> is less than 1.</exception>
public sealed class NearestNeighboursClassifier(int k = 5)
{
    private readonly int _k = Parameter.AtLeast(k, 1, nameof(k), "neighbours");
    private NearestNeighbours? _search;
    private Labels? _labels;

    /// <summary>The classes, ascending.</summary>
    /// <exception cref="InvalidOperationException">The classifier is not fitted.</exception>
    public IReadOnlyList<int> Classes => Learnt.Classes;

    private Labels Learnt => _labels ?? throw Guard.NotFitted(this);

    /// <summary>Takes samples of known class.</summary>
    /// <param name="x">n x p, one sample a row; finite, n at least the number of neighbours. It is copied.</param>
    /// <param name="y">The n classes.</param>
    /// <returns>This classifier.</returns>
    /// <exception cref="ArgumentException"><paramref name="x"/> is not finite or has too few samples, or <paramref name="y"/> has another
    /// length.</exception>
    public NearestNeighboursClassifier Fit(Matrix<double> x, int[] y)
    {
        Guard.Design(x, nameof(x), minimumRows: _k);
        var labels = Labels.Of(y, x.RowCount, nameof(y), nameof(x));
        _search = new NearestNeighbours().Fit(x);
        _labels = labels;
        return this;
    }

    /// <summary>Share of each sample's neighbours that are of each class.</summary>
    /// <param name="x">m x p, finite.</param>
    /// <param name="progress">Told of each batch of samples.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <returns>m x classes; every row adds up to 1.</returns>
    /// <exception cref="ArgumentException"><paramref name="x"/> has another number of columns than the data fitted on, or is not finite.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <inheritdoc cref="Classes" path="/exception"/>
    public Matrix<double> PredictProbability(Matrix<double> x, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var labels = Learnt;
        var neighbours = _search!.Find(x, _k, progress, cancellationToken);
        var m = x.RowCount;
        var shares = new double[m * labels.Classes.Length];
        for (var i = 0; i < m; i++)
            foreach (var neighbour in neighbours.Indices(i))
                shares[labels.Codes[neighbour] * m + i]++;
        Columns.Scale(1.0 / _k, shares);
        return Columns.Matrix(m, labels.Classes.Length, shares);
    }

    /// <summary>The class with the most votes for each sample.</summary>
    /// <returns>Length m.</returns>
    /// <inheritdoc cref="PredictProbability"/>
    public int[] Predict(Matrix<double> x, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Learnt.Likeliest(PredictProbability(x, progress, cancellationToken));

    /// <summary>Share of samples whose class is predicted rightly.</summary>
    /// <param name="x">m x p, finite.</param>
    /// <param name="y">The m true classes.</param>
    /// <param name="progress">Told of each batch of samples.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <returns>Between 0 and 1.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit, or <paramref name="x"/> is not finite.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <inheritdoc cref="Classes" path="/exception"/>
    public double Score(Matrix<double> x, int[] y, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Labels.Agreement(Predict(x, progress, cancellationToken), y, nameof(y), nameof(x));

    /// <summary>Writes samples and classes to a JSON file.</summary>
    /// <param name="path">The file; an old one is replaced.</param>
    /// <inheritdoc cref="Classes" path="/exception"/>
    public void Save(string path) => EstimatorFile.Save(path, typeof(NearestNeighboursClassifier), new State(_k, Learnt.Original(), _search!.Samples));

    /// <summary>Reads a classifier that <see cref="Save"/> has written.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The file is damaged or holds something else.</exception>
    public static NearestNeighboursClassifier Load(string path)
    {
        var state = EstimatorFile.Load<State>(path, typeof(NearestNeighboursClassifier));
        return new NearestNeighboursClassifier(state.K).Fit(state.X, state.Y);
    }

    private sealed record State(int K, int[] Y, Matrix<double> X);
}
