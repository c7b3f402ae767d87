using MathNet.Numerics.LinearAlgebra;

namespace Course.Statistics;

/// <summary>
/// Shifts every feature to mean 0 and scales it to standard deviation 1: z = (x - mean) / scale.
/// </summary>
/// <remarks>
/// The scale is the population's standard deviation (divisor n), as in scikit-learn, so the <em>sample</em> covariance of the
/// result has n/(n-1) on its diagonal. A constant feature has scale 1 and becomes 0. Cost: O(n p).
/// </remarks>
public sealed class StandardScaler
{
    private Vector<double>? _mean, _scale;

    /// <summary>Mean of each feature, length p.</summary>
    /// <exception cref="InvalidOperationException">The scaler is not fitted.</exception>
    public Vector<double> Mean => _mean ?? throw Guard.NotFitted(this);

    /// <summary>Divisor of each feature, length p, in the feature's own unit.</summary>
    /// <inheritdoc cref="Mean" path="/exception"/>
    public Vector<double> Scale => _scale ?? throw Guard.NotFitted(this);

    /// <summary>Learns mean and scale from a design matrix.</summary>
    /// <param name="x">n x p, one sample a row; finite, n >= 1.</param>
    /// <returns>This scaler.</returns>
    /// <exception cref="ArgumentException"><paramref name="x"/> is empty or holds NaN or infinity (the message names the first such entry).</exception>
    public StandardScaler Fit(Matrix<double> x)
    {
        var mean = Moments.ColumnMeans(x);
        var scale = Columns.Of(Moments.ColumnVariances(x, mean, ddof: 0));
        for (var j = 0; j < scale.Length; j++)
            scale[j] = scale[j] == 0 ? 1 : Math.Sqrt(scale[j]);
        (_mean, _scale) = (mean, Columns.Vector(scale));
        return this;
    }

    /// <summary>Standardises samples with the learnt mean and scale; the input is left as it is.</summary>
    /// <param name="x">m x p, finite.</param>
    /// <returns>A new m x p matrix.</returns>
    /// <exception cref="ArgumentException"><paramref name="x"/> has another number of columns than the data fitted on, or is not finite.</exception>
    /// <inheritdoc cref="Mean" path="/exception"/>
    public Matrix<double> Transform(Matrix<double> x)
    {
        Guard.Features(x, Mean.Count, nameof(x));
        var (m, from, to) = (x.RowCount, Columns.Of(x), new double[x.RowCount * x.ColumnCount]);
        for (var j = 0; j < x.ColumnCount; j++)
        {
            var (mean, scale) = (Mean[j], Scale[j]);
            for (var k = j * m; k < (j + 1) * m; k++)
                to[k] = (from[k] - mean) / scale;
        }
        return Columns.Matrix(m, x.ColumnCount, to);
    }

    /// <summary><see cref="Fit"/>, then <see cref="Transform"/> of the same data.</summary>
    /// <inheritdoc cref="Fit" path="/param"/>
    /// <inheritdoc cref="Fit" path="/exception"/>
    public Matrix<double> FitTransform(Matrix<double> x) => Fit(x).Transform(x);

    /// <summary>The way back: x = mean + scale z.</summary>
    /// <param name="z">m x p, finite, in standard deviations.</param>
    /// <returns>A new m x p matrix in the features' own units.</returns>
    /// <exception cref="ArgumentException"><paramref name="z"/> has another number of columns than the data fitted on, or is not finite.</exception>
    /// <inheritdoc cref="Mean" path="/exception"/>
    public Matrix<double> InverseTransform(Matrix<double> z)
    {
        Guard.Features(z, Mean.Count, nameof(z));
        var (m, from, to) = (z.RowCount, Columns.Of(z), new double[z.RowCount * z.ColumnCount]);
        for (var j = 0; j < z.ColumnCount; j++)
        {
            var (mean, scale) = (Mean[j], Scale[j]);
            for (var k = j * m; k < (j + 1) * m; k++)
                to[k] = mean + scale * from[k];
        }
        return Columns.Matrix(m, z.ColumnCount, to);
    }

    /// <summary>Writes mean and scale to a JSON file.</summary>
    /// <param name="path">The file; an old one is replaced.</param>
    /// <inheritdoc cref="Mean" path="/exception"/>
    public void Save(string path) => EstimatorFile.Save(path, typeof(StandardScaler), new State(Mean, Scale));

    /// <summary>Reads a scaler that <see cref="Save"/> has written.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The file is damaged or holds something else.</exception>
    public static StandardScaler Load(string path)
    {
        var state = EstimatorFile.Load<State>(path, typeof(StandardScaler));
        return new StandardScaler { _mean = state.Mean, _scale = state.Scale };
    }

    private sealed record State(Vector<double> Mean, Vector<double> Scale);
}
