namespace Course.Classification;

/// <summary>The k nearest samples of each of m points, nearest first.</summary>
public sealed class Neighbours
{
    private readonly int[] _indices;
    private readonly double[] _distances;

    internal Neighbours(int k, int[] indices, double[] distances) => (K, _indices, _distances) = (k, indices, distances);

    /// <summary>Number of neighbours of each point, k.</summary>
    public int K { get; }

    /// <summary>Number of points, m.</summary>
    public int PointCount => _indices.Length / K;

    /// <summary>Which samples are the neighbours of a point: k row numbers, the nearest first; of equally near ones the smaller number
    /// first.</summary>
    /// <param name="point">0 to m - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="point"/> is not in that range.</exception>
    public ReadOnlySpan<int> Indices(int point) => _indices.AsSpan(Start(point), K);

    /// <summary>Their Euclidean distances from the point, in the same order.</summary>
    /// <inheritdoc cref="Indices"/>
    public ReadOnlySpan<double> Distances(int point) => _distances.AsSpan(Start(point), K);

    private int Start(int point) => (uint)point < (uint)PointCount
        ? point * K
        : throw new ArgumentOutOfRangeException(nameof(point), Guard.Text($"point is {point}; there are {PointCount} points."));
}
