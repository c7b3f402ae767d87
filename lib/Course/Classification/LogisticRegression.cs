using Course.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Classification;

/// <summary>
/// Logistic regression for two classes: the probability of the second one is 1 / (1 + exp(-(w·x + b))).
/// </summary>
/// <remarks>
/// <para>
/// Minimises ½ w·w + C Σ log(1 + exp(-s_i (w·x_i + b))) with s_i = ±1 for the two classes, scikit-learn's objective; the intercept b is not penalised.
/// A large C trusts the data, a small one shrinks w. The objective is convex: there is one optimum and every solver that converges finds it.
/// </para>
/// <para>
/// Newton's method (iteratively reweighted least squares) with a backtracking line search (J. Nocedal and S. Wright, Numerical Optimization, ch. 3).
/// It works on standardised features with the penalty carried over, so it finds the optimum of the problem as posed also for raw features whose sizes lie orders of
/// magnitude apart, where gradient methods give up. Cost: O(n p² + p³) a step, about ten steps; nothing is allocated from step to step.
/// </para>
/// </remarks>
/// <param name="c">Inverse strength of the penalty, C > 0 (default 1).</param>
/// <param name="maxIterations">Most Newton steps, 1 or more (default 100).</param>
/// <param name="tolerance">Stops once a step can lower the objective by less than this share of it (default 1e-10; the step is still taken, which squares the error).</param>
/// <exception cref="ArgumentOutOfRangeException">A parameter lies outside what is said above.</exception>
public sealed class LogisticRegression(double c = 1.0, int maxIterations = 100, double tolerance = 1e-10)
{
    private readonly double _c = Checked(c, nameof(c));
    private readonly int _maxIterations = Checked(maxIterations, nameof(maxIterations));
    private readonly double _tolerance = Checked(tolerance, nameof(tolerance));
    private Fitted? _fitted;

    /// <summary>Weight of each feature, length p, per unit of the feature.</summary>
    /// <exception cref="InvalidOperationException">The model is not fitted.</exception>
    public Vector<double> Coefficients => Learnt.Coefficients;

    /// <summary>Log-odds of the second class where every feature is 0.</summary>
    /// <inheritdoc cref="Coefficients" path="/exception"/>
    public double Intercept => Learnt.Intercept;

    /// <summary>The two classes, ascending; a positive decision means the second.</summary>
    /// <inheritdoc cref="Coefficients" path="/exception"/>
    public IReadOnlyList<int> Classes => Learnt.Classes;

    /// <summary>Newton steps taken.</summary>
    /// <inheritdoc cref="Coefficients" path="/exception"/>
    public int Iterations => Learnt.Iterations;

    /// <summary>Whether the optimum was reached within the allowed steps; if not, the weights are those of the last step.</summary>
    /// <inheritdoc cref="Coefficients" path="/exception"/>
    public bool Converged => Learnt.Converged;

    private Fitted Learnt => _fitted ?? throw Guard.NotFitted(this);

    /// <summary>Learns the weights from samples of two classes.</summary>
    /// <param name="x">n x p, one sample a row; finite.</param>
    /// <param name="y">The n classes: two different integers, such as 0 and 1.</param>
    /// <param name="progress">Told of each Newton step, with the objective.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    /// <returns>This model.</returns>
    /// <exception cref="ArgumentException"><paramref name="x"/> is empty or not finite, <paramref name="y"/> has another length or not exactly two classes.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; the model stays as it was.</exception>
    public LogisticRegression Fit(Matrix<double> x, int[] y, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        Guard.Design(x, nameof(x));
        ArgumentNullException.ThrowIfNull(y);
        Guard.OnePerSample(y.Length, x.RowCount, nameof(y), nameof(x));
        var classes = y.Distinct().Order().ToArray();
        if (classes.Length != 2)
            throw new ArgumentException(Guard.Text(
                $"y holds {classes.Length} class{(classes.Length == 1 ? "" : "es")} ({string.Join(", ", classes.Take(10))}); this model tells two classes apart."), nameof(y));

        var scaler = new StandardScaler();
        var newton = new LogisticNewton(Columns.Of(scaler.FitTransform(x)), Array.ConvertAll(y, label => label == classes[1]), Columns.Of(scaler.Scale), _c);
        var (iterations, converged) = newton.Minimise(_maxIterations, _tolerance, progress, cancellationToken);

        // w·x + b in the features' own units.
        var weights = newton.Weights.PointwiseDivide(scaler.Scale);
        _fitted = new Fitted(weights, newton.Intercept - weights * scaler.Mean, Array.AsReadOnly(classes), iterations, converged);
        return this;
    }

