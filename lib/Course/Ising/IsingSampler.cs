namespace Course.Ising;

/// <summary>Draws configurations of the two-dimensional Ising model at given temperatures.</summary>
/// <remarks>
/// <para>
/// Each temperature has a chain of its own, which begins ordered below the critical temperature and random above, forgets its beginning during the
/// thermalisation, and is looked at after every interval. Both are counted in sweeps, in which L² spins have their turn. A sweep of Wolff's is a fixed number of
/// clusters, found from their mean size while the chain thermalises. (To go on until L² spins are flipped would look at the lattice more often after
/// large clusters, and be biased.)
/// </para>
/// <para>
/// Without a field a configuration and its mirror image, all spins turned over, are equally likely. With Wolff's update each configuration is turned over at
/// random, with probability 1/2, so that both come equally often at every temperature. Metropolis's is left as its chain has it.
/// </para>
/// <para>
/// The temperatures are computed in parallel. The samples at a temperature depend on it, on the parameters and on the seed alone: not on the
/// number of threads, nor on the other temperatures. Cost: O(L²) a sweep; some nanoseconds a spin with Metropolis, ten times that with Wolff, which makes
/// up for it close to the critical temperature.
/// </para>
/// </remarks>
/// <param name="side">Sites along an edge, L, 2 to 4096 (default 28).</param>
/// <param name="update">How the chains go (default Wolff's clusters).</param>
/// <param name="thermalisation">Sweeps before the first configuration, 0 or more (default 200).</param>
/// <param name="interval">Sweeps from one configuration to the next, 1 or more (default 5).</param>
/// <param name="seed">Picks the random numbers (default 0).</param>
/// <exception cref="ArgumentOutOfRangeException">A parameter lies outside what is said above.</exception>
public sealed class IsingSampler(int side = 28, IsingUpdate update = IsingUpdate.Wolff, int thermalisation = 200, int interval = 5, long seed = 0)
{
    private readonly int _side = IsingChain.CheckedSide(side, nameof(side));
    private readonly IsingUpdate _update = IsingChain.CheckedUpdate(update, nameof(update));
    private readonly int _thermalisation = Parameter.AtLeast(thermalisation, 0, nameof(thermalisation), "sweeps before the first configuration");
    private readonly int _interval = Parameter.AtLeast(interval, 1, nameof(interval), "sweeps between configurations");

    /// <summary>Configurations, with their energies and magnetisations.</summary>
    /// <param name="temperatures">K temperatures in units of J/k_B, each greater than 0.</param>
    /// <param name="count">Configurations at each, 1 or more.</param>
    /// <param name="progress">Told after each temperature.</param>
    /// <param name="cancellationToken">Stops between steps of the chains.</param>
    /// <exception cref="ArgumentException">There is no temperature, one is not a finite number greater than 0, or the configurations would be too many for one
    /// matrix.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is less than 1.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public IsingSamples Sample(IEnumerable<double> temperatures, int count, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var asked = Checked(temperatures, count);
        var (rows, sites) = (asked.Length * count, _side * _side);
        if ((long)rows * sites > Array.MaxLength)
            throw new ArgumentException(Guard.Text($"{rows} configurations of {sites} spins are too many for one matrix; take fewer, or call Measure, which keeps none."), nameof(count));
        var spins = new double[rows * sites];
        var series = Run(asked, count, (row, lattice, sign) =>
        {
            for (var i = 0; i < _side; i++)
            {
                var line = lattice.Row(i);
                for (var j = 0; j < _side; j++)
                    spins[(i * _side + j) * rows + row] = sign * line[j];
            }
        }, progress, cancellationToken);
        return new IsingSamples(_side, series.Temperatures, series.Energies, series.Magnetisations, Columns.Matrix(rows, sites, spins));
    }

    /// <summary>Energies and magnetisations alone: the same as of <see cref="Sample"/>, without keeping the configurations.</summary>
    /// <inheritdoc cref="Sample" path="/param"/>
    /// <exception cref="ArgumentException">There is no temperature, or one is not a finite number greater than 0.</exception>
    /// <inheritdoc cref="Sample" path="/exception[not(@cref='T:System.ArgumentException')]"/>
    public IsingSeries Measure(IEnumerable<double> temperatures, int count, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Run(Checked(temperatures, count), count, keep: null, progress, cancellationToken);

    private static double[] Checked(IEnumerable<double> temperatures, int count)
    {
        ArgumentNullException.ThrowIfNull(temperatures);
        double[] asked = [.. temperatures];
        Guard.Values(Columns.Vector(asked.Length == 0 ? throw new ArgumentException("temperatures is empty; at least one is needed.", nameof(temperatures)) : asked), nameof(temperatures));
        if (asked.Any(temperature => temperature <= 0))
            throw new ArgumentException(Guard.Text($"temperatures holds {asked.First(temperature => temperature <= 0)}; each should be greater than 0."), nameof(temperatures));
        Guard.Count(count, 1, nameof(count), "configurations at each temperature");
        return asked;
    }

    private IsingSeries Run(
        double[] temperatures, int count, Action<int, IsingLattice, int>? keep, IProgress<FitProgress>? progress, CancellationToken cancellationToken)
    {
        var (energies, magnetisations) = (new double[temperatures.Length * count], new double[temperatures.Length * count]);
        var (done, telling) = (0, new Lock());
        Workers.For(temperatures.Length, k =>
        {
            if (cancellationToken.IsCancellationRequested)
                return;
            try
            {
                RunChain(temperatures[k], count, k * count, energies, magnetisations, keep, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            lock (telling)
                progress?.Report(new FitProgress("Ising configurations", ++done, temperatures.Length));
        });
        cancellationToken.ThrowIfCancellationRequested();
        return new IsingSeries(
            _side, Columns.Vector(temperatures), Columns.Matrix(count, temperatures.Length, energies), Columns.Matrix(count, temperatures.Length, magnetisations));
    }

    private void RunChain(
        double temperature, int count, int firstRow, double[] energies, double[] magnetisations, Action<int, IsingLattice, int>? keep, CancellationToken cancellationToken)
    {
        var random = new LaneRandom(seed, _side, BitConverter.DoubleToInt64Bits(temperature));
        var chain = new IsingChain(_side, temperature, _update, temperature < IsingExact.CriticalTemperature, random);
        var interval = _interval * Thermalised(chain, cancellationToken);
        for (var row = firstRow; row < firstRow + count; row++)
        {
            chain.Advance(interval, cancellationToken);
            var sign = _update == IsingUpdate.Wolff && (random.Next() & 1) == 0 ? -1 : 1;
            energies[row] = chain.Lattice.Energy;
            magnetisations[row] = sign * chain.Lattice.Magnetisation;
            keep?.Invoke(row, chain.Lattice, sign);
        }
    }

    // How many steps of the chain are a sweep: of Wolff's, as many clusters as had L² spins on the average in the second half of the thermalisation.
    private int Thermalised(IsingChain chain, CancellationToken cancellationToken)
    {
        var spins = (long)_thermalisation * chain.Lattice.Count;
        if (_update == IsingUpdate.Metropolis)
        {
            chain.Advance(_thermalisation, cancellationToken);
            return 1;
        }
        var before = 0L;
        while (before < spins / 2)
            before += chain.Advance(1, cancellationToken);
        var (after, clusters) = (0L, 0L);
        while (after < Math.Max(spins - spins / 2, chain.Lattice.Count))
        {
            after += chain.Advance(1, cancellationToken);
            clusters++;
        }
        return (int)Math.Max(1, (chain.Lattice.Count * clusters + after - 1) / after);
    }
}
