namespace Course.Ising;

/// <summary>How a configuration becomes the next one. Both leave the Boltzmann distribution as it is; they differ in how fast they forget.</summary>
public enum IsingUpdate
{
    /// <summary>Single spins, each flipped with probability min(1, exp(-ΔE/T)): N. Metropolis et al., J. Chem. Phys. 21 (1953) 1087. A step is a sweep, in
    /// which every spin has its turn. Close to T_c it forgets slowly, below it the sign of the magnetisation practically never changes.</summary>
    Metropolis,

    /// <summary>Clusters of equal spins, grown through bonds that are set with probability 1 - exp(-2/T), flipped as a whole: U. Wolff, Phys. Rev. Lett. 62
    /// (1989) 361. A step is one cluster. It is fast where the other is slow.</summary>
    Wolff,
}