    /// <summary>Log-odds w·x + b of the second class.</summary>
    /// <param name="x">m x p, finite.</param>
    /// <returns>Length m.</returns>
    /// <exception cref="ArgumentException"><paramref name="x"/> has another number of columns than the data fitted on, or is not finite.</exception>
    /// <inheritdoc cref="Coefficients" path="/exception"/>
    public Vector<double> DecisionFunction(Matrix<double> x)
    {
        Guard.Features(x, Coefficients.Count, nameof(x));
        var (values, m) = (Columns.Of(x), x.RowCount);
        var decisions = new double[m];
        Array.Fill(decisions, Intercept);
        for (var j = 0; j < x.ColumnCount; j++)
            Columns.AddScaled(Coefficients[j], values.AsSpan(j * m, m), decisions);
        return Columns.Vector(decisions);
    }

    /// <summary>Probability of the second class.</summary>
    /// <returns>Length m, between 0 and 1; that of the first class is the rest to 1.</returns>
    /// <inheritdoc cref="DecisionFunction"/>
    public Vector<double> PredictProbability(Matrix<double> x)
    {
        var probabilities = Columns.Of(DecisionFunction(x));
        for (var i = 0; i < probabilities.Length; i++)
            probabilities[i] = LogisticNewton.Sigmoid(probabilities[i]);
        return Columns.Vector(probabilities);
    }

    /// <summary>The likelier class of each sample.</summary>
    /// <returns>Length m.</returns>
    /// <inheritdoc cref="DecisionFunction"/>
    public int[] Predict(Matrix<double> x) => Array.ConvertAll(Columns.Of(DecisionFunction(x)), decision => Classes[decision > 0 ? 1 : 0]);

    /// <summary>Share of samples whose class is predicted rightly.</summary>
    /// <param name="x">m x p, finite.</param>
    /// <param name="y">The m true classes.</param>
    /// <returns>Between 0 and 1.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit, or <paramref name="x"/> is not finite.</exception>
    /// <inheritdoc cref="Coefficients" path="/exception"/>
    public double Score(Matrix<double> x, int[] y)
    {
        ArgumentNullException.ThrowIfNull(y);
        var predicted = Predict(x);
        Guard.OnePerSample(y.Length, predicted.Length, nameof(y), nameof(x));
        var right = 0;
        for (var i = 0; i < y.Length; i++)
            right += predicted[i] == y[i] ? 1 : 0;
        return (double)right / y.Length;
    }

    /// <summary>Writes parameters and fitted results to a JSON file.</summary>
    /// <param name="path">The file; an old one is replaced.</param>
    /// <inheritdoc cref="Coefficients" path="/exception"/>
    public void Save(string path) => EstimatorFile.Save(path, typeof(LogisticRegression), new State(_c, _maxIterations, _tolerance, Learnt));

    /// <summary>Reads a model that <see cref="Save"/> has written.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The file is damaged or holds something else.</exception>
    public static LogisticRegression Load(string path)
    {
        var state = EstimatorFile.Load<State>(path, typeof(LogisticRegression));
        return new LogisticRegression(state.C, state.MaxIterations, state.Tolerance) { _fitted = state.Fitted };
    }

    private static double Checked(double value, string name)
    {
        Guard.Positive(value, name);
        return value;
    }

    private static int Checked(int value, string name)
    {
        Guard.Count(value, 1, name, "steps");
        return value;
    }

    private sealed record Fitted(Vector<double> Coefficients, double Intercept, IReadOnlyList<int> Classes, int Iterations, bool Converged);

    private sealed record State(double C, int MaxIterations, double Tolerance, Fitted Fitted);
}
