using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Course.Ising;

/// <summary>Sweeps in which the sites of one colour, none of which are neighbours, are updated all at once, then those of the next: like the
/// squares of a checkerboard.</summary>
/// <remarks>
/// Around a ring of odd length two colours don't suffice, so such a lattice takes three. Eight sites are computed at a time, whatever their colour, and those of
/// the colour change. Each colour's pass fulfils detailed balance; a sweep, as a product of them, leaves the Boltzmann distribution as it is. One spin in sixteen,
/// chosen at random, is left out: otherwise a pattern in which every spin has two neighbours up and two down would turn over and back for ever.
/// Cost: O(L²) a sweep.
/// </remarks>
internal sealed class Metropolis
{
    private const double Tried = 15.0 / 16;

    private readonly IsingLattice _lattice;
    private readonly LaneRandom _random;
    private readonly int[][] _masks; // of columns of colour 0, 1, ... in a row of colour 0: -1 for yes

    public Metropolis(IsingLattice lattice, LaneRandom random)
    {
        (_lattice, _random) = (lattice, random);
        Colours = lattice.Side % 2 == 0 ? 2 : 3;
        _masks = new int[Colours][];
        for (var colour = 0; colour < Colours; colour++)
        {
            _masks[colour] = new int[lattice.Stride - IsingLattice.Lanes];
            for (var j = 0; j < lattice.Side; j++)
                _masks[colour][j] = OfRing(j) == colour ? -1 : 0;
        }
    }

    /// <summary>Number of colours.</summary>
    public int Colours { get; }

    /// <summary>Every site's turn once.</summary>
    public void Sweep(double temperature)
    {
        for (var colour = 0; colour < Colours; colour++)
            Pass(colour, temperature);
    }

    /// <summary>The turn of every site of a colour.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Pass(int colour, double temperature)
    {
        var (side, cells) = (_lattice.Side, _lattice.Cells);
        // A flip costs ΔE = 2 s h with h the sum of the neighbours, so s h is at most 4, and even.
        var free = Vector256.Create(LaneRandom.Threshold(Tried));
        var cost4 = Vector256.Create(LaneRandom.Threshold(Tried * Math.Exp(-4 / temperature)));
        var cost8 = Vector256.Create(LaneRandom.Threshold(Tried * Math.Exp(-8 / temperature)));
        var (two, four) = (Vector256.Create(2), Vector256.Create(4));
        for (var i = 0; i < side; i++)
        {
            var (row, above, below) = (_lattice.At(i, 0), _lattice.At(i == 0 ? side - 1 : i - 1, 0), _lattice.At(i == side - 1 ? 0 : i + 1, 0));
            cells[row - 1] = cells[row + side - 1];
            cells[row + side] = cells[row];
            var mask = _masks[(colour - OfRing(i) + Colours) % Colours];
            for (var j = 0; j < mask.Length; j += IsingLattice.Lanes)
            {
                var spins = Load(cells, row + j);
                var cost = spins * (Load(cells, row + j - 1) + Load(cells, row + j + 1) + Load(cells, above + j) + Load(cells, below + j));
                var bound = Vector256.ConditionalSelect(
                    Vector256.LessThan(cost, two).AsUInt32(), free, Vector256.ConditionalSelect(Vector256.Equals(cost, four).AsUInt32(), cost8, cost4));
                var accepted = Vector256.LessThan(_random.NextVector(), bound).AsInt32();
                var flipped = accepted & Load(mask, j);
                ((spins ^ flipped) - flipped).CopyTo(cells, row + j);
            }
        }
    }

    // Colour of a place on a ring of L sites: 0, 1, 0, 1, ..., and 2 at the end if L is odd.
    private int OfRing(int place) => Colours == 3 && place == _lattice.Side - 1 ? 2 : place % 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Load(int[] cells, int at) => Vector256.Create<int>(cells.AsSpan(at, IsingLattice.Lanes));
}
