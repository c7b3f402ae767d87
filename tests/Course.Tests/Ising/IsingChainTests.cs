using System.Runtime.Intrinsics;
using Course.Ising;

namespace Course.Tests.Ising;

public sealed class IsingChainTests
{
    private const double Temperature = 2.5;

    [Fact]
    public void A_cluster_flips_as_often_there_as_back() => ShouldBeInBalance(chain: seed =>
    {
        var (lattice, random) = (new IsingLattice(2), new LaneRandom(seed));
        var wolff = new WolffCluster(lattice, random);
        return (lattice, () => wolff.Flip(Temperature));
    });

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_colours_pass_goes_as_often_there_as_back(int colour) => ShouldBeInBalance(chain: seed =>
    {
        var (lattice, random) = (new IsingLattice(2), new LaneRandom(seed));
        var metropolis = new Metropolis(lattice, random);
        return (lattice, () => metropolis.Pass(colour, Temperature));
    });

    [Theory]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    [InlineData(8, 2)]
    [InlineData(9, 3)]
    [InlineData(17, 3)]
    public void A_sweep_gives_each_spin_its_turn_but_no_two_neighbours_at_once(int side, int colours)
    {
        // At a very high temperature nearly every spin that has its turn flips.
        const int Sweeps = 12;
        var lattice = new IsingLattice(side);
        var metropolis = new Metropolis(lattice, new LaneRandom(1));
        metropolis.Colours.ShouldBe(colours);
        var turns = new int[side, side];
        for (var pass = 0; pass < Sweeps * colours; pass++)
        {
            var before = Spins(lattice);
            metropolis.Pass(pass % colours, 1e12);
            var after = Spins(lattice);
            for (var i = 0; i < side; i++)
                for (var j = 0; j < side; j++)
                {
                    if (before[i, j] == after[i, j])
                        continue;
                    turns[i, j]++;
                    after[(i + 1) % side, j].ShouldBe(before[(i + 1) % side, j]);
                    after[i, (j + 1) % side].ShouldBe(before[i, (j + 1) % side]);
                }
        }
        turns.Cast<int>().ShouldAllBe(turn => turn > Sweeps / 2 && turn <= Sweeps);
        turns.Cast<int>().Average().ShouldBe(Sweeps * 15 / 16.0, 4 * Math.Sqrt(Sweeps / 17.0 / turns.Length));
    }

    [Theory]
    [InlineData(IsingUpdate.Metropolis)]
    [InlineData(IsingUpdate.Wolff)]
    public void Cold_spins_stay_as_they_are_or_turn_over_together(IsingUpdate update)
    {
        var chain = new IsingChain(7, 0.05, update, ordered: true);
        chain.Advance(3).ShouldBe(3 * 49);
        chain.Lattice.Energy.ShouldBe(-2);
        chain.Lattice.Magnetisation.ShouldBe(update == IsingUpdate.Wolff ? -1 : 1);
    }

    [Fact]
    public void The_lattice_knows_its_energy_and_magnetisation()
    {
        var chain = new IsingChain(11, 3, IsingUpdate.Metropolis, seed: 5);
        chain.Advance(4);
        var spins = chain.Lattice.ToVector();
        double energy = 0;
        for (var i = 0; i < 11; i++)
            for (var j = 0; j < 11; j++)
            {
                spins[i * 11 + j].ShouldBe(chain.Lattice[i, j]);
                energy -= chain.Lattice[i, j] * (chain.Lattice[(i + 1) % 11, j] + chain.Lattice[i, (j + 1) % 11]);
            }
        spins.ShouldAllBe(spin => spin == 1 || spin == -1);
        chain.Lattice.Energy.ShouldBe(energy / 121, 1e-14);
        chain.Lattice.Magnetisation.ShouldBe(spins.Average(), 1e-14);
    }

    [Theory]
    [InlineData(IsingUpdate.Metropolis)]
    [InlineData(IsingUpdate.Wolff)]
    public void The_same_seed_gives_the_same_way(IsingUpdate update)
    {
        IsingChain Chain(long seed)
        {
            var chain = new IsingChain(10, 2.2, update, seed: seed);
            chain.Advance(20);
            return chain;
        }
        Chain(1).Lattice.ToVector().ShouldBe(Chain(1).Lattice.ToVector());
        Chain(1).Lattice.ToVector().ShouldNotBe(Chain(2).Lattice.ToVector());
    }

