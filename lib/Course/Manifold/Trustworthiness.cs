using Course.Classification;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Manifold;

/// <summary>How far one may trust the neighbourhoods that an embedding shows.</summary>
/// <remarks>
/// J. Venna and S. Kaski, ICANN 2001, 485; as scikit-learn's <c>trustworthiness</c>: T = 1 - 2 / (n k (2n - 3k - 1)) Σ_i Σ_j max(0, r(i, j) - k),
/// where j runs over the k nearest neighbours of i in the embedding and r(i, j) is j's rank by distance from i among the samples. Only false
/// neighbours are punished, not torn ones.
/// </remarks>
public static class Trustworthiness
{
    /// <summary>Trustworthiness of an embedding.</summary>
    /// <param name="x">n x p, the samples.</param>
    /// <param name="embedding">n x k, where they were put.</param>
    /// <param name="neighbours">Neighbours looked at, 1 or more and less than n/2 (default 5).</param>
    /// <param name="progress">Told of each batch of samples.</param>
    /// <param name="cancellationToken">Stops between batches of samples.</param>
    /// <returns>0 to 1; 1 where all neighbours are true ones.</returns>
    /// <exception cref="ArgumentException">A matrix is not finite, or they have different numbers of rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="neighbours"/> is not in its range.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static double Score(Matrix<double> x, Matrix<double> embedding, int neighbours = 5, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        Guard.Design(x, nameof(x));
        Guard.Design(embedding, nameof(embedding));
        var n = x.RowCount;
        Guard.OnePerSample(embedding.RowCount, n, nameof(embedding), nameof(x));
        if (neighbours < 1 || 2 * (long)neighbours >= n)
            throw new ArgumentOutOfRangeException(nameof(neighbours), Guard.Text($"neighbours is {neighbours}; with {n} samples it should be at least 1 and less than {n / 2.0}."));

        var near = new NearestNeighbours().Fit(embedding).FindOthers(neighbours, progress, cancellationToken);
        var distances = new SquaredDistances(x);
        var excess = new long[n];
        for (var start = 0; start < n; start += distances.BatchSize)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var first = start;
            var count = Math.Min(distances.BatchSize, n - start);
            var batch = distances.To(x, first, count);
            Workers.For(count, i =>
            {
                foreach (var j in near.Indices(first + i))
                    excess[first + i] += Math.Max(0, Rank(batch.AsSpan(i * n, n), first + i, j) - neighbours);
            });
            progress?.Report(new FitProgress("Ranks", first + count, n));
        }
        var k = (double)neighbours;
        return 1 - excess.Sum() * 2 / (n * k * (2.0 * n - 3 * k - 1));
    }

    // How many samples, itself included, are as near to i as j; of equally near ones those with smaller numbers count.
    private static int Rank(ReadOnlySpan<double> distances, int i, int j)
    {
        var bound = distances[j];
        var rank = 1;
        for (var other = 0; other < distances.Length; other++)
            if (distances[other] < bound || (distances[other] == bound && other < j))
                rank++;
        // Sample i is no neighbour of its own.
        return distances[i] < bound || (distances[i] == bound && i < j) ? rank - 1 : rank;
    }
}
