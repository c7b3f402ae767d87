using System.Numerics;

namespace Course.Ising;

/// <summary>All 2^(L²) configurations of a small Ising lattice, counted by energy and magnetisation: exact means of anything that depends on these two.</summary>
/// <remarks>Cost: O(2^(L²)) once; with L = 5 that is 34 million configurations and less than a second.</remarks>
public sealed class IsingEnumeration
{
    private const int Largest = 5;

    private readonly int _count;
    private readonly long[,] _states; // [(E + 2 L²) / 2, |M|]

    /// <summary>Counts the configurations.</summary>
    /// <param name="side">Sites along an edge, L, 2 to 5.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="side"/> is not.</exception>
    public IsingEnumeration(int side)
    {
        if (side is < 2 or > Largest)
            throw new ArgumentOutOfRangeException(nameof(side), Guard.Text($"side is {side}; only lattices of 2 to {Largest} sites along an edge have few enough configurations to go through."));
        Side = side;
        _count = side * side;
        _states = new long[2 * _count + 1, _count + 1];
        var lastColumn = 0u;
        for (var i = 0; i < side; i++)
            lastColumn |= 1u << (i * side + side - 1);
        var all = (1u << _count) - 1;
        // A bit a spin. The highest stays 0; turning over all spins gives the other half, with the same energies and magnitudes.
        for (var spins = 0u; spins < 1u << (_count - 1); spins++)
        {
            var right = ((spins & ~lastColumn) << 1) | ((spins & lastColumn) >> (side - 1));
            var below = ((spins << side) | (spins >> (_count - side))) & all;
            var unequal = BitOperations.PopCount(spins ^ right) + BitOperations.PopCount(spins ^ below);
            var magnetisation = _count - 2 * BitOperations.PopCount(spins);
            _states[unequal, Math.Abs(magnetisation)] += 2;
        }
    }

    /// <summary>Sites along an edge, L.</summary>
    public int Side { get; }

    /// <summary>Mean energy per spin.</summary>
    /// <param name="temperature">In units of J/k_B, greater than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="temperature"/> is not a finite number greater than 0.</exception>
    public double Energy(double temperature) => Mean(temperature, (energy, _) => energy);

    /// <summary>Mean magnitude |m| of the magnetisation per spin.</summary>
    /// <inheritdoc cref="Energy" path="/param"/>
    /// <inheritdoc cref="Energy" path="/exception"/>
    public double AbsoluteMagnetisation(double temperature) => Mean(temperature, (_, magnetisation) => magnetisation);

    /// <summary>Mean of a quantity.</summary>
    /// <param name="temperature">In units of J/k_B, greater than 0.</param>
    /// <param name="quantity">Of the energy per spin and the magnitude |m| of the magnetisation per spin.</param>
    /// <inheritdoc cref="Energy" path="/exception"/>
    public double Mean(double temperature, Func<double, double, double> quantity)
    {
        Guard.Positive(temperature, nameof(temperature));
        ArgumentNullException.ThrowIfNull(quantity);
        double sum = 0, weights = 0;
        for (var unequal = 0; unequal < _states.GetLength(0); unequal++)
            for (var magnetisation = 0; magnetisation <= _count; magnetisation++)
            {
                if (_states[unequal, magnetisation] == 0)
                    continue;
                // Each bond between unequal spins costs 2.
                var weight = _states[unequal, magnetisation] * Math.Exp(-2 * unequal / temperature);
                weights += weight;
                sum += weight * quantity(2.0 * unequal / _count - 2, (double)magnetisation / _count);
            }
        return sum / weights;
    }
}
