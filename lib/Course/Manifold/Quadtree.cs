using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Course.Manifold;

/// <summary>Points of the plane in a quadtree, for forces in which a distant group of points acts as one.</summary>
/// <remarks>
/// <para>
/// J. Barnes and P. Hut, Nature 324 (1986) 446, with the one walk per group of points of J. Barnes, J. Comput. Phys. 87 (1990) 161. The points are
/// sorted along a Morton curve, so that each square of the tree is an interval of them. The nodes lie in one array in the order of a walk, each
/// knowing where the walk goes on if its children are left out, so a walk needs no stack. It is taken once for a leaf of points and makes a list of
/// all that acts on them, which is then evaluated for each point, eight entries at a time.
/// </para>
/// <para>Vectors are eight numbers wide on every machine and each leaf's sums are its own, so the result depends neither on the processor's width nor
/// on the number of threads.</para>
/// </remarks>
internal sealed class Quadtree
{
    private const int LeafSize = 32;
    private const int Levels = 16;

    private readonly int _n;
    private readonly float _openSquared;
    private readonly int[] _counts = new int[256];
    private readonly float[] _x, _y;
    private readonly ConcurrentBag<Actors> _free = [];
    private readonly Func<Actors> _take;
    private readonly Action<int, Actors> _act;
    private readonly Action<Actors> _putBack;
    private uint[] _codes, _otherCodes;
    private int[] _order, _otherOrder;
    private Node[] _nodes = new Node[64];
    private int[] _leaves = new int[64];
    private double[] _leafSums = new double[64];
    private int _nodeCount, _leafCount;
    private float[] _forces = [];

    /// <summary>Prepares a tree for so many points.</summary>
    /// <param name="n">1 or more.</param>
    /// <param name="angle">A node acts as one where its extent is less than this times its distance; 0 takes every point by itself.</param>
    public Quadtree(int n, double angle)
    {
        (_n, _openSquared) = (n, (float)(angle * angle));
        (_codes, _otherCodes, _order, _otherOrder) = (new uint[n], new uint[n], new int[n], new int[n]);
        (_x, _y) = (new float[n], new float[n]);
        (_take, _act, _putBack) = (() => _free.TryTake(out var actors) ? actors : new Actors(_n), Act, _free.Add);
    }

    /// <summary>The forces of t-SNE's repulsion: for each point i the sum over all others of w² (y_i - y_j) with w = 1/(1 + |y_i - y_j|²).</summary>
    /// <param name="points">x and y of the points in turn, 2 n numbers.</param>
    /// <param name="forces">x and y of the forces in turn.</param>
    /// <returns>Σ w over all pairs, each counted both ways round.</returns>
    public double Repel(float[] points, float[] forces)
    {
        Sort(points);
        (_nodeCount, _leafCount) = (0, 0);
        Build(0, _n);
        if (_leafSums.Length < _leafCount)
            _leafSums = new double[2 * _leafCount];
        _forces = forces;
        Workers.For(_leafCount, _take, _act, _putBack);
        // Every point has also met itself, with w = 1 and no force.
        return Columns.Sum(_leafSums.AsSpan(0, _leafCount)) - _n;
    }

    // Along the Morton curve, by radix sort; neighbours on the curve are neighbours in the plane.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sort(float[] points)
    {
        var (minX, maxX, minY, maxY) = (float.PositiveInfinity, float.NegativeInfinity, float.PositiveInfinity, float.NegativeInfinity);
        for (var i = 0; i < points.Length; i += 2)
        {
            (minX, maxX) = (Math.Min(minX, points[i]), Math.Max(maxX, points[i]));
            (minY, maxY) = (Math.Min(minY, points[i + 1]), Math.Max(maxY, points[i + 1]));
        }
        var side = Math.Max(maxX - minX, maxY - minY);
        var scale = side > 0 ? ((1 << Levels) - 1) / side : 0;
        for (var i = 0; i < _n; i++)
        {
            _codes[i] = Spread((uint)((points[2 * i] - minX) * scale)) | Spread((uint)((points[2 * i + 1] - minY) * scale)) << 1;
            _order[i] = i;
        }
        for (var shift = 0; shift < 32; shift += 8)
        {
            Array.Clear(_counts);
            foreach (var code in _codes)
                _counts[(code >> shift) & 255]++;
            var before = 0;
            for (var digit = 0; digit < 256; digit++)
                (_counts[digit], before) = (before, before + _counts[digit]);
            for (var i = 0; i < _n; i++)
            {
                var place = _counts[(_codes[i] >> shift) & 255]++;
                (_otherCodes[place], _otherOrder[place]) = (_codes[i], _order[i]);
            }
            (_codes, _otherCodes) = (_otherCodes, _codes);
            (_order, _otherOrder) = (_otherOrder, _order);
        }
        for (var i = 0; i < _n; i++)
            (_x[i], _y[i]) = (points[2 * _order[i]], points[2 * _order[i] + 1]);
    }

