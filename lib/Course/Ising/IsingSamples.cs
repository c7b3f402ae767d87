using MathNet.Numerics.LinearAlgebra;

namespace Course.Ising;

/// <summary>Configurations of an Ising lattice at several temperatures, with what was measured on each.</summary>
/// <param name="Side">Sites along an edge, L.</param>
/// <param name="Temperatures">The K temperatures, in units of J/k_B.</param>
/// <param name="Energies">count x K: energy per spin, one column a temperature.</param>
/// <param name="Magnetisations">count x K: magnetisation per spin, one column a temperature.</param>
/// <param name="Spins">(K count) x L²: one configuration a row, +1 or -1, its sites row after row; first all of the first temperature, then those of the
/// next.</param>
public sealed record IsingSamples(int Side, Vector<double> Temperatures, Matrix<double> Energies, Matrix<double> Magnetisations, Matrix<double> Spins)
    : IsingSeries(Side, Temperatures, Energies, Magnetisations)
{
    /// <summary>Temperature of each row of <see cref="Spins"/>.</summary>
    /// <returns>Length K count.</returns>
    public Vector<double> RowTemperatures() => Vector<double>.Build.Dense(Spins.RowCount, row => Temperatures[row / Count]);

    /// <summary>Energy per spin of each row of <see cref="Spins"/>.</summary>
    /// <returns>Length K count.</returns>
    public Vector<double> RowEnergies() => Columns.Vector(Energies.ToColumnMajorArray());

    /// <summary>Magnetisation per spin of each row of <see cref="Spins"/>.</summary>
    /// <returns>Length K count.</returns>
    public Vector<double> RowMagnetisations() => Columns.Vector(Magnetisations.ToColumnMajorArray());

    /// <inheritdoc/>
    public override string ToString() => base.ToString();
}
