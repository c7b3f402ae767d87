using MathNet.Numerics.LinearAlgebra;

namespace Course.Classification;

/// <summary>
/// Finds for any point the samples that lie nearest to it, by Euclidean distance.
/// </summary>
/// <remarks>
/// Few features and many samples: a k-d tree, O(log n) for a point. Otherwise distances to all samples, O(n p) for a point, through one matrix
/// product for many points at a time; the nearest candidates are then measured again, difference by difference, so that distances are exact and equal
/// samples have distance 0. The result is the same either way.
/// </remarks>
public sealed class NearestNeighbours
{
    private const int TreeSamples = 500;
    private const int Spare = 8;

    private Matrix<double>? _x;
    private double[] _rows = [];
    private KdTree? _tree;
    private SquaredDistances? _distances;

    /// <summary>The samples, n x p.</summary>
    /// <exception cref="InvalidOperationException">No samples have been given.</exception>
    public Matrix<double> Samples => _x ?? throw Guard.NotFitted(this);

    /// <summary>Takes the samples to search among.</summary>
    /// <param name="x">n x p, one sample a row; finite. It is copied.</param>
    /// <returns>This search.</returns>
    /// <exception cref="ArgumentException"><paramref name="x"/> is empty or not finite.</exception>
    public NearestNeighbours Fit(Matrix<double> x) => Fit(x, tree: null);

    internal NearestNeighbours Fit(Matrix<double> x, bool? tree)
    {
        Guard.Design(x, nameof(x));
        var rows = Columns.Transposed(Columns.Of(x), x.RowCount, x.ColumnCount);
        var useTree = tree ?? (x.RowCount >= TreeSamples && x.ColumnCount <= KdTree.MostFeatures);
        (_x, _rows) = (x.Clone(), rows);
        (_tree, _distances) = useTree ? ((KdTree?)new KdTree(rows, x.RowCount, x.ColumnCount), (SquaredDistances?)null) : (null, new SquaredDistances(x));
        return this;
    }

    /// <summary>The nearest samples of each point.</summary>
    /// <param name="points">m x p, finite.</param>
    /// <param name="k">Number of neighbours, 1 to n.</param>
    /// <param name="progress">Told of each batch of points.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <exception cref="ArgumentException"><paramref name="points"/> has another number of columns than the samples, or is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> is not in its range.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <inheritdoc cref="Samples" path="/exception"/>
    public Neighbours Find(Matrix<double> points, int k, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        Guard.Features(points, Samples.ColumnCount, nameof(points));
        return Search(points, k, itself: true, progress, cancellationToken);
    }

    /// <summary>The nearest other samples of each sample: a sample is no neighbour of itself, an equal one is.</summary>
    /// <param name="k">Number of neighbours, 1 to n - 1.</param>
    /// <param name="progress">Told of each batch of samples.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> is not in its range.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <inheritdoc cref="Samples" path="/exception"/>
    public Neighbours FindOthers(int k, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Search(Samples, k, itself: false, progress, cancellationToken);

    /// <summary>Writes the samples to a JSON file.</summary>
    /// <param name="path">The file; an old one is replaced.</param>
    /// <inheritdoc cref="Samples" path="/exception"/>
    public void Save(string path) => EstimatorFile.Save(path, typeof(NearestNeighbours), new State(Samples));

    /// <summary>Reads a search that <see cref="Save"/> has written.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The file is damaged or holds something else.</exception>
    public static NearestNeighbours Load(string path) => new NearestNeighbours().Fit(EstimatorFile.Load<State>(path, typeof(NearestNeighbours)).Samples);

    private Neighbours Search(Matrix<double> points, int k, bool itself, IProgress<FitProgress>? progress, CancellationToken cancellationToken)
    {
        var (n, p, m) = (Samples.RowCount, Samples.ColumnCount, points.RowCount);
        var most = itself ? n : n - 1;
        if (k < 1 || k > most)
            throw new ArgumentOutOfRangeException(nameof(k), Guard.Text($"k is {k}; among {n} samples it should lie between 1 and {most}."));
        var queries = ReferenceEquals(points, _x) ? _rows : Columns.Transposed(Columns.Of(points), m, p);
        var (indices, distances) = (new int[m * k], new double[m * k]);
        var batchSize = _distances?.BatchSize ?? 1024;
        for (var start = 0; start < m; start += batchSize)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (first, count) = (start, Math.Min(batchSize, m - start));
            var batch = _distances?.To(points, first, count);
            var wanted = _distances is null ? k : Math.Min(most, k + Spare);
            Workers.For(count, () => new NearestHeap(wanted), (i, heap) =>
            {
                var point = first + i;
                var query = queries.AsSpan(point * p, p);
                heap.Clear();
                if (batch is null)
                {
                    _tree!.Search(query, itself ? -1 : point, heap);
                }
                else
                {
                    heap.AddAll(batch.AsSpan(i * n, n), itself ? -1 : point);
                    heap.Measure(query, _rows);
                }
                heap.TakeSorted(indices.AsSpan(point * k, k), distances.AsSpan(point * k, k));
            });
            progress?.Report(new FitProgress("Neighbours", first + count, m));
        }
        return new Neighbours(k, indices, distances);
    }

    private sealed record State(Matrix<double> Samples);
}