    // Bit k to bit 2k.
    private static uint Spread(uint bits)
    {
        bits = (bits | bits << 8) & 0x00ff00ff;
        bits = (bits | bits << 4) & 0x0f0f0f0f;
        bits = (bits | bits << 2) & 0x33333333;
        return (bits | bits << 1) & 0x55555555;
    }

    // The node of an interval of points, and all below it. Squares with all points in one quarter are passed over.
    private void Build(int start, int end)
    {
        var index = _nodeCount++;
        if (index == _nodes.Length)
            Array.Resize(ref _nodes, 2 * index);
        var level = BitOperations.LeadingZeroCount(_codes[start] ^ _codes[end - 1]) / 2;
        var node = new Node { Start = start, End = end, Leaf = end - start <= LeafSize || level >= Levels, Mass = end - start };
        if (node.Leaf)
        {
            node.Enclose(_x.AsSpan(start, end - start), _y.AsSpan(start, end - start));
            if (_leafCount == _leaves.Length)
                Array.Resize(ref _leaves, 2 * _leafCount);
            _leaves[_leafCount++] = index;
        }
        else
        {
            var shift = 2 * (Levels - 1 - level);
            for (var from = start; from < end;)
            {
                var to = EndOfQuarter(from, end, shift);
                Build(from, to);
                from = to;
            }
            node.Enclose(_nodes, index + 1, _nodeCount);
        }
        node.Next = _nodeCount;
        _nodes[index] = node;
    }

    private int EndOfQuarter(int start, int end, int shift)
    {
        var quarter = _codes[start] >> shift;
        while (end - start > 1)
        {
            var middle = start + (end - start) / 2;
            if (_codes[middle] >> shift == quarter)
                start = middle;
            else
                end = middle;
        }
        return end;
    }

    // All that acts on one leaf, then each of its points, two at a time.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Act(int leaf, Actors actors)
    {
        ref readonly var own = ref _nodes[_leaves[leaf]];
        actors.Clear();
        for (var i = 0; i < _nodeCount;)
        {
            ref readonly var node = ref _nodes[i];
            if (node.ExtentSquared < _openSquared * own.SquaredDistanceTo(node.X, node.Y))
            {
                actors.Add(node.X, node.Y, node.Mass);
                i = node.Next;
            }
            else if (node.Leaf)
            {
                actors.Add(_x.AsSpan(node.Start, node.End - node.Start), _y.AsSpan(node.Start, node.End - node.Start));
                i = node.Next;
            }
            else
            {
                i++;
            }
        }
        actors.Pad();

        var sum = 0.0;
        for (var i = own.Start; i < own.End; i += 2)
        {
            var pair = Math.Min(i + 1, own.End - 1);
            var (first, second) = actors.On(_x[i], _y[i], _x[pair], _y[pair]);
            sum += Store(first, _order[i]);
            if (pair > i)
                sum += Store(second, _order[pair]);
        }
        _leafSums[leaf] = sum;
    }

    private float Store((float Sum, float X, float Y) force, int point)
    {
        (_forces[2 * point], _forces[2 * point + 1]) = (force.X, force.Y);
        return force.Sum;
    }

    // A square of the tree: its points, their centre, and the box that they fill.
    private struct Node
    {
        public int Start, End, Next;
        public bool Leaf;
        public float X, Y, Mass, ExtentSquared;
        private float _minX, _maxX, _minY, _maxY;

