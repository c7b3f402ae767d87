using MathNet.Numerics.LinearAlgebra;

namespace Course.Statistics;

/// <summary>How long a series of measurements remembers, and what that does to the error of its mean.</summary>
/// <remarks>
/// N. Madras and A. Sokal, J. Stat. Phys. 50 (1988) 109; U. Wolff, Comput. Phys. Commun. 156 (2004) 143. For a series that has forgotten its beginning. Each
/// measurement like the one before counts for little: n of them are worth n/(2τ) independent ones.
/// </remarks>
public static class Autocorrelation
{
    /// <summary>Correlation of a series with itself, shifted: ρ(t) = c(t)/c(0) with c(t) = Σ_i (x_i - mean)(x_(i+t) - mean) / n.</summary>
    /// <param name="series">n values at equal intervals, n >= 2, not all equal.</param>
    /// <param name="lags">Largest shift, 0 to n - 1.</param>
    /// <returns>ρ(0) = 1 to ρ(lags), length lags + 1.</returns>
    /// <exception cref="ArgumentException">The series is not finite, too short, or constant.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="lags"/> is negative, or not less than n.</exception>
    public static Vector<double> Function(Vector<double> series, int lags)
    {
        var deviations = Deviations(series);
        if (lags < 0 || lags >= deviations.Length)
            throw new ArgumentOutOfRangeException(nameof(lags), Guard.Text($"lags is {lags}; with {deviations.Length} values it should be 0 to {deviations.Length - 1}."));
        var variance = Columns.Dot(deviations, deviations);
        if (variance == 0)
            throw new ArgumentException(Guard.Text($"series is constant ({series[0]}); a correlation needs values that vary."), nameof(series));
        return Vector<double>.Build.Dense(lags + 1, lag => Lagged(deviations, lag) / variance);
    }

    /// <summary>Integrated autocorrelation time τ = ½ + Σ_(t=1..w) ρ(t), in intervals of the series: ½ where values are independent.</summary>
    /// <remarks>The sum ends at the first w that is at least three, and six times τ: farther out there is noise and no signal. Too short a series, below some hundred τ,
    /// gives too small a τ. Cost: O(n w).</remarks>
    /// <param name="series">n values at equal intervals, n >= 2.</param>
    /// <returns>At least a small positive number; ½ for a constant series.</returns>
    /// <exception cref="ArgumentException">The series is not finite or too short.</exception>
    public static double IntegratedTime(Vector<double> series)
    {
        const double Window = 6;
        var deviations = Deviations(series);
        var (n, variance) = (deviations.Length, Columns.Dot(deviations, deviations));
        var time = 0.5;
        if (variance == 0)
            return time;
        for (var lag = 1; lag < n; lag++)
        {
            time += Lagged(deviations, lag) / variance;
            if (lag >= Window * Math.Max(0.5, time))
                break;
        }
        // Values that alternate have a small τ, but never 0.
        return Math.Max(time, 1.0 / n);
    }

    /// <summary>Mean of a series, with a standard error that knows of its memory: √(2τ var / n).</summary>
    /// <remarks>A τ below ½ counts as ½: in a short series it is noise more often than values that alternate.</remarks>
    /// <inheritdoc cref="IntegratedTime" path="/param"/>
    /// <inheritdoc cref="IntegratedTime" path="/exception"/>
    public static Estimate Mean(Vector<double> series)
    {
        var deviations = Deviations(series);
        var n = deviations.Length;
        var variance = Columns.Dot(deviations, deviations) / (n - 1);
        return new Estimate(Columns.Sum(Columns.Of(series)) / n, Math.Sqrt(2 * Math.Max(0.5, IntegratedTime(series)) * variance / n));
    }

    private static double[] Deviations(Vector<double> series)
    {
        Guard.Values(series, nameof(series), minimum: 2);
        var values = Columns.Of(series);
        var mean = Columns.Sum(values) / values.Length;
        mean += Columns.SumOfDifferences(values, mean) / values.Length;
        return Array.ConvertAll(values, value => value - mean);
    }

    private static double Lagged(double[] deviations, int lag) => Columns.Dot(deviations.AsSpan(0, deviations.Length - lag), deviations.AsSpan(lag));
}
