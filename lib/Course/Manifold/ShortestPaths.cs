namespace Course.Manifold;

/// <summary>Lengths of the shortest paths between all nodes of a graph.</summary>
/// <remarks>
/// E. W. Dijkstra, Numer. Math. 1 (1959) 269, from every node, on all processors. The open nodes are in a heap with four children a node, which is half as deep as one with two and keeps the children
/// in one cache line; a node knows its place in it, so a shorter path moves it up instead of entering it again. Cost: O(n (edges + n log n)).
/// </remarks>
internal static class ShortestPaths
{
    /// <summary>All lengths, n x n.</summary>
    /// <returns>Infinity between nodes that no path connects; exactly symmetric.</returns>
    public static double[] All(NeighbourGraph graph, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        const int Part = 128;
        var n = graph.Size;
        var lengths = new double[n * n];
        for (var start = 0; start < n; start += Part)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var first = start;
            var count = Math.Min(Part, n - start);
            Workers.For(count, () => new Heap(n), (i, heap) => From(graph, first + i, lengths.AsSpan((first + i) * n, n), heap));
            progress?.Report(new FitProgress("Shortest paths", first + count, n));
        }
        // A path adds up differently from its other end, in the last digit.
        Decomposition.Symmetry.CopyLowerToUpper(lengths, n);
        return lengths;
    }

    private static void From(NeighbourGraph graph, int source, Span<double> lengths, Heap heap)
    {
        var (starts, targets, edges) = (graph.Starts, graph.Targets, graph.Lengths);
        lengths.Fill(double.PositiveInfinity);
        lengths[source] = 0;
        heap.Update(source, 0);
        while (heap.TryTake(out var node, out var length))
            for (var e = starts[node]; e < starts[node + 1]; e++)
            {
                var target = targets[e];
                var through = length + edges[e];
                if (!(through < lengths[target]))
                    continue;
                lengths[target] = through;
                heap.Update(target, through);
            }
    }

    private sealed class Heap(int n)
    {
        private readonly (double Length, int Node)[] _entries = new (double, int)[n];
        private readonly int[] _place = Filled(n);
        private int _count;

        // Enters a node, or moves it up to a smaller length than it had.
        public void Update(int node, double length)
        {
            var hole = _place[node] < 0 ? _count++ : _place[node];
            while (hole > 0)
            {
                var parent = (hole - 1) >> 2;
                if (_entries[parent].Length <= length)
                    break;
                Put(hole, _entries[parent]);
                hole = parent;
            }
            Put(hole, (length, node));
        }

        public bool TryTake(out int node, out double length)
        {
            if (_count == 0)
            {
                (node, length) = (-1, 0);
                return false;
            }
            (length, node) = _entries[0];
            _place[node] = -1;
            var last = _entries[--_count];
            if (_count == 0)
                return true;
            var hole = 0;
            for (var child = 1; child < _count; child = 4 * hole + 1)
            {
                var smallest = child;
                var end = Math.Min(child + 4, _count);
                for (var other = child + 1; other < end; other++)
                    if (_entries[other].Length < _entries[smallest].Length)
                        smallest = other;
                if (last.Length <= _entries[smallest].Length)
                    break;
                Put(hole, _entries[smallest]);
                hole = smallest;
            }
            Put(hole, last);
            return true;
        }

        private void Put(int hole, (double Length, int Node) entry)
        {
            _entries[hole] = entry;
            _place[entry.Node] = hole;
        }

        private static int[] Filled(int n)
        {
            var place = new int[n];
            Array.Fill(place, -1);
            return place;
        }
    }
}
