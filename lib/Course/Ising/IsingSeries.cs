using Course.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Ising;

/// <summary>Energy and magnetisation of an Ising lattice, measured again and again at several temperatures.</summary>
/// <param name="Side">Sites along an edge, L.</param>
/// <param name="Temperatures">The K temperatures, in units of J/k_B.</param>
/// <param name="Energies">count x K: energy per spin, one column a temperature, from top to bottom in the order of measurement.</param>
/// <param name="Magnetisations">count x K: magnetisation per spin, likewise.</param>
public record IsingSeries(int Side, Vector<double> Temperatures, Matrix<double> Energies, Matrix<double> Magnetisations)
{
    /// <summary>Measurements at each temperature.</summary>
    public int Count => Energies.RowCount;

    /// <summary>Mean energy per spin at each temperature, with its standard error.</summary>
    /// <returns>Length K.</returns>
    public Estimate[] Energy() => Means(Energies, energy => energy);

    /// <summary>Mean magnitude |m| of the magnetisation per spin at each temperature, with its standard error.</summary>
    /// <returns>Length K.</returns>
    public Estimate[] AbsoluteMagnetisation() => Means(Magnetisations, Math.Abs);

    /// <summary>Sizes and temperatures.</summary>
    public override string ToString() => Guard.Text(
        $"{Side} x {Side} spins, {Count} times at each of {Temperatures.Count} temperatures from {Temperatures.Minimum():G4} to {Temperatures.Maximum():G4}");

    private static Estimate[] Means(Matrix<double> series, Func<double, double> of) =>
        [.. Enumerable.Range(0, series.ColumnCount).Select(k => Autocorrelation.Mean(series.Column(k).Map(of, Zeros.Include)))];
}
