namespace Course.Ising;

/// <summary>One Ising lattice on its way through its configurations, a step at a time.</summary>
/// <remarks>
/// In the long run each configuration comes as often as Boltzmann says, with probability proportional to exp(-E/T). Neighbours on the way are alike: see
/// <see cref="Statistics.Autocorrelation"/>. M. Newman and G. Barkema, Monte Carlo Methods in Statistical Physics (1999), chapters 3 and 4. The same
/// seed gives the same way on every machine. Not thread-safe: one chain, one thread.
/// </remarks>
public sealed class IsingChain
{
    private readonly Metropolis _metropolis;
    private readonly WolffCluster _wolff;
    private double _temperature;

    /// <summary>A lattice at the beginning of its way.</summary>
    /// <param name="side">Sites along an edge, L, 2 to 4096 (default 28).</param>
    /// <param name="temperature">In units of J/k_B, greater than 0 (default 2.269, close to the critical one).</param>
    /// <param name="update">How it goes (default Wolff's clusters).</param>
    /// <param name="ordered">Whether it begins with all spins up, as at temperature 0, instead of random ones (default), as at infinite temperature.</param>
    /// <param name="seed">Picks the random numbers (default 0).</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter lies outside what is said above.</exception>
    public IsingChain(int side = 28, double temperature = 2.269, IsingUpdate update = IsingUpdate.Wolff, bool ordered = false, long seed = 0)
        : this(side, temperature, update, ordered, new LaneRandom(seed))
    {
    }

    internal IsingChain(int side, double temperature, IsingUpdate update, bool ordered, LaneRandom random)
    {
        Lattice = new IsingLattice(CheckedSide(side, nameof(side)));
        Temperature = temperature;
        Update = CheckedUpdate(update, nameof(update));
        (_metropolis, _wolff) = (new Metropolis(Lattice, random), new WolffCluster(Lattice, random));
        if (ordered)
            return;
        for (var i = 0; i < side; i++)
            foreach (ref var spin in Lattice.Row(i))
                spin = (random.Next() & 1) == 0 ? 1 : -1;
    }

    /// <summary>The spins as they are now; they change with each step.</summary>
    public IsingLattice Lattice { get; }

    /// <summary>How the chain goes.</summary>
    public IsingUpdate Update { get; }

    /// <summary>Temperature in units of J/k_B. Set it to cool or to heat.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not a finite number greater than 0.</exception>
    public double Temperature
    {
        get => _temperature;
        set
        {
            Guard.Positive(value, nameof(Temperature));
            _temperature = value;
        }
    }

    /// <summary>Goes on: sweeps of the lattice, or clusters.</summary>
    /// <param name="steps">How many, 0 or more (default 1).</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    /// <returns>How many spins had their turn: L² a sweep, or the sizes of the clusters.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="steps"/> is negative.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; the chain has gone as far as it came.</exception>
    public long Advance(int steps = 1, CancellationToken cancellationToken = default)
    {
        Guard.Count(steps, 0, nameof(steps), "steps");
        var spins = 0L;
        for (var step = 0; step < steps; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Update == IsingUpdate.Wolff)
            {
                spins += _wolff.Flip(_temperature);
                continue;
            }
            _metropolis.Sweep(_temperature);
            spins += Lattice.Count;
        }
        return spins;
    }

    internal static int CheckedSide(int side, string name) =>
        side is >= 2 and <= 4096 ? side : throw new ArgumentOutOfRangeException(name, Guard.Text($"{name} is {side}; a lattice has 2 to 4096 sites along an edge."));

    internal static IsingUpdate CheckedUpdate(IsingUpdate update, string name) =>
        Enum.IsDefined(update) ? update : throw new ArgumentOutOfRangeException(name, Guard.Text($"{name} is {(int)update}; it should be IsingUpdate.Metropolis or IsingUpdate.Wolff."));
}
