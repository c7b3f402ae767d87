namespace Course.Classification;

/// <summary>A k-d tree: space halved again and again, each time across the dimension in which the samples are spread widest.</summary>
/// <remarks>
/// J. Friedman, J. Bentley and R. Finkel, ACM TOMS 3 (1977) 209, with the incremental distances of S. Arya and D. Mount (1993). The tree is perfectly
/// balanced and has no pointers: the samples are put into an order in which each node is an interval that its two children halve; node i has children
/// 2i + 1 and 2i + 2.
/// </remarks>
internal sealed class KdTree
{
    /// <summary>With more features than these nearly every node would be visited.</summary>
    public const int MostFeatures = 8;

    private const int LeafSize = 12;

    private readonly int _features, _levels;
    private readonly int[] _order;
    private readonly double[] _rows, _splits;
    private readonly int[] _dimensions;

    /// <summary>Builds the tree in O(n log n) comparisons.</summary>
    /// <param name="rows">All samples, one after another; left as they are.</param>
    /// <param name="samples">n.</param>
    /// <param name="features">p.</param>
    public KdTree(double[] rows, int samples, int features)
    {
        _features = features;
        while (samples >> _levels > LeafSize)
            _levels++;
        _order = new int[samples];
        for (var i = 0; i < samples; i++)
            _order[i] = i;
        _splits = new double[1 << _levels];
        _dimensions = new int[1 << _levels];
        Build(0, 0, samples, 0, rows, new double[samples]);

        _rows = new double[rows.Length];
        for (var i = 0; i < samples; i++)
            rows.AsSpan(_order[i] * features, features).CopyTo(_rows.AsSpan(i * features));
    }

    /// <summary>Offers the heap every sample that could be among the nearest.</summary>
    /// <param name="query">The point, p numbers.</param>
    /// <param name="except">A sample to leave out, or -1.</param>
    /// <param name="heap">Takes them.</param>
    public void Search(ReadOnlySpan<double> query, int except, NearestHeap heap)
    {
        Span<double> offsets = stackalloc double[MostFeatures];
        Visit(0, 0, _order.Length, 0, query, 0, offsets, except, heap);
    }

    private void Visit(int node, int start, int end, int level, ReadOnlySpan<double> query, double distance, Span<double> offsets, int except, NearestHeap heap)
    {
        if (level == _levels)
        {
            for (var i = start; i < end; i++)
            {
                var square = NearestHeap.SquaredDistance(query, _rows.AsSpan(i * _features, _features));
                if (square <= heap.Bound && _order[i] != except)
                    heap.Add(square, _order[i]);
            }
            return;
        }

        var middle = start + (end - start) / 2;
        var dimension = _dimensions[node];
        var offset = query[dimension] - _splits[node];
        if (offset < 0)
            Visit(2 * node + 1, start, middle, level + 1, query, distance, offsets, except, heap);
        else
            Visit(2 * node + 2, middle, end, level + 1, query, distance, offsets, except, heap);

        // Crossing the plane, the distance to the cell changes in this one dimension only.
        var before = offsets[dimension];
        var across = distance - before * before + offset * offset;
        if (across * (1 - 1e-12) > heap.Bound)
            return;
        offsets[dimension] = offset;
        if (offset < 0)
            Visit(2 * node + 2, middle, end, level + 1, query, across, offsets, except, heap);
        else
            Visit(2 * node + 1, start, middle, level + 1, query, across, offsets, except, heap);
        offsets[dimension] = before;
    }

    private void Build(int node, int start, int end, int level, double[] rows, double[] keys)
    {
        if (level == _levels)
            return;
        var (dimension, widest) = (0, -1.0);
        for (var j = 0; j < _features; j++)
        {
            var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
            for (var i = start; i < end; i++)
            {
                var value = rows[_order[i] * _features + j];
                (low, high) = (Math.Min(low, value), Math.Max(high, value));
            }
            if (high - low > widest)
                (dimension, widest) = (j, high - low);
        }

        for (var i = start; i < end; i++)
            keys[i] = rows[_order[i] * _features + dimension];
        Array.Sort(keys, _order, start, end - start);
        var middle = start + (end - start) / 2;
        _dimensions[node] = dimension;
        _splits[node] = keys[middle];
        Build(2 * node + 1, start, middle, level + 1, rows, keys);
        Build(2 * node + 2, middle, end, level + 1, rows, keys);
    }
}
