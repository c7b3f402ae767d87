using Course.Classification;

namespace Course.Manifold;

/// <summary>The probabilities P that t-SNE tries to reproduce: how much two samples are each other's neighbours; symmetric, all together 1.</summary>
/// <remarks>L. van der Maaten and G. Hinton, JMLR 9 (2008) 2579: p_ij = (p_j|i + p_i|j) / 2n with Gaussian p_j|i of the wanted
/// <see cref="Perplexity"/>.</remarks>
internal static class JointProbabilities
{
    /// <summary>All pairs: n x n, zeros on the diagonal, elsewhere at least the machine precision as in scikit-learn.</summary>
    /// <param name="squares">Squared distances, n x n, symmetric; left as they are.</param>
    /// <param name="n">Number of samples, 2 or more.</param>
    /// <param name="perplexity">More than 0, less than n.</param>
    /// <param name="cancellationToken">Stops before the second half.</param>
    public static double[] Dense(double[] squares, int n, double perplexity, CancellationToken cancellationToken = default)
    {
        var conditional = new double[n * n];
        Workers.For(n, () => (Others: new double[n - 1], Weights: new double[n - 1], Scratch: new double[n - 1]), (i, space) =>
        {
            var own = squares.AsSpan(i * n, n);
            own[..i].CopyTo(space.Others);
            own[(i + 1)..].CopyTo(space.Others.AsSpan(i));
            Perplexity.Weights(space.Others, perplexity, space.Weights, space.Scratch);
            space.Weights.AsSpan(0, i).CopyTo(conditional.AsSpan(i * n));
            space.Weights.AsSpan(i).CopyTo(conditional.AsSpan(i * n + i + 1));
        });
        cancellationToken.ThrowIfCancellationRequested();
        var total = 2 * Columns.Sum(conditional);
        var joint = new double[n * n];
        Workers.For(n, i =>
        {
            for (var j = 0; j < n; j++)
                joint[i * n + j] = i == j ? 0 : Math.Max((conditional[i * n + j] + conditional[j * n + i]) / total, ExactGradient.Smallest);
        });
        return joint;
    }

    /// <summary>Nearest neighbours only, which is where all but a trace of the probability is.</summary>
    /// <param name="neighbours">A few times as many as the perplexity.</param>
    /// <param name="perplexity">More than 0.</param>
    /// <returns>For each sample i the places Starts[i] to Starts[i + 1] of its partners, ascending, and their probabilities.</returns>
    public static SparseProbabilities Sparse(Neighbours neighbours, double perplexity)
    {
        var (n, k) = (neighbours.PointCount, neighbours.K);
        var (partners, weights) = (new int[n * k], new double[n * k]);
        Workers.For(n, () => (Squares: new double[k], Scratch: new double[k]), (i, space) =>
        {
            for (var e = 0; e < k; e++)
                space.Squares[e] = neighbours.Distances(i)[e] * neighbours.Distances(i)[e];
            var own = weights.AsSpan(i * k, k);
            Perplexity.Weights(space.Squares, perplexity, own, space.Scratch);
            neighbours.Indices(i).CopyTo(partners.AsSpan(i * k));
            partners.AsSpan(i * k, k).Sort(own);
        });

        // The transpose: for each sample those that have it among their neighbours, in ascending order because they are visited in it.
        var ends = new int[n + 1];
        foreach (var partner in partners)
            ends[partner + 1]++;
        for (var i = 0; i < n; i++)
            ends[i + 1] += ends[i];
        var starts = (int[])ends.Clone();
        var (sources, back) = (new int[n * k], new double[n * k]);
        for (var e = 0; e < partners.Length; e++)
        {
            var place = starts[partners[e]]++;
            (sources[place], back[place]) = (e / k, weights[e]);
        }
        return Merged(n, k, partners, weights, ends, sources, back);
    }

    // Row i of P + P^T: two ascending lists merged into one, over their common sum.
    private static SparseProbabilities Merged(int n, int k, int[] partners, double[] weights, int[] ends, int[] sources, double[] back)
    {
        var starts = new int[n + 1];
        var (targets, values, kept) = (new int[2 * n * k], new double[2 * n * k], 0);
        for (var i = 0; i < n; i++)
        {
            var (a, b) = (i * k, ends[i]);
            while (a < (i + 1) * k || b < ends[i + 1])
            {
                var own = a < (i + 1) * k ? partners[a] : int.MaxValue;
                var other = b < ends[i + 1] ? sources[b] : int.MaxValue;
                targets[kept] = Math.Min(own, other);
                values[kept] = (own <= other ? weights[a++] : 0) + (other <= own ? back[b++] : 0);
                kept++;
            }
            starts[i + 1] = kept;
        }
        var total = Columns.Sum(values.AsSpan(0, kept));
        var probabilities = new float[kept];
        for (var e = 0; e < kept; e++)
            probabilities[e] = (float)(values[e] / total);
        return new SparseProbabilities(starts, targets[..kept], probabilities);
    }
}
