namespace Course.Decomposition;

/// <summary>How <see cref="RandomizedSvd"/> keeps its test vectors apart between power iterations, which draw all of them towards the first singular
/// vector.</summary>
public enum PowerNormaliser
{
    /// <summary>None up to two iterations, LU for more; the default.</summary>
    Auto,

    /// <summary>Nothing is done: the fastest, and useless after five or so iterations.</summary>
    None,

    /// <summary>The unit lower triangular factor of a pivoted LU decomposition takes the vectors' place: stable, at half the cost of QR.</summary>
    Lu,

    /// <summary>An orthonormal basis takes the vectors' place: the most accurate.</summary>
    Qr,
}
