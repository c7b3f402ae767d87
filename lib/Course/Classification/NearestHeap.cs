using System.Runtime.CompilerServices;

namespace Course.Classification;

/// <summary>The nearest candidates so far: a heap with the farthest on top, which gives way to a nearer one.</summary>
/// <remarks>Of equally far candidates the one with the larger number counts as farther, so the outcome does not depend on the order in which they
/// come.</remarks>
/// <param name="capacity">How many to keep.</param>
internal sealed class NearestHeap(int capacity)
{
    private readonly double[] _squares = new double[capacity];
    private readonly int[] _indices = new int[capacity];
    private int _count;

    /// <summary>Squared distance that a candidate must not exceed to be kept.</summary>
    public double Bound { get; private set; } = double.PositiveInfinity;

    /// <summary>Forgets all candidates.</summary>
    public void Clear() => (_count, Bound) = (0, double.PositiveInfinity);

    /// <summary>Takes a candidate if it is near enough.</summary>
    public void Add(double square, int index)
    {
        if (_count < capacity)
        {
            Rise(_count++, square, index);
            if (_count == capacity)
                Bound = _squares[0];
        }
        else if (Farther(_squares[0], _indices[0], square, index))
        {
            Sink(0, _count, square, index);
            Bound = _squares[0];
        }
    }

    /// <summary>Takes candidates 0, 1, ... but one.</summary>
    /// <param name="squares">Their squared distances.</param>
    /// <param name="except">The one to leave out, or -1.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddAll(ReadOnlySpan<double> squares, int except)
    {
        for (var i = 0; i < squares.Length; i++)
            if (squares[i] <= Bound && i != except)
                Add(squares[i], i);
    }

    /// <summary>Replaces the squared distances by those measured difference by difference.</summary>
    /// <param name="query">The point.</param>
    /// <param name="rows">All samples, one after another.</param>
    public void Measure(ReadOnlySpan<double> query, double[] rows)
    {
        for (var i = 0; i < _count; i++)
            _squares[i] = SquaredDistance(query, rows.AsSpan(_indices[i] * query.Length, query.Length));
        for (var i = _count / 2 - 1; i >= 0; i--)
            Sink(i, _count, _squares[i], _indices[i]);
    }

    /// <summary>The nearest ones in order, with their distances; empties the heap.</summary>
    public void TakeSorted(Span<int> indices, Span<double> distances)
    {
        for (; _count > 0; _count--)
        {
            var last = _count - 1;
            if (last < indices.Length)
                (indices[last], distances[last]) = (_indices[0], Math.Sqrt(_squares[0]));
            Sink(0, last, _squares[last], _indices[last]);
        }
    }

    /// <summary>Sum of squared differences.</summary>
    public static double SquaredDistance(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        b = b[..a.Length];
        double even = 0, odd = 0;
        var i = 0;
        for (; i + 1 < a.Length; i += 2)
        {
            even += (a[i] - b[i]) * (a[i] - b[i]);
            odd += (a[i + 1] - b[i + 1]) * (a[i + 1] - b[i + 1]);
        }
        return i < a.Length ? even + odd + (a[i] - b[i]) * (a[i] - b[i]) : even + odd;
    }

    private static bool Farther(double square, int index, double otherSquare, int otherIndex) =>
        square > otherSquare || (square == otherSquare && index > otherIndex);

    private void Rise(int hole, double square, int index)
    {
        while (hole > 0)
        {
            var parent = (hole - 1) / 2;
            if (!Farther(square, index, _squares[parent], _indices[parent]))
                break;
            (_squares[hole], _indices[hole]) = (_squares[parent], _indices[parent]);
            hole = parent;
        }
        (_squares[hole], _indices[hole]) = (square, index);
    }

    private void Sink(int hole, int count, double square, int index)
    {
        for (var child = 2 * hole + 1; child < count; child = 2 * hole + 1)
        {
            if (child + 1 < count && Farther(_squares[child + 1], _indices[child + 1], _squares[child], _indices[child]))
                child++;
            if (!Farther(_squares[child], _indices[child], square, index))
                break;
            (_squares[hole], _indices[hole]) = (_squares[child], _indices[child]);
            hole = child;
        }
        if (count > 0)
            (_squares[hole], _indices[hole]) = (square, index);
    }
}