    [Fact]
    public void Each_lane_is_its_authors_generator()
    {
        // The words of xoshiro128++ from the state 1, 2, 3, 4, in the fourth lane.
        var others = Vector256.Create(9u, 8, 7, 0, 5, 4, 3, 2);
        var random = new LaneRandom(others.WithElement(3, 1u), others.WithElement(3, 2u), others.WithElement(3, 3u), others.WithElement(3, 4u));
        foreach (var word in new uint[] { 641, 1573767, 3222811527, 3517856514, 836907274, 4247214768, 3867114732, 1355841295, 495546011, 621204420 })
            random.NextVector()[3].ShouldBe(word);
    }

    [Fact]
    public void Random_words_are_even_and_unrelated()
    {
        var random = new LaneRandom(3);
        var words = Enumerable.Range(0, 400_000).Select(_ => random.Next()).ToArray();
        words.Distinct().Count().ShouldBeGreaterThan(399_950);
        words.Average(word => word / 4294967296.0).ShouldBe(0.5, 4 * Math.Sqrt(1.0 / 12 / words.Length));
        for (var bit = 0; bit < 32; bit++)
            words.Average(word => (word >> bit) & 1).ShouldBe(0.5, 4.5 * 0.5 / Math.Sqrt(words.Length), $"bit {bit}");
        // Neighbours, in a lane and across lanes.
        foreach (var distance in new[] { 1, 8 })
            Enumerable.Range(0, words.Length - distance).Average(k => (words[k] / 4294967296.0 - 0.5) * (words[k + distance] / 4294967296.0 - 0.5))
                .ShouldBe(0, 4.0 / 12 / Math.Sqrt(words.Length));
        new LaneRandom(3, 1).Next().ShouldNotBe(new LaneRandom(3, 2).Next());
    }

    [Fact]
    public void Bad_arguments_are_named()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new IsingChain(1)).ParamName.ShouldBe("side");
        Should.Throw<ArgumentOutOfRangeException>(() => new IsingChain(4, 0)).ParamName.ShouldBe("Temperature");
        Should.Throw<ArgumentOutOfRangeException>(() => new IsingChain(update: (IsingUpdate)7)).ParamName.ShouldBe("update");
        Should.Throw<ArgumentOutOfRangeException>(() => new IsingChain().Advance(-1)).ParamName.ShouldBe("steps");
        Should.Throw<ArgumentOutOfRangeException>(() => new IsingChain(4).Lattice[0, 4]).ParamName.ShouldBe("column");
        using var source = new CancellationTokenSource();
        source.Cancel();
        Should.Throw<OperationCanceledException>(() => new IsingChain().Advance(1, source.Token));
    }

    // Detailed balance: in the Boltzmann distribution, each step from a to b is as frequent as that from b to a.
    private static void ShouldBeInBalance(Func<long, (IsingLattice Lattice, Action Step)> chain)
    {
        const int States = 16, Trials = 40_000;
        var (lattice, step) = chain(7);
        var counts = new int[States, States];
        var weights = new double[States];
        for (var state = 0; state < States; state++)
        {
            Put(lattice, state);
            weights[state] = Math.Exp(-lattice.Energy * 4 / Temperature);
            for (var trial = 0; trial < Trials; trial++)
            {
                Put(lattice, state);
                step();
                counts[state, StateOf(lattice)]++;
            }
        }
        var seen = 0;
        for (var a = 0; a < States; a++)
            for (var b = 0; b < a; b++)
            {
                double there = weights[a] * counts[a, b], back = weights[b] * counts[b, a];
                if (counts[a, b] + counts[b, a] == 0)
                    continue;
                seen++;
                var error = Math.Sqrt(weights[a] * weights[a] * Math.Max(1, counts[a, b]) + weights[b] * weights[b] * Math.Max(1, counts[b, a]));
                (there - back).ShouldBe(0, 4.5 * error, $"{a} to {b}");
            }
        seen.ShouldBeGreaterThan(10);
    }

    private static void Put(IsingLattice lattice, int state)
    {
        for (var k = 0; k < 4; k++)
            lattice.Row(k / 2)[k % 2] = (state >> k & 1) == 0 ? 1 : -1;
    }

    private static int StateOf(IsingLattice lattice) => Enumerable.Range(0, 4).Sum(k => lattice[k / 2, k % 2] == 1 ? 0 : 1 << k);

    private static int[,] Spins(IsingLattice lattice)
    {
        var spins = new int[lattice.Side, lattice.Side];
        for (var i = 0; i < lattice.Side; i++)
            for (var j = 0; j < lattice.Side; j++)
                spins[i, j] = lattice[i, j];
        return spins;
    }
}
