using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Course.Manifold;

/// <summary>The gradient of t-SNE in the plane from a sparse P and a quadtree.</summary>
/// <remarks>
/// L. van der Maaten, JMLR 15 (2014) 3221. dC/dy_i = 4 (Σ_j p_ij w_ij (y_i - y_j) - Σ_j w_ij² (y_i - y_j) / Z): neighbours attract, everything
/// repels. Attraction and move of a point are one pass, into a second array, since the other points still need its old place. Single precision, as in
/// scikit-learn; sums of many terms in double.
/// </remarks>
internal sealed class BarnesHutGradient : ITSneGradient
{
    private const float LeastGain = 0.01f;
    private const int PartSize = 64;

    private readonly int _n;
    private readonly SparseProbabilities _p;
    private readonly Quadtree _tree;
    private readonly float[] _repulsion, _gains, _moves;
    private readonly double[] _partDivergence, _partNorm;
    private readonly double _constant;
    private readonly Action<int> _move;
    private float[] _points, _next;
    private StepSize _step;

    /// <summary>Takes probabilities and first points.</summary>
    /// <param name="p">Sparse and symmetric.</param>
    /// <param name="points">n x 2 by columns.</param>
    /// <param name="angle">Angle up to which a group of points acts as one.</param>
    public BarnesHutGradient(SparseProbabilities p, double[] points, double angle)
    {
        (_p, _n) = (p, p.Size);
        _tree = new Quadtree(_n, angle);
        (_points, _next, _repulsion, _gains, _moves) = (new float[2 * _n], new float[2 * _n], new float[2 * _n], new float[2 * _n], new float[2 * _n]);
        for (var i = 0; i < _n; i++)
            (_points[2 * i], _points[2 * i + 1]) = ((float)points[i], (float)points[_n + i]);
        Array.Fill(_gains, 1);
        var parts = (_n + PartSize - 1) / PartSize;
        (_partDivergence, _partNorm) = (new double[parts], new double[parts]);
        foreach (var value in p.Values)
            _constant += value > 0 ? value * Math.Log(value) : 0;
        _move = Move;
    }

    /// <inheritdoc/>
    public double[] Points()
    {
        var points = new double[2 * _n];
        for (var i = 0; i < _n; i++)
            (points[i], points[_n + i]) = (_points[2 * i], _points[2 * i + 1]);
        return points;
    }

    /// <inheritdoc/>
    public void Rest()
    {
        Array.Clear(_moves);
        Array.Fill(_gains, 1);
    }

    /// <inheritdoc/>
    public (double Divergence, double GradientNorm) Step(double exaggeration, double momentum, double rate, bool measure)
    {
        var total = Repel();
        _step = new StepSize((float)(4 * exaggeration), (float)(4 / total), (float)momentum, (float)rate, measure);
        Workers.For(_partNorm.Length, _move);
        (_points, _next) = (_next, _points);
        // Σ p ln(p/q) with ln q = ln w - ln Z, and Σ p = 1.
        var divergence = measure ? _constant + Columns.Sum(_partDivergence) + Math.Log(total) : double.NaN;
        return (divergence, Math.Sqrt(Columns.Sum(_partNorm)));
    }

    /// <summary>The gradient at the present points, x and y in turn, without a step.</summary>
    public float[] Gradient(double exaggeration)
    {
        var total = Repel();
        var gradient = new float[2 * _n];
        for (var i = 0; i < _n; i++)
        {
            var (x, y) = Attraction(i);
            gradient[2 * i] = (float)(4 * exaggeration) * x - (float)(4 / total) * _repulsion[2 * i];
            gradient[2 * i + 1] = (float)(4 * exaggeration) * y - (float)(4 / total) * _repulsion[2 * i + 1];
        }
        return gradient;
    }

    // In single precision a sum of weights below this is rounding, which points as far apart as that must not be divided by.
    private double Repel() => Math.Max(_tree.Repel(_points, _repulsion), 1e-7 * _n);

    private void Move(int part)
    {
        var (attract, repel, momentum, rate, measure) = _step;
        double norm = 0, divergence = 0;
        for (var i = part * PartSize; i < Math.Min(_n, (part + 1) * PartSize); i++)
        {
            var (x, y) = Attraction(i);
            if (measure)
                divergence += Divergence(i);
            norm += Move(2 * i, attract * x - repel * _repulsion[2 * i], momentum, rate);
            norm += Move(2 * i + 1, attract * y - repel * _repulsion[2 * i + 1], momentum, rate);
        }
        (_partNorm[part], _partDivergence[part]) = (norm, divergence);
    }

    private double Move(int k, float gradient, float momentum, float rate)
    {
        // A coordinate that keeps its direction against the gradient's turns speeds up (R. Jacobs 1988).
        var gain = Math.Max(LeastGain, _moves[k] * gradient < 0 ? _gains[k] + 0.2f : _gains[k] * 0.8f);
        gradient *= gain;
        _gains[k] = gain;
        _moves[k] = momentum * _moves[k] - rate * gradient;
        _next[k] = _points[k] + _moves[k];
        return (double)gradient * gradient;
    }

    // Σ_j p_ij w_ij (y_i - y_j), four neighbours at a time: x and y of a point lie together and are loaded as one number of 64 bits.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (float X, float Y) Attraction(int i)
    {
        var (start, end) = (_p.Starts[i], _p.Starts[i + 1]);
        var targets = _p.Targets.AsSpan(start, end - start);
        var values = _p.Values.AsSpan(start, end - start);
        var pairs = MemoryMarshal.Cast<float, double>(_points.AsSpan());
        var own = Vector256.Create(pairs[i]).AsSingle();
        var swap = Vector256.Create(1, 0, 3, 2, 5, 4, 7, 6);
        var twice = Vector256.Create(0, 0, 1, 1, 2, 2, 3, 3);
        Vector256<float> sum = default;
        var k = 0;
        for (; k + 4 <= targets.Length; k += 4)
        {
            var others = Vector256.Create(pairs[targets[k]], pairs[targets[k + 1]], pairs[targets[k + 2]], pairs[targets[k + 3]]).AsSingle();
            var p = Vector256.Shuffle(Vector256.Create(Vector128.Create(values.Slice(k, 4)), default), twice);
            var difference = own - others;
            var squares = difference * difference;
            sum += p / (Vector256<float>.One + squares + Vector256.Shuffle(squares, swap)) * difference;
        }
        var both = sum.GetLower() + sum.GetUpper();
        var (x, y) = (both[0] + both[2], both[1] + both[3]);
        for (; k < targets.Length; k++)
        {
            var dx = _points[2 * i] - _points[2 * targets[k]];
            var dy = _points[2 * i + 1] - _points[2 * targets[k] + 1];
            var force = values[k] / (1 + dx * dx + dy * dy);
            x += force * dx;
            y += force * dy;
        }
        return (x, y);
    }

    // Σ_j p_ij ln(1 + |y_i - y_j|²).
    private double Divergence(int i)
    {
        var sum = 0.0;
        for (var e = _p.Starts[i]; e < _p.Starts[i + 1]; e++)
        {
            double dx = _points[2 * i] - _points[2 * _p.Targets[e]], dy = _points[2 * i + 1] - _points[2 * _p.Targets[e] + 1];
            sum += _p.Values[e] * Math.Log(1 + dx * dx + dy * dy);
        }
        return sum;
    }

    private readonly record struct StepSize(float Attract, float Repel, float Momentum, float Rate, bool Measure);
}
