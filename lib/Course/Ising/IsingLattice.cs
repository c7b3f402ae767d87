using System.Runtime.InteropServices;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Ising;

/// <summary>Spins +1 and -1 on a square lattice of L x L sites whose opposite edges are joined (periodic boundaries), so that each has four
/// neighbours.</summary>
/// <remarks>
/// The energy is E = -Σ s_i s_j over the 2 L² bonds between neighbours, in units of the coupling J; temperatures are in units of J/k_B. For L = 2 a
/// site's left and right neighbours are the same site, bound to it twice.
/// </remarks>
public sealed class IsingLattice
{
    // Room for one vector of eight before each row: its last cell and the one behind the row repeat the row's two ends while the row is updated.
    internal const int Lanes = 8;

    internal IsingLattice(int side)
    {
        Side = side;
        Stride = Lanes + (side + Lanes - 1) / Lanes * Lanes;
        Cells = new int[side * Stride + Lanes];
        for (var i = 0; i < side; i++)
            Row(i).Fill(1);
    }

    /// <summary>Number of sites along an edge, L.</summary>
    public int Side { get; }

    /// <summary>Number of spins, L².</summary>
    public int Count => Side * Side;

    /// <summary>A spin, +1 or -1.</summary>
    /// <param name="row">0 to L - 1.</param>
    /// <param name="column">0 to L - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such site.</exception>
    public int this[int row, int column]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(row);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Side);
            ArgumentOutOfRangeException.ThrowIfNegative(column);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column, Side);
            return Cells[At(row, column)];
        }
    }

    /// <summary>Energy per spin, -2 to 2.</summary>
    public double Energy
    {
        get
        {
            var sum = 0;
            for (var i = 0; i < Side; i++)
            {
                var row = Row(i);
                var below = Row((i + 1) % Side);
                for (var j = 0; j < Side; j++)
                    sum += row[j] * (row[j + 1 == Side ? 0 : j + 1] + below[j]);
            }
            return -(double)sum / Count;
        }
    }

    /// <summary>Magnetisation per spin, the mean of all spins, -1 to 1.</summary>
    public double Magnetisation
    {
        get
        {
            var sum = 0;
            for (var i = 0; i < Side; i++)
                foreach (var spin in Row(i))
                    sum += spin;
            return (double)sum / Count;
        }
    }

    /// <summary>The distance of two rows in <see cref="Cells"/>.</summary>
    internal int Stride { get; }

    /// <summary>The spins, and room beside them.</summary>
    internal int[] Cells { get; }

    /// <summary>The spins, row after row.</summary>
    /// <returns>Length L², a copy.</returns>
    public Vector<double> ToVector()
    {
        var values = new double[Count];
        for (var k = 0; k < values.Length; k++)
            values[k] = Cells[At(k / Side, k % Side)];
        return Columns.Vector(values);
    }

    /// <summary>Size, energy and magnetisation.</summary>
    public override string ToString() => Guard.Text($"{Side} x {Side} spins, energy {Energy:F4} and magnetisation {Magnetisation:F4} per spin");

    internal int At(int row, int column) => row * Stride + Lanes + column;

    internal Span<int> Row(int row) => MemoryMarshal.CreateSpan(ref Cells[At(row, 0)], Side);
}
