using System.Runtime.CompilerServices;
using Course.Decomposition;

namespace Course.Manifold;

/// <summary>Lengths of the shortest paths between all nodes of a graph.</summary>
/// <remarks>
/// E. W. Dijkstra, Numer. Math. 1 (1959) 269, from every node, on all processors, with buckets in place of a heap (R. Dial 1969; in the
/// label-correcting form of U. Meyer and P. Sanders, J. Algorithms 49 (2003) 114): open nodes are kept by their length so far in buckets about half
/// an edge wide, and taken from the nearest one in any order; a node that then turns out to be nearer still is taken once more, which is rare. Every
/// operation takes constant time, where a heap takes the logarithm of the open nodes. Cost: about O(n edges).
/// </remarks>
internal static class ShortestPaths
{
    /// <summary>All lengths, n x n.</summary>
    /// <returns>Infinity between nodes that no path connects; exactly symmetric.</returns>
    public static double[] All(NeighbourGraph graph, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        const int Part = 256;
        var n = graph.Size;
        var lengths = new double[n * n];
        var longest = Columns.LargestMagnitude(graph.Lengths);
        var width = longest == 0 ? 1 : Math.Max(Columns.Sum(graph.Lengths) / graph.Lengths.Length / 2, longest / 4000);
        for (var start = 0; start < n; start += Part)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var first = start;
            var count = Math.Min(Part, n - start);
            Workers.For(count, () => new Buckets(n, width, longest), (i, buckets) => From(graph, first + i, lengths.AsSpan((first + i) * n, n), buckets));
            progress?.Report(new FitProgress("Shortest paths", first + count, n));
        }
        // A path adds up differently from its other end, in the last digit.
        Symmetry.CopyLowerToUpper(lengths, n);
        return lengths;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void From(NeighbourGraph graph, int source, Span<double> lengths, Buckets open)
    {
        var (starts, targets, edges) = (graph.Starts, graph.Targets, graph.Lengths);
        lengths.Fill(double.PositiveInfinity);
        lengths[source] = 0;
        open.Start(source);
        while (open.TryTake(out var node))
        {
            var length = lengths[node];
            for (var e = starts[node]; e < starts[node + 1]; e++)
            {
                var target = targets[e];
                var through = length + edges[e];
                if (!(through < lengths[target]))
                    continue;
                lengths[target] = through;
                open.Put(target, through);
            }
        }
    }

    // A ring of buckets, each a doubly linked list of nodes. No open node is farther ahead than the longest edge, so the ring need not be longer.
    private sealed class Buckets
    {
        private const int None = -1;

        private readonly double _perWidth;
        private readonly int _mask;
        private readonly int[] _first, _next, _previous, _bucket;
        private int _current, _count;

        public Buckets(int n, double width, double longest)
        {
            _perWidth = 1 / width;
            var ring = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(longest * _perWidth) + 3);
            _mask = ring - 1;
            (_first, _next, _previous, _bucket) = (new int[ring], new int[n], new int[n], new int[n]);
            Array.Fill(_first, None);
            Array.Fill(_bucket, None);
        }

        public void Start(int source)
        {
            _current = 0;
            Put(source, 0);
        }

        // Enters a node, or moves it where its new length belongs.
        public void Put(int node, double length)
        {
            var bucket = (int)(length * _perWidth) & _mask;
            var old = _bucket[node];
            if (old == bucket)
                return;
            if (old == None)
                _count++;
            else
                Unlink(node, old);
            var next = _first[bucket];
            (_first[bucket], _next[node], _previous[node], _bucket[node]) = (node, next, None, bucket);
            if (next != None)
                _previous[next] = node;
        }

        // One of the nearest nodes, to within the width of a bucket.
        public bool TryTake(out int node)
        {
            node = None;
            if (_count == 0)
                return false;
            while ((node = _first[_current & _mask]) == None)
                _current++;
            Unlink(node, _current & _mask);
            _bucket[node] = None;
            _count--;
            return true;
        }

        private void Unlink(int node, int bucket)
        {
            var (previous, next) = (_previous[node], _next[node]);
            if (previous == None)
                _first[bucket] = next;
            else
                _next[previous] = next;
            if (next != None)
                _previous[next] = previous;
        }
    }
}
