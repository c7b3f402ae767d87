using MathNet.Numerics.LinearAlgebra;

namespace Course.Classification;

/// <summary>Newton's method on the penalised logistic loss ½ Σ (v_j / scale_j)² + C Σ log(1 + exp(-s_i (v·z_i + b))).</summary>
/// <remarks>
/// z are standardised features, v = scale w the weights that go with them, so the penalty is the one on w. Every array lives as long as the object;
/// the parameters are v followed by b.
/// </remarks>
internal sealed class LogisticNewton
{
    private const double SufficientDecrease = 1e-4;

    private readonly double[] _z, _penalty, _parameters, _gradient, _step, _hessian, _factor;
    private readonly double[] _decisions, _change, _trial, _residuals, _rootWeights, _weighted;
    private readonly bool[] _second;
    private readonly double _c;
    private readonly int _n, _p;

    public LogisticNewton(double[] z, bool[] second, double[] scale, double c)
    {
        (_z, _second, _c) = (z, second, c);
        (_n, _p) = (second.Length, scale.Length);
        var size = _p + 1;
        _penalty = Array.ConvertAll(scale, s => 1 / (s * s));
        (_parameters, _gradient, _step) = (new double[size], new double[size], new double[size]);
        (_hessian, _factor) = (new double[size * size], new double[size * size]);
        (_decisions, _change, _trial) = (new double[_n], new double[_n], new double[_n]);
        (_residuals, _rootWeights) = (new double[_n], new double[_n]);
        _weighted = new double[_n * size];
    }

    public Vector<double> Weights => Columns.Vector(_parameters[.._p]);

    public double Intercept => _parameters[_p];

    /// <summary>Starts at zero and steps until the promised decrease is negligible.</summary>
    /// <param name="maxIterations">Most steps.</param>
    /// <param name="tolerance">Share of the objective that is negligible.</param>
    /// <param name="progress">Told of each step.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    /// <returns>Steps taken, and whether the last one was negligible.</returns>
    public (int Iterations, bool Converged) Minimise(int maxIterations, double tolerance, IProgress<FitProgress>? progress, CancellationToken cancellationToken)
    {
        var objective = Objective(_decisions, 0);
        for (var iteration = 1; iteration <= maxIterations; iteration++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Derivatives();
            SolveForStep();
            Decisions(_step, _change);

            // Half of this is how much a quadratic objective would fall.
            var decrement = -Columns.Dot(_gradient, _step);
            var done = decrement / 2 <= tolerance * objective;
            var length = 1.0;
            var next = Try(length);
            // Rounding decides at the optimum, so the last step is not judged.
            while (!done && !(next <= objective - SufficientDecrease * length * decrement) && length > 1e-10)
            {
                length /= 2;
                next = Try(length);
            }
            if (done && !(next <= objective * (1 + 1e-12)))
                return (iteration, true); // Already at the optimum, as far as rounding lets see.

            Columns.AddScaled(length, _step, _parameters);
            Columns.AddScaled(length, _change, _decisions);
            objective = next;
            progress?.Report(new FitProgress("Newton step", iteration, maxIterations, objective));
            if (done)
                return (iteration, true);
        }
        return (maxIterations, false);
    }

    public static double Sigmoid(double t)
    {
        if (t >= 0)
            return 1 / (1 + Math.Exp(-t));
        var e = Math.Exp(t);
        return e / (1 + e);
    }

    private double Try(double length)
    {
        _decisions.CopyTo(_trial, 0);
        Columns.AddScaled(length, _change, _trial);
        return Objective(_trial, length);
    }

    private double Objective(double[] decisions, double length)
    {
        var penalty = 0.0;
        for (var j = 0; j < _p; j++)
        {
            var v = _parameters[j] + length * _step[j];
            penalty += _penalty[j] * v * v;
        }
        var loss = 0.0;
        for (var i = 0; i < _n; i++)
        {
            // log(1 + e^-m) of the margin m, without overflow.
            var margin = _second[i] ? decisions[i] : -decisions[i];
            loss += Math.Max(-margin, 0) + Math.Log(1 + Math.Exp(-Math.Abs(margin)));
        }
        return penalty / 2 + _c * loss;
    }

    private void Decisions(double[] parameters, double[] decisions)
    {
        Array.Fill(decisions, parameters[_p]);
        for (var j = 0; j < _p; j++)
            Columns.AddScaled(parameters[j], _z.AsSpan(j * _n, _n), decisions);
    }

    private void Derivatives()
    {
        for (var i = 0; i < _n; i++)
        {
            var probability = Sigmoid(_decisions[i]);
            var other = Sigmoid(-_decisions[i]);
            _residuals[i] = _c * (_second[i] ? -other : probability);
            _rootWeights[i] = Math.Sqrt(_c * probability * other);
        }
        for (var j = 0; j < _p; j++)
        {
            var z = _z.AsSpan(j * _n, _n);
            _gradient[j] = Columns.Dot(z, _residuals) + _penalty[j] * _parameters[j];
            var weighted = _weighted.AsSpan(j * _n, _n);
            for (var i = 0; i < weighted.Length; i++)
                weighted[i] = z[i] * _rootWeights[i];
        }
        _gradient[_p] = Columns.Sum(_residuals);
        _rootWeights.CopyTo(_weighted, _p * _n);

        var size = _p + 1;
        Product.Gram(_weighted, _n, size, _hessian);
        for (var j = 0; j < _p; j++)
            _hessian[j * size + j] += _penalty[j];
    }

    // step = -H^-1 gradient by Cholesky's factorisation; H is made a little larger on its diagonal until rounding lets it be positive definite.
    private void SolveForStep()
    {
        var size = _p + 1;
        for (var damping = 0.0; !Factorise(damping); damping = Math.Max(10 * damping, 1e-14))
        {
        }
        for (var i = 0; i < size; i++)
            _step[i] = -_gradient[i];
        for (var j = 0; j < size; j++)
        {
            _step[j] /= _factor[j * size + j];
            Columns.AddScaled(-_step[j], _factor.AsSpan(j * size + j + 1, size - j - 1), _step.AsSpan(j + 1));
        }
        for (var j = size - 1; j >= 0; j--)
            _step[j] = (_step[j] - Columns.Dot(_factor.AsSpan(j * size + j + 1, size - j - 1), _step.AsSpan(j + 1))) / _factor[j * size + j];
    }

    private bool Factorise(double damping)
    {
        var size = _p + 1;
        _hessian.CopyTo(_factor, 0);
        for (var j = 0; j < size; j++)
        {
            var diagonal = _hessian[j * size + j] * (1 + damping) + damping;
            var column = _factor.AsSpan(j * size, size);
            column[j] += diagonal - _hessian[j * size + j];
            if (!(column[j] > 1e-14 * diagonal))
                return false;
            column[j] = Math.Sqrt(column[j]);
            Columns.Scale(1 / column[j], column[(j + 1)..]);
            for (var k = j + 1; k < size; k++)
                Columns.AddScaled(-column[k], column[k..], _factor.AsSpan(k * size + k, size - k));
        }
        return true;
    }
}
