using Course.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Classification;

/// <summary>
/// Logistic regression for any number of classes: the probability of class c is exp(w_c·x + b_c) over the sum of the same for all classes.
/// </summary>
/// <remarks>
/// <para>
/// Minimises ½ Σ_c |w_c|² - C Σ_i ln p(y_i | x_i), scikit-learn's objective for <c>multi_class="multinomial"</c>; the intercepts b are not penalised
/// and, adding the same to all of them changing nothing, sum to 0. With two classes this is <see cref="LogisticRegression"/> with half of its weights
/// on either side and so a penalty half as strong.
/// </para>
/// <para>
/// Truncated Newton: each Newton step is found by conjugate gradients, to which the curvature is known only through its products with vectors, two
/// matrix products each, and is shortened until the objective falls (J. Nocedal and S. Wright, Numerical Optimization, ch. 7). It works on
/// standardised features with the penalty carried over, so raw features whose sizes lie far apart are no trouble.
/// </para>
/// </remarks>
/// <param name="c">Inverse strength of the penalty, C > 0 (default 1).</param>
/// <param name="maxIterations">Most Newton steps, 1 or more (default 100).</param>
/// <param name="tolerance">Stops once every slope of the objective per sample and unit of C, for standardised features, is below this; above 0
/// (default 1e-10).</param>
/// <exception cref="ArgumentOutOfRangeException">A parameter lies outside what is said above.</exception>
public sealed class MultinomialLogisticRegression(double c = 1.0, int maxIterations = 100, double tolerance = 1e-10)
{
    private readonly double _c = Parameter.Positive(c, nameof(c));
    private readonly int _maxIterations = Parameter.AtLeast(maxIterations, 1, nameof(maxIterations), "steps");
    private readonly double _tolerance = Parameter.Positive(tolerance, nameof(tolerance));
    private Fitted? _fitted;

    /// <summary>Weight of each feature for each class, classes x p, per unit of the feature.</summary>
    /// <exception cref="InvalidOperationException">The model is not fitted.</exception>
    public Matrix<double> Coefficients => Learnt.Coefficients;

    /// <summary>Score of each class where every feature is 0; they sum to 0.</summary>
    /// <inheritdoc cref="Coefficients" path="/exception"/>
    public Vector<double> Intercepts => Learnt.Intercepts;

    /// <summary>The classes, ascending.</summary>
    /// <inheritdoc cref="Coefficients" path="/exception"/>
    public IReadOnlyList<int> Classes => Learnt.Classes;

    /// <summary>Newton steps taken.</summary>
    /// <inheritdoc cref="Coefficients" path="/exception"/>
    public int Iterations => Learnt.Iterations;

    /// <summary>Whether the optimum was reached within the allowed steps; if not, the weights are those of the last step.</summary>
    /// <inheritdoc cref="Coefficients" path="/exception"/>
    public bool Converged => Learnt.Converged;

    private Fitted Learnt => _fitted ?? throw Guard.NotFitted(this);

    /// <summary>Learns the weights from samples of known class.</summary>
    /// <param name="x">n x p, one sample a row; finite. It is left as it is.</param>
    /// <param name="y">The n classes, at least two different ones.</param>
    /// <param name="progress">Told of each Newton step, with the objective over C n.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    /// <returns>This model.</returns>
    /// <exception cref="ArgumentException"><paramref name="x"/> is empty or not finite, <paramref name="y"/> has another length or a single
    /// class.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; the model stays as it was.</exception>
    public MultinomialLogisticRegression Fit(Matrix<double> x, int[] y, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        Guard.Design(x, nameof(x));
        var labels = Labels.Of(y, x.RowCount, nameof(y), nameof(x));
        if (labels.Classes.Length < 2)
            throw new ArgumentException(Guard.Text($"{nameof(y)} holds a single class, {labels.Classes[0]}; there is nothing to tell apart."), nameof(y));

        var scaler = new StandardScaler();
        var newton = new SoftmaxNewton(scaler.FitTransform(x), labels.Codes, labels.Classes.Length, scaler.Scale, _c);
        var (iterations, converged) = newton.Minimise(_maxIterations, _tolerance, progress, cancellationToken);

        // Back to the features' own units.
        var (weights, intercepts) = newton.Result();
        for (var j = 0; j < x.ColumnCount; j++)
            weights.SetColumn(j, weights.Column(j) / scaler.Scale[j]);
        intercepts -= weights * scaler.Mean;
        _fitted = new Fitted(weights, intercepts - intercepts.Average(), labels.Classes, iterations, converged);
        return this;
    }

    /// <summary>Score of each class for each sample: the logarithm of its probability, but for a number that all classes share.</summary>
    /// <param name="x">m x p, finite.</param>
    /// <returns>m x classes.</returns>
    /// <exception cref="ArgumentException"><paramref name="x"/> has another number of columns than the data fitted on, or is not finite.</exception>
    /// <inheritdoc cref="Coefficients" path="/exception"/>
    public Matrix<double> DecisionFunction(Matrix<double> x)
    {
        Guard.Features(x, Coefficients.ColumnCount, nameof(x));
        return Decomposition.Shift.By(Product.TimesTransposed(x, Coefficients), Intercepts, +1);
    }

    /// <summary>Probability of each class for each sample.</summary>
    /// <returns>m x classes; every row adds up to 1.</returns>
    /// <inheritdoc cref="DecisionFunction"/>
    public Matrix<double> PredictProbability(Matrix<double> x)
    {
        var scores = DecisionFunction(x);
        Softmax.InPlace(Columns.Of(scores), scores.RowCount, scores.ColumnCount);
        return scores;
    }

    /// <summary>The likeliest class of each sample.</summary>
    /// <returns>Length m.</returns>
    /// <inheritdoc cref="DecisionFunction"/>
    public int[] Predict(Matrix<double> x) => new Labels(Learnt.Classes, []).Likeliest(DecisionFunction(x));

    /// <summary>Share of samples whose class is predicted rightly.</summary>
    /// <param name="x">m x p, finite.</param>
    /// <param name="y">The m true classes.</param>
    /// <returns>Between 0 and 1.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit, or <paramref name="x"/> is not finite.</exception>
    /// <inheritdoc cref="Coefficients" path="/exception"/>
    public double Score(Matrix<double> x, int[] y) => Labels.Agreement(Predict(x), y, nameof(y), nameof(x));

    /// <summary>Writes parameters and fitted results to a JSON file.</summary>
    /// <param name="path">The file; an old one is replaced.</param>
    /// <inheritdoc cref="Coefficients" path="/exception"/>
    public void Save(string path) => EstimatorFile.Save(path, typeof(MultinomialLogisticRegression), new State(_c, _maxIterations, _tolerance, Learnt));

    /// <summary>Reads a model that <see cref="Save"/> has written.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The file is damaged or holds something else.</exception>
    public static MultinomialLogisticRegression Load(string path)
    {
        var state = EstimatorFile.Load<State>(path, typeof(MultinomialLogisticRegression));
        return new MultinomialLogisticRegression(state.C, state.MaxIterations, state.Tolerance) { _fitted = state.Fitted };
    }

    private sealed record Fitted(Matrix<double> Coefficients, Vector<double> Intercepts, int[] Classes, int Iterations, bool Converged);

    private sealed record State(double C, int MaxIterations, double Tolerance, Fitted Fitted);
}
