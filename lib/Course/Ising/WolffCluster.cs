using System.Runtime.CompilerServices;

namespace Course.Ising;

/// <summary>Flips of whole clusters: from a random site through bonds between equal spins, each set with probability 1 - exp(-2/T).</summary>
/// <remarks>Fulfils detailed balance. Cost: O(size of the cluster).</remarks>
internal sealed class WolffCluster
{
    private readonly IsingLattice _lattice;
    private readonly LaneRandom _random;
    private readonly int[] _neighbours; // four for each cell
    private readonly int[] _stack;

    public WolffCluster(IsingLattice lattice, LaneRandom random)
    {
        (_lattice, _random, _stack) = (lattice, random, new int[lattice.Count]);
        var side = lattice.Side;
        _neighbours = new int[4 * lattice.Cells.Length];
        for (var i = 0; i < side; i++)
            for (var j = 0; j < side; j++)
            {
                int[] around =
                [
                    lattice.At((i + 1) % side, j), lattice.At((i + side - 1) % side, j),
                    lattice.At(i, (j + 1) % side), lattice.At(i, (j + side - 1) % side),
                ];
                around.CopyTo(_neighbours, 4 * lattice.At(i, j));
            }
    }

    /// <summary>Grows one cluster and flips it.</summary>
    /// <returns>How many spins it had.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Flip(double temperature)
    {
        var (cells, stack, neighbours) = (_lattice.Cells, _stack, _neighbours);
        var bond = LaneRandom.Threshold(1 - Math.Exp(-2 / temperature));
        var (row, column) = Math.DivRem(_random.Below(_lattice.Count), _lattice.Side);
        var seed = _lattice.At(row, column);
        var spin = cells[seed];
        // Flipped when it joins: so no site joins twice.
        cells[seed] = -spin;
        stack[0] = seed;
        var (waiting, size) = (1, 1);
        while (waiting > 0)
        {
            var first = 4 * stack[--waiting];
            for (var k = first; k < first + 4; k++)
            {
                var site = neighbours[k];
                if (cells[site] != spin || _random.Next() >= bond)
                    continue;
                cells[site] = -spin;
                stack[waiting++] = site;
                size++;
            }
        }
        return size;
    }
}
