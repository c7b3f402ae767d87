using Course.Classification;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Manifold;

/// <summary>An undirected graph: each sample with its nearest neighbours, edges as long as the distances. Stored as one list of edges per node, all
/// in one array.</summary>
internal sealed class NeighbourGraph
{
    private NeighbourGraph(int[] starts, int[] targets, double[] lengths) => (Starts, Targets, Lengths) = (starts, targets, lengths);

    /// <summary>Where the edges of each node begin; one more entry for the end of the last.</summary>
    public int[] Starts { get; }

    /// <summary>The node at the other end of each edge.</summary>
    public int[] Targets { get; }

    /// <summary>The length of each edge.</summary>
    public double[] Lengths { get; }

    /// <summary>Number of nodes.</summary>
    public int Size => Starts.Length - 1;

    /// <summary>Two samples share an edge if either is among the nearest of the other.</summary>
    public static NeighbourGraph Of(Neighbours neighbours)
    {
        var edges = new List<(int From, int To, double Length)>(neighbours.PointCount * neighbours.K);
        for (var i = 0; i < neighbours.PointCount; i++)
            for (var k = 0; k < neighbours.K; k++)
                edges.Add((i, neighbours.Indices(i)[k], neighbours.Distances(i)[k]));
        return Of(neighbours.PointCount, edges);
    }

    /// <summary>Numbers the connected components and says which one each node is in.</summary>
    /// <returns>Component 0 holds node 0, and so on by first node; and how many there are.</returns>
    public (int[] Component, int Count) Components()
    {
        var component = new int[Size];
        Array.Fill(component, -1);
        var count = 0;
        var open = new Stack<int>();
        for (var start = 0; start < Size; start++)
        {
            if (component[start] >= 0)
                continue;
            component[start] = count;
            open.Push(start);
            while (open.TryPop(out var node))
                for (var e = Starts[node]; e < Starts[node + 1]; e++)
                {
                    if (component[Targets[e]] >= 0)
                        continue;
                    component[Targets[e]] = count;
                    open.Push(Targets[e]);
                }
            count++;
        }
        return (component, count);
    }

    /// <summary>The graph with one more edge between every two components, between their nearest nodes.</summary>
    /// <param name="x">The samples, n x p.</param>
    /// <param name="component">Component of each.</param>
    /// <param name="count">Number of components.</param>
    public NeighbourGraph Bridged(Matrix<double> x, int[] component, int count)
    {
        var nearest = new (double Square, int From, int To)[count * count];
        Array.Fill(nearest, (double.PositiveInfinity, 0, 0));
        // The nearest pair of two parts is looked for from the smaller one, so nobody starts from the largest.
        var rank = new int[count];
        foreach (var (place, part) in component.CountBy(part => part).OrderBy(part => part.Value).Select(part => part.Key).Index())
            rank[part] = place;
        int[] seekers = [.. Enumerable.Range(0, Size).Where(i => rank[component[i]] < count - 1)];
        var points = Matrix<double>.Build.DenseOfRowVectors(seekers.Select(x.Row));
        var distances = new SquaredDistances(x);
        for (var start = 0; start < seekers.Length; start += distances.BatchSize)
        {
            var batch = distances.To(points, start, Math.Min(distances.BatchSize, seekers.Length - start));
            for (var k = 0; k < batch.Length / Size; k++)
                for (var j = 0; j < Size; j++)
                {
                    var i = seekers[start + k];
                    if (rank[component[j]] <= rank[component[i]])
                        continue;
                    // As scikit-learn: from the part with the higher number, of equally near pairs the first.
                    var pair = component[i] > component[j] ? (Square: batch[k * Size + j], From: i, To: j) : (Square: batch[k * Size + j], From: j, To: i);
                    ref var best = ref nearest[component[pair.From] * count + component[pair.To]];
                    if (pair.CompareTo(best) < 0)
                        best = pair;
                }
        }

        var edges = new List<(int From, int To, double Length)>();
        for (var i = 0; i < Size; i++)
            for (var e = Starts[i]; e < Starts[i + 1]; e++)
                edges.Add((i, Targets[e], Lengths[e]));
        foreach (var (_, from, to) in nearest.Where(pair => double.IsFinite(pair.Square)))
            edges.Add((from, to, (x.Row(from) - x.Row(to)).L2Norm()));
        return Of(Size, edges);
    }

    private static NeighbourGraph Of(int size, List<(int From, int To, double Length)> edges)
    {
        var both = new (int From, int To, double Length)[2 * edges.Count];
        for (var e = 0; e < edges.Count; e++)
        {
            both[2 * e] = edges[e];
            both[2 * e + 1] = (edges[e].To, edges[e].From, edges[e].Length);
        }
        Array.Sort(both, (a, b) => a.From != b.From ? a.From.CompareTo(b.From) : a.To.CompareTo(b.To));

        var starts = new int[size + 1];
        var (targets, lengths, kept) = (new int[both.Length], new double[both.Length], 0);
        for (var e = 0; e < both.Length; e++)
        {
            if (e > 0 && both[e].From == both[e - 1].From && both[e].To == both[e - 1].To)
                continue;
            (targets[kept], lengths[kept]) = (both[e].To, both[e].Length);
            starts[both[e].From + 1] = ++kept;
        }
        for (var i = 1; i <= size; i++)
            starts[i] = Math.Max(starts[i], starts[i - 1]);
        return new NeighbourGraph(starts, targets[..kept], lengths[..kept]);
    }
}