        public void Enclose(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
        {
            Open();
            double sumX = 0, sumY = 0;
            for (var i = 0; i < x.Length; i++)
            {
                Include(x[i], x[i], y[i], y[i]);
                sumX += x[i];
                sumY += y[i];
            }
            Close(sumX, sumY);
        }

        public void Enclose(Node[] nodes, int first, int end)
        {
            Open();
            double sumX = 0, sumY = 0;
            for (var child = first; child < end; child = nodes[child].Next)
            {
                ref readonly var node = ref nodes[child];
                Include(node._minX, node._maxX, node._minY, node._maxY);
                sumX += (double)node.X * node.Mass;
                sumY += (double)node.Y * node.Mass;
            }
            Close(sumX, sumY);
        }

        // From the nearest point of the box.
        public readonly float SquaredDistanceTo(float x, float y)
        {
            var dx = Math.Max(0, Math.Max(_minX - x, x - _maxX));
            var dy = Math.Max(0, Math.Max(_minY - y, y - _maxY));
            return dx * dx + dy * dy;
        }

        private void Open() => (_minX, _maxX, _minY, _maxY) = (float.PositiveInfinity, float.NegativeInfinity, float.PositiveInfinity, float.NegativeInfinity);

        private void Include(float minX, float maxX, float minY, float maxY)
        {
            (_minX, _maxX) = (Math.Min(_minX, minX), Math.Max(_maxX, maxX));
            (_minY, _maxY) = (Math.Min(_minY, minY), Math.Max(_maxY, maxY));
        }

        private void Close(double sumX, double sumY)
        {
            (X, Y) = ((float)(sumX / Mass), (float)(sumY / Mass));
            var extent = Math.Max(_maxX - _minX, _maxY - _minY);
            ExtentSquared = extent * extent;
        }
    }

    // Points and groups of points that act on a leaf.
    private sealed class Actors(int most)
    {
        private readonly float[] _x = new float[most + 8], _y = new float[most + 8], _mass = new float[most + 8];
        private int _count;

        public void Clear() => _count = 0;

        public void Add(float x, float y, float mass)
        {
            (_x[_count], _y[_count], _mass[_count]) = (x, y, mass);
            _count++;
        }

        public void Add(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
        {
            x.CopyTo(_x.AsSpan(_count));
            y.CopyTo(_y.AsSpan(_count));
            _mass.AsSpan(_count, x.Length).Fill(1);
            _count += x.Length;
        }

        // To a multiple of eight, with nothing.
        public void Pad()
        {
            while (_count % 8 != 0)
                Add(0, 0, 0);
        }

        // Σ m w, Σ m w² (x - x_j) and Σ m w² (y - y_j) for two points.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public ((float Sum, float X, float Y) First, (float Sum, float X, float Y) Second) On(float x0, float y0, float x1, float y1)
        {
            var xs = MemoryMarshal.Cast<float, Vector256<float>>(_x.AsSpan(0, _count));
            var ys = MemoryMarshal.Cast<float, Vector256<float>>(_y.AsSpan(0, _count))[..xs.Length];
            var masses = MemoryMarshal.Cast<float, Vector256<float>>(_mass.AsSpan(0, _count))[..xs.Length];
            var (px0, py0, px1, py1) = (Vector256.Create(x0), Vector256.Create(y0), Vector256.Create(x1), Vector256.Create(y1));
            Vector256<float> s0 = default, fx0 = default, fy0 = default, s1 = default, fx1 = default, fy1 = default;
            for (var k = 0; k < xs.Length; k++)
            {
                var (x, y, mass) = (xs[k], ys[k], masses[k]);
                var (dx0, dy0, dx1, dy1) = (px0 - x, py0 - y, px1 - x, py1 - y);
                var w0 = Vector256<float>.One / Vector256.FusedMultiplyAdd(dy0, dy0, Vector256.FusedMultiplyAdd(dx0, dx0, Vector256<float>.One));
                var w1 = Vector256<float>.One / Vector256.FusedMultiplyAdd(dy1, dy1, Vector256.FusedMultiplyAdd(dx1, dx1, Vector256<float>.One));
                var (mw0, mw1) = (mass * w0, mass * w1);
                s0 += mw0;
                s1 += mw1;
                var (f0, f1) = (mw0 * w0, mw1 * w1);
                fx0 = Vector256.FusedMultiplyAdd(f0, dx0, fx0);
                fy0 = Vector256.FusedMultiplyAdd(f0, dy0, fy0);
                fx1 = Vector256.FusedMultiplyAdd(f1, dx1, fx1);
                fy1 = Vector256.FusedMultiplyAdd(f1, dy1, fy1);
            }
            return ((Vector256.Sum(s0), Vector256.Sum(fx0), Vector256.Sum(fy0)), (Vector256.Sum(s1), Vector256.Sum(fx1), Vector256.Sum(fy1)));
        }
    }
}
