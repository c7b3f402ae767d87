namespace Simd;

/// <summary>What is known of a triangular matrix's diagonal.</summary>
public enum Diagonal
{
    /// <summary>It is stored like the rest.</summary>
    Stored,

    /// <summary>It is 1 everywhere and not read, as in the L of a LU decomposition.</summary>
    Unit,
}
