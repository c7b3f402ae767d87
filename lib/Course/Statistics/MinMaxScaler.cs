using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Statistics;

/// <summary>
/// Shifts and scales every feature so that it fills a given interval, by default [0, 1]: z = low + (x - minimum) (high - low) / (maximum - minimum).
/// </summary>
/// <remarks>
/// As scikit-learn's <c>MinMaxScaler</c>. A constant feature becomes low. New samples outside the range learnt from come out outside the interval.
/// One outlier squeezes all the rest:
/// <see cref="StandardScaler"/> minds less. Cost: O(n p).
/// </remarks>
public sealed class MinMaxScaler
{
    private readonly double _low, _high;
    private Fitted? _fitted;

    /// <summary>A scaler to an interval.</summary>
    /// <param name="low">Lower end, finite (default 0).</param>
    /// <param name="high">Upper end, finite, above <paramref name="low"/> (default 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">The ends are not finite or out of order.</exception>
    public MinMaxScaler(double low = 0, double high = 1)
    {
        if (!(low < high && double.IsFinite(high - low)))
            throw new ArgumentOutOfRangeException(nameof(high), Guard.Text($"[low, high] is [{low}, {high}]; it should be a finite interval with low below high."));
        (_low, _high) = (low, high);
    }

    /// <summary>Smallest value of each feature, length p.</summary>
    /// <exception cref="InvalidOperationException">The scaler is not fitted.</exception>
    public Vector<double> Minimum => Learnt.Minimum;

    /// <summary>Largest value of each feature, length p.</summary>
    /// <inheritdoc cref="Minimum" path="/exception"/>
    public Vector<double> Maximum => Learnt.Maximum;

    private Fitted Learnt => _fitted ?? throw Guard.NotFitted(this);

    /// <summary>Learns the range of each feature from a design matrix.</summary>
    /// <param name="x">n x p, one sample a row; finite, n >= 1.</param>
    /// <returns>This scaler.</returns>
    /// <exception cref="ArgumentException"><paramref name="x"/> is empty or holds NaN or infinity (the message names the first such
    /// entry).</exception>
    public MinMaxScaler Fit(Matrix<double> x)
    {
        Guard.Design(x, nameof(x));
        var (n, p, values) = (x.RowCount, x.ColumnCount, Columns.Of(x));
        var (minimum, maximum) = (new double[p], new double[p]);
        for (var j = 0; j < p; j++)
        {
            minimum[j] = TensorPrimitives.Min(values.AsSpan(j * n, n));
            maximum[j] = TensorPrimitives.Max(values.AsSpan(j * n, n));
        }
        _fitted = new Fitted(Columns.Vector(minimum), Columns.Vector(maximum));
        return this;
    }

    /// <summary>Scales samples with the learnt ranges; the input is left as it is.</summary>
    /// <param name="x">m x p, finite.</param>
    /// <returns>A new m x p matrix.</returns>
    /// <exception cref="ArgumentException"><paramref name="x"/> has another number of columns than the data fitted on, or is not finite.</exception>
    /// <inheritdoc cref="Minimum" path="/exception"/>
    public Matrix<double> Transform(Matrix<double> x)
    {
        Guard.Features(x, Minimum.Count, nameof(x));
        var (m, from, to) = (x.RowCount, Columns.Of(x), new double[x.RowCount * x.ColumnCount]);
        for (var j = 0; j < x.ColumnCount; j++)
        {
            var (minimum, factor) = (Minimum[j], (_high - _low) / Range(j));
            for (var k = j * m; k < (j + 1) * m; k++)
                to[k] = _low + (from[k] - minimum) * factor;
        }
        return Columns.Matrix(m, x.ColumnCount, to);
    }

    /// <summary><see cref="Fit"/>, then <see cref="Transform"/> of the same data.</summary>
    /// <inheritdoc cref="Fit" path="/param"/>
    /// <inheritdoc cref="Fit" path="/exception"/>
    public Matrix<double> FitTransform(Matrix<double> x) => Fit(x).Transform(x);

    /// <summary>The way back to the features' own units.</summary>
    /// <param name="z">m x p, finite.</param>
    /// <returns>A new m x p matrix.</returns>
    /// <exception cref="ArgumentException"><paramref name="z"/> has another number of columns than the data fitted on, or is not finite.</exception>
    /// <inheritdoc cref="Minimum" path="/exception"/>
    public Matrix<double> InverseTransform(Matrix<double> z)
    {
        Guard.Features(z, Minimum.Count, nameof(z));
        var (m, from, to) = (z.RowCount, Columns.Of(z), new double[z.RowCount * z.ColumnCount]);
        for (var j = 0; j < z.ColumnCount; j++)
        {
            var (minimum, factor) = (Minimum[j], Range(j) / (_high - _low));
            for (var k = j * m; k < (j + 1) * m; k++)
                to[k] = minimum + (from[k] - _low) * factor;
        }
        return Columns.Matrix(m, z.ColumnCount, to);
    }

    /// <summary>Writes interval and ranges to a JSON file.</summary>
    /// <param name="path">The file; an old one is replaced.</param>
    /// <inheritdoc cref="Minimum" path="/exception"/>
    public void Save(string path) => EstimatorFile.Save(path, typeof(MinMaxScaler), new State(_low, _high, Learnt));

    /// <summary>Reads a scaler that <see cref="Save"/> has written.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The file is damaged or holds something else.</exception>
    public static MinMaxScaler Load(string path)
    {
        var state = EstimatorFile.Load<State>(path, typeof(MinMaxScaler));
        return new MinMaxScaler(state.Low, state.High) { _fitted = state.Fitted };
    }

    private double Range(int feature) => Maximum[feature] == Minimum[feature] ? 1 : Maximum[feature] - Minimum[feature];

    private sealed record Fitted(Vector<double> Minimum, Vector<double> Maximum);

    private sealed record State(double Low, double High, Fitted Fitted);
}
