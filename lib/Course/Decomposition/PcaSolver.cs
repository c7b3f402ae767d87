namespace Course.Decomposition;

/// <summary>How <see cref="Pca"/> finds the components.</summary>
public enum PcaSolver
{
    /// <summary>
    /// Chosen by the shape of the data; the default. Up to a million numbers: <see cref="Full"/>. More of them, and at least twice as many samples as
    /// features: <see cref="Covariance"/>. Otherwise, where fewer than a tenth of the min(n, p) components are asked for by number:
    /// <see cref="Randomized"/>. Otherwise <see cref="Full"/>.
    /// </summary>
    Auto,

    /// <summary>
    /// The covariance matrix is formed and diagonalised. The fastest by far for many samples of few features, and needs little memory; variances below about
    /// 1e-15 of the largest are rounding. Cost: O(n p² + p³).
    /// </summary>
    Covariance,

    /// <summary>The thin singular value decomposition of the centred data, which keeps small variances accurate. Cost: O(n p min(n, p)).</summary>
    Full,

    /// <summary>
    /// The leading components only, in a small random subspace (<see cref="RandomizedSvd"/>): for large data with many features. Accurate where the
    /// variances fall off behind the components wanted, close otherwise. Cost: O(n p k) a power iteration.
    /// </summary>
    Randomized,
}
