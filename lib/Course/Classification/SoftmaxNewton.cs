using MathNet.Numerics.LinearAlgebra;

namespace Course.Classification;

/// <summary>Newton's method with conjugate gradients for <see cref="MultinomialLogisticRegression"/>, on standardised features.</summary>
/// <remarks>
/// The unknowns are weights and intercepts as a (p + 1) x classes matrix, in units in which the penalty on each weight is that of the raw feature's:
/// ½ (w_j / scale_j)². The objective is divided by C n, so that its slopes have the size of correlations.
/// </remarks>
internal sealed class SoftmaxNewton
{
    private const double SufficientDecrease = 1e-4;

    private readonly int _n, _p, _classes;
    private readonly Matrix<double> _x;
    private readonly int[] _codes;
    private readonly double[] _penalty;
    private double[] _weights;
    private double[] _probabilities = [];

    /// <summary>Takes the data.</summary>
    /// <param name="z">n x p standardised features.</param>
    /// <param name="codes">Class of each sample, 0 to classes - 1.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="scale">What the features were divided by.</param>
    /// <param name="c">Inverse strength of the penalty.</param>
    public SoftmaxNewton(Matrix<double> z, int[] codes, int classes, Vector<double> scale, double c)
    {
        (_n, _p, _codes, _classes) = (z.RowCount, z.ColumnCount, codes, classes);
        // A last column of ones carries the intercepts.
        var values = new double[_n * (_p + 1)];
        Columns.Of(z).CopyTo(values, 0);
        values.AsSpan(_n * _p).Fill(1);
        _x = Columns.Matrix(_n, _p + 1, values);
        _weights = new double[(_p + 1) * classes];
        _penalty = new double[_p + 1];
        for (var j = 0; j < _p; j++)
            _penalty[j] = 1 / (scale[j] * scale[j] * c * _n);
    }

    /// <summary>Minimises from zero weights.</summary>
    /// <param name="maxSteps">Most Newton steps.</param>
    /// <param name="tolerance">Largest slope at the optimum.</param>
    /// <param name="progress">Told of each step.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    /// <returns>Steps taken, and whether the slopes became small enough, or the objective cannot fall any further for rounding.</returns>
    public (int Steps, bool Converged) Minimise(int maxSteps, double tolerance, IProgress<FitProgress>? progress, CancellationToken cancellationToken)
    {
        var objective = Objective(_weights);
        for (var step = 1; step <= maxSteps; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var gradient = Gradient();
            var slope = Columns.LargestMagnitude(gradient);
            if (slope <= tolerance)
                return (step - 1, true);
            // The nearer the optimum, the more exactly the step is solved for: convergence becomes quadratic.
            var size = Math.Sqrt(Columns.Dot(gradient, gradient));
            var move = SolveStep(gradient, Math.Min(0.1, size) * size, cancellationToken);
            var descent = Columns.Dot(gradient, move);
            var length = 1.0;
            while (true)
            {
                var tried = (double[])_weights.Clone();
                Columns.AddScaled(length, move, tried);
                var after = Objective(tried);
                if (after <= objective + SufficientDecrease * length * descent)
                {
                    (_weights, objective) = (tried, after);
                    break;
                }
                // A fall too small for the objective's last digit: the step itself is still right, being Newton's.
                if (-descent <= 1e-14 * Math.Max(1, Math.Abs(objective)))
                {
                    (_weights, objective) = (tried, after);
                    return (step, true);
                }
                length /= 2;
                if (length < 1e-12)
                    return (step, false);
            }
            progress?.Report(new FitProgress("Newton step", step, maxSteps, objective));
        }
        return (maxSteps, Columns.LargestMagnitude(Gradient()) <= tolerance);
    }

    /// <summary>Weights, classes x p, and intercepts, both for standardised features.</summary>
    public (Matrix<double> Weights, Vector<double> Intercepts) Result()
    {
        var all = Columns.Matrix(_p + 1, _classes, _weights);
        return (all.SubMatrix(0, _p, 0, _classes).Transpose(), all.Row(_p));
    }

    // Leaves the probabilities at these weights behind.
    private double Objective(double[] weights)
    {
        var scores = Columns.Of(Product.Of(_x, Columns.Matrix(_p + 1, _classes, weights)));
        var sum = 0.0;
        for (var i = 0; i < _n; i++)
            sum -= scores[_codes[i] * _n + i];
        sum += Softmax.InPlace(scores, _n, _classes);
        _probabilities = scores;
        var penalty = 0.0;
        for (var c = 0; c < _classes; c++)
            for (var j = 0; j < _p; j++)
                penalty += _penalty[j] * weights[c * (_p + 1) + j] * weights[c * (_p + 1) + j];
        return sum / _n + penalty / 2;
    }

    private double[] Gradient()
    {
        var excess = (double[])_probabilities.Clone();
        for (var i = 0; i < _n; i++)
            excess[_codes[i] * _n + i]--;
        return Back(excess, _weights);
    }

    // Curvature times v: X^T (P o (XV - rows' means of XV under P)) / n, and the penalty.
    private double[] Curvature(double[] v)
    {
        var change = Columns.Of(Product.Of(_x, Columns.Matrix(_p + 1, _classes, v)));
        for (var i = 0; i < _n; i++)
        {
            var mean = 0.0;
            for (var c = 0; c < _classes; c++)
                mean += _probabilities[c * _n + i] * change[c * _n + i];
            for (var c = 0; c < _classes; c++)
                change[c * _n + i] = _probabilities[c * _n + i] * (change[c * _n + i] - mean);
        }
        return Back(change, v);
    }

    private double[] Back(double[] perSample, double[] weights)
    {
        var result = Columns.Of(Product.TransposedTimes(_x, Columns.Matrix(_n, _classes, perSample)));
        for (var c = 0; c < _classes; c++)
            for (var j = 0; j <= _p; j++)
                result[c * (_p + 1) + j] = result[c * (_p + 1) + j] / _n + _penalty[j] * weights[c * (_p + 1) + j];
        return result;
    }

    // Conjugate gradients for curvature * move = -gradient, until the residual is as small as asked.
    private double[] SolveStep(double[] gradient, double residualNorm, CancellationToken cancellationToken)
    {
        var move = new double[gradient.Length];
        var residual = Array.ConvertAll(gradient, value => -value);
        var direction = (double[])residual.Clone();
        var square = Columns.Dot(residual, residual);
        for (var k = 0; k < 20 * gradient.Length && Math.Sqrt(square) > residualNorm; k++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var curved = Curvature(direction);
            var curvature = Columns.Dot(direction, curved);
            // Flat: adding the same to all intercepts changes nothing, and rounding may lead there.
            if (curvature <= 1e-300)
                break;
            var length = square / curvature;
            Columns.AddScaled(length, direction, move);
            Columns.AddScaled(-length, curved, residual);
            var next = Columns.Dot(residual, residual);
            Columns.Scale(next / square, direction);
            Columns.AddScaled(1, residual, direction);
            square = next;
        }
        return move;
    }
}
