using System.Numerics.Tensors;

namespace Course.Manifold;

/// <summary>The gradient of t-SNE from all pairs of points, in any number of dimensions and in double precision.</summary>
/// <remarks>
/// Student's t distribution has ν = max(1, k - 1) degrees of freedom in k dimensions (L. van der Maaten, AISTATS 2009): w_ij = (1 + |y_i -
/// y_j|²/ν)^(-(ν + 1)/2), q_ij = w_ij / Σ w, and dC/dy_i = 2 (ν + 1)/ν Σ_j (p_ij - q_ij) (y_i - y_j) / (1 + |y_i - y_j|²/ν).
/// </remarks>
internal sealed class ExactGradient : ITSneGradient
{
    /// <summary>Smallest probability, the double precision: keeps logarithms finite, as in scikit-learn.</summary>
    public const double Smallest = 2.220446049250313e-16;

    private const double LeastGain = 0.01;

    private readonly int _n, _components;
    private readonly double _freedom;
    private readonly double[] _p, _points, _weights, _rowSums, _rowDivergence, _gradient, _gains, _moves;

    /// <summary>Takes probabilities and first points.</summary>
    /// <param name="p">P, n x n, symmetric.</param>
    /// <param name="points">n x k by columns; copied.</param>
    /// <param name="n">Number of points.</param>
    /// <param name="components">k.</param>
    public ExactGradient(double[] p, double[] points, int n, int components)
    {
        (_p, _n, _components, _freedom) = (p, n, components, Math.Max(1, components - 1));
        _points = (double[])points.Clone();
        _weights = new double[n * n];
        (_rowSums, _rowDivergence) = (new double[n], new double[n]);
        (_gradient, _gains, _moves) = (new double[n * components], new double[n * components], new double[n * components]);
        Array.Fill(_gains, 1);
    }

    /// <inheritdoc/>
    public double[] Points() => (double[])_points.Clone();

    /// <inheritdoc/>
    public void Rest()
    {
        Array.Clear(_moves);
        Array.Fill(_gains, 1);
    }

    /// <inheritdoc/>
    public (double Divergence, double GradientNorm) Step(double exaggeration, double momentum, double rate, bool measure)
    {
        var (divergence, gradient) = Gradient(exaggeration, measure);
        for (var k = 0; k < gradient.Length; k++)
        {
            _gains[k] = Math.Max(LeastGain, _moves[k] * gradient[k] < 0 ? _gains[k] + 0.2 : _gains[k] * 0.8);
            gradient[k] *= _gains[k];
            _moves[k] = momentum * _moves[k] - rate * gradient[k];
            _points[k] += _moves[k];
        }
        return (divergence, Math.Sqrt(Columns.Dot(gradient, gradient)));
    }

    /// <summary>Divergence (NaN unless wanted) and gradient, n x k by columns; the gradient's array is used again by the next call.</summary>
    public (double Divergence, double[] Gradient) Gradient(double exaggeration, bool measure)
    {
        Workers.For(_n, Weights);
        var total = Columns.Sum(_rowSums);
        Workers.For(_n, () => new double[_n], (i, forces) => Forces(i, 1 / total, exaggeration, measure, forces));
        return (measure ? Columns.Sum(_rowDivergence) : double.NaN, _gradient);
    }

    // Row i of w, and its sum.
    private void Weights(int i)
    {
        var row = _weights.AsSpan(i * _n, _n);
        row.Clear();
        for (var c = 0; c < _components; c++)
            SquaredDistances.AddSquaredDifferences(_points.AsSpan(c * _n, _n), _points[c * _n + i], row);
        Tail(row, (_freedom + 1) / 2);
        row[i] = 0;
        _rowSums[i] = Columns.Sum(row);
    }

    // d² -> (1 + d²/ν)^-power.
    private void Tail(Span<double> squares, double power)
    {
        if (_freedom != 1)
            TensorPrimitives.Divide(squares, _freedom, squares);
        TensorPrimitives.Add(squares, 1, squares);
        if (power != 1)
            foreach (ref var value in squares)
                value = Math.Pow(value, power);
        TensorPrimitives.Reciprocal(squares, squares);
    }

    private void Forces(int i, double share, double exaggeration, bool measure, double[] forces)
    {
        var p = _p.AsSpan(i * _n, _n);
        var weights = _weights.AsSpan(i * _n, _n);
        TensorPrimitives.Multiply(weights, share, forces);
        TensorPrimitives.Max(forces, Smallest, forces);
        if (measure)
        {
            var divergence = 0.0;
            for (var j = 0; j < _n; j++)
                if (j != i)
                    divergence += p[j] * Math.Log(p[j] / forces[j]);
            _rowDivergence[i] = divergence;
        }
        for (var j = 0; j < forces.Length; j++)
            forces[j] = exaggeration * p[j] - forces[j];
        if (_freedom != 1)
        {
            weights.Clear();
            for (var c = 0; c < _components; c++)
                SquaredDistances.AddSquaredDifferences(_points.AsSpan(c * _n, _n), _points[c * _n + i], weights);
            Tail(weights, 1);
        }
        TensorPrimitives.Multiply(forces, weights, forces);
        forces[i] = 0;

        var sum = Columns.Sum(forces);
        for (var c = 0; c < _components; c++)
        {
            var coordinate = _points.AsSpan(c * _n, _n);
            _gradient[c * _n + i] = 2 * (_freedom + 1) / _freedom * (sum * coordinate[i] - Columns.Dot(forces, coordinate));
        }
    }
}
